"""Who deflates: zlib, which Python brings, or a faster library that an office has chosen for its workspace.

The same choice gives the same bytes. A library that is not there is refused, never replaced by another: the bytes of a
document are on record.
"""

from __future__ import annotations

import functools
import importlib
import zlib
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gongwen.diagnostics import Diagnostic, Severity, ToolError


class Deflater(Struct, frozen=True):
    """A library as it is called in gongwen.yaml, its module, its package and its level."""

    name: str
    module: str
    package: str
    level: int


#: zlib's own level, 6, makes documents 1 to 2 % smaller in 1.6 times the time, four times where many rows are alike;
#: lower levels gain nothing more.
ZLIB = Deflater("zlib", "zlib", "", 3)
#: For what is deflated once and then copied into every document.
THOROUGH = replace(ZLIB, level=6)
#: How they compare on documents of an office, `make bench` tells. The other levels of ISA-L gain next to nothing.
DEFLATERS = (ZLIB, Deflater("isa-l", "isal.isal_zlib", "isal", 1), Deflater("zlib-ng", "zlib_ng.zlib_ng", "zlib-ng", 3))


def deflater_named(name: str) -> Deflater:
    """One of the three as gongwen.yaml calls it; raises ToolError where it is not installed."""
    deflater = next(item for item in DEFLATERS if item.name == name)
    library(deflater)
    return deflater


def version_of(deflater: Deflater) -> str:
    """The version that is at hand; raises ToolError where it is not installed."""
    library(deflater)
    # Takes longer to load than a document to make.
    from importlib import metadata

    return metadata.version(deflater.package) if deflater.package else zlib.ZLIB_RUNTIME_VERSION


@functools.cache
def library(deflater: Deflater) -> Any:
    """The module, which has what `zlib` has; raises ToolError where it is not installed."""
    try:
        return importlib.import_module(deflater.module)
    except ImportError as error:
        raise ToolError(
            Diagnostic(
                Severity.ERROR,
                "tool/deflater-missing",
                f"gongwen.yaml 里“压缩: {deflater.name}”要用的 {deflater.package} 没有安装。",
                hint='请在 gongwen 的源代码文件夹里运行：pip install ".[fast]"；'
                "或删去“压缩”这一行，改用 Python 自带的 zlib。",
            )
        ) from error
