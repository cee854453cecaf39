"""The engines, and how each gets an environment of its own under `.bench/`: their import names clash."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".bench"
_ENGINES = Path(__file__).with_name("engines")
_INSTALL_LIMIT = 300.0  # seconds

#: Pinned, so that a figure of today can be had again.
NODE_PACKAGES = {
    "carbone": "3.8.2",
    "docx-templates": "4.15.0",
    "docxtemplater": "3.71.0",
    "easy-template-x": "7.2.8",
    "pizzip": "3.2.0",
}


class NotAtHand(Exception):
    """An engine that cannot be had here; the text says why."""


class Engine(Struct, frozen=True):
    """How an engine is shown, whose templates it fills, its program, and what it takes from a package registry."""

    name: str
    dialect: str
    program: str
    package: str = ""
    arguments: tuple[str, ...] = ()

    def command(self, template: Path, data: Path) -> list[str]:
        """The process that serves it, installed if need be; raises NotAtHand."""
        if self.program.endswith(".js"):
            runner = _node()
        else:
            runner = _environment(self.package) if self.package else sys.executable
        return [runner, str(_ENGINES / self.program), str(template), str(data), *self.arguments]


ENGINES = (
    Engine(f"gongwen {version('gongwen')}", "jinja", "fill_gongwen.py"),
    Engine("gongwen，压缩: isa-l", "jinja", "fill_gongwen.py", arguments=("isa-l",)),
    Engine(f"docxtpl {version('docxtpl')}", "jinja", "fill_docxtpl.py"),
    Engine("rust-docxtpl 0.1.2", "jinja", "fill_docxtpl.py", "rust-docxtpl==0.1.2"),
    Engine("docxtpl-ng 0.2.0", "jinja", "fill_docxtpl.py", "docxtpl-ng==0.2.0"),
    Engine("docx-mailmerge2 1.0.3", "mergefield", "fill_mailmerge.py", "docx-mailmerge2==1.0.3"),
    *(
        Engine(f"{package} {NODE_PACKAGES[package]}{note}", dialect, program, arguments=arguments)
        for package, dialect, program, note, arguments in (
            ("docxtemplater", "mustache", "fill_docxtemplater.js", "", ()),
            ("easy-template-x", "mustache", "fill_easy_template_x.js", "", ()),
            ("carbone", "carbone", "fill_carbone.js", "", ()),
            ("docx-templates", "plus", "fill_docx_templates.js", "", ()),
            ("docx-templates", "plus", "fill_docx_templates.js", " noSandbox", ("noSandbox",)),
        )
    ),
)
OURS, FASTER, BASE = ENGINES[:3]


def environment() -> dict[str, str]:
    """Where the programs find this repository and Node's packages."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "NODE_PATH": str(CACHE / "node" / "node_modules")}


def _environment(package: str) -> str:
    """The Python of the package's own environment."""
    folder = CACHE / package.replace("==", "-")
    python = folder / "bin" / "python"
    done = folder / ".installed"
    if not done.exists():
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        # The same lxml and Jinja for everybody, so that engines are compared and not their libraries.
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
        _run([*pip, "-c", str(ROOT / "requirements-dev.lock"), package])
        done.touch()
    return str(python)


def _node() -> str:
    """Node, its packages installed."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NotAtHand("本机没有 node 和 npm")
    folder = CACHE / "node"
    wanted = json.dumps({"private": True, "dependencies": NODE_PACKAGES}, indent=2)
    done = folder / "installed.json"
    if not done.exists() or done.read_text("utf-8") != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(wanted, "utf-8")
        _run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder)])
        done.write_text(wanted, "utf-8")
    return node


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_INSTALL_LIMIT)
    except subprocess.CalledProcessError as error:
        lines = [line for line in (error.stderr or error.stdout).splitlines() if line.strip()]
        raise NotAtHand(f"装不上：{lines[-1].strip() if lines else f'退出码 {error.returncode}'}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotAtHand(f"装不上：{error}") from error
