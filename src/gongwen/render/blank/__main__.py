"""`python -m gongwen.render.blank FOLDER` writes the default templates into FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from gongwen.files import replace_file
from gongwen.render.blank.package import default_templates


def main(arguments: list[str]) -> int:
    """Write every default template; the folder is the only argument."""
    if len(arguments) != 1:
        sys.stderr.write("用法：python -m gongwen.render.blank 文件夹\n")
        return 2
    for name, data in default_templates().items():
        replace_file(Path(arguments[0]) / name, data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
