"""The program with its commands, and the way out."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Final

import click

from gongwen import __version__
from gongwen.cli.chinese import GroupInChinese, usage
from gongwen.cli.words import HELP, show, talk
from gongwen.diagnostics import ExitCode, GongwenError

#: Command → module, in the order of the help page.
_PLACES: Final = {
    "init": "start",
    "new": "start",
    "build": "documents",
    "check": "documents",
    "watch": "watching",
    "issue": "issuing",
    "register": "issuing",
    "ledger": "replies",
    "people": "people",
    "roster": "roster",
    "table": "tables",
    "schema": "start",
    "template": "templates",
    "doctor": "start",
}


class _Commands(Mapping[str, click.Command]):
    """The commands by their names: a run has use for one of them, and loads only that."""

    def __getitem__(self, name: str) -> click.Command:
        found: click.Command = getattr(import_module(f"gongwen.cli.{_PLACES[name]}"), name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


@click.group(
    cls=GroupInChinese,
    commands=_Commands(),
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
    add_help_option=False,
)
@click.version_option(__version__, "--version", message="gongwen %(version)s", help="显示版本。")
@HELP
def program() -> None:
    """党政机关公文生成：内容写在 YAML 里，版面按 GB/T 9704—2012，一条命令出 DOCX。"""


class _NoPlugins(ModuleType):
    """In the place of pydantic's module that looks for plugins: there are none.

    Its name is none of pydantic's promises: asked for anything else, this makes way for the module itself.
    """

    def get_plugins(self, *_: object) -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> object:
        # The import itself looks for __path__ and the like.
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _leave_plugins_out() -> None:
    """What other packages plug into pydantic has no say in what a document may hold, and looking for it takes time.

    Where pydantic is told so it still loads what would look for them, with importlib.metadata and the parser of mails:
    a twentieth of a build. So nothing stands in its place; the environment is for a pydantic that does it otherwise.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    nothing = _NoPlugins("pydantic.plugin._loader")
    sys.modules.setdefault(nothing.__name__, nothing)


def main() -> None:
    """The entry point: run a command and leave with its exit code."""
    # In the end all goes with the process: it need not be searched for cycles, twice, before.
    atexit.register(gc.freeze)
    _leave_plugins_out()
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a rare character shows its code; it never stops the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = program.main(prog_name="gongwen", standalone_mode=False)
    except GongwenError as error:
        show(error.diagnostics)
        code = error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx is not None else "")
        code = ExitCode.DONE
    except click.UsageError as error:
        talk(usage(error))
        code = ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        talk("已中断。已写好的文件都是完整的。")
        code = 130
    sys.exit(int(code or 0))
