"""The made parts of docs/: reference pages, the outputs shown in the walkthroughs and, asked for, the pictures.

python -m scripts.make_docs             write what is stale
python -m scripts.make_docs --check     name what is stale, exit 1 if anything is
python -m scripts.make_docs --picture   the pictures too (needs LibreOffice and the fonts)
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from gongwen.files import replace_file
from scripts.pages import codes, commands, keys, names, rosters, standard, templates
from scripts.walkthrough import Walk, walk_page, walk_recipes

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

#: Pages to be followed, and how.
WALKS = {"README.md": walk_page, "docs/tutorial.md": walk_page, "docs/how-to.md": walk_recipes}


def reference_pages() -> dict[str, str]:
    """Every made page by its path under docs/."""
    return {module.PATH: module.make() for module in (keys, names, templates, codes, commands, standard, rosters)}


def walked(name: str, root: Path = ROOT) -> Walk:
    """The page `name`, followed in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="gongwen-docs-") as folder:
        return WALKS[name]((root / name).read_text("utf-8"), Path(folder))


def wanted(root: Path = ROOT) -> dict[str, str]:
    """What each page that is made, wholly or in its outputs, should hold; by path under `root`."""
    made = {f"docs/{path}": text for path, text in reference_pages().items()}
    return made | {name: "\n".join(walked(name, root).page) for name in WALKS}


def stale(root: Path, pages: dict[str, str]) -> list[str]:
    """The pages that are missing or hold something else."""
    return [
        name for name, text in pages.items() if not (root / name).is_file() or (root / name).read_text("utf-8") != text
    ]


def main() -> int:
    """Write, or only tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--picture", action="store_true")
    arguments = parser.parse_args()
    pages = wanted()
    names_of_stale = stale(ROOT, pages)
    for name in names_of_stale:
        sys.stdout.write(f"{name}\n")
        if not arguments.check:
            replace_file(ROOT / name, pages[name].encode())
    if arguments.picture:
        from scripts import picture

        for path, data in picture.make(ROOT):
            replace_file(DOCS / path, data)
    return 1 if arguments.check and names_of_stale else 0


if __name__ == "__main__":
    sys.exit(main())
