"""The program with its commands, and the way out."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from types import ModuleType

import click

from gongwen import __version__
from gongwen.cli.chinese import GroupInChinese, usage
from gongwen.cli.documents import build, check
from gongwen.cli.issuing import issue, register
from gongwen.cli.ledger import ledger
from gongwen.cli.people import people
from gongwen.cli.replies import ledger_replies
from gongwen.cli.roster import roster
from gongwen.cli.start import doctor, init, new, schema
from gongwen.cli.tables import table
from gongwen.cli.templates import template
from gongwen.cli.watching import watch
from gongwen.cli.words import HELP, show, talk
from gongwen.diagnostics import ExitCode, GongwenError

#: So many objects more than before are made until the collector looks for unused ones: more than one document needs.
_GARBAGE = 100_000


@click.group(
    cls=GroupInChinese,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
    add_help_option=False,
)
@click.version_option(__version__, "--version", message="gongwen %(version)s", help="显示版本。")
@HELP
def program() -> None:
    """党政机关公文生成：内容写在 YAML 里，版面按 GB/T 9704—2012，一条命令出 DOCX。"""


_COMMANDS = (init, new, build, check, watch, issue, register, ledger, people, roster, table, schema, template, doctor)
for _command in _COMMANDS:
    program.add_command(_command)
ledger.add_command(ledger_replies)


def _leave_plugins_out() -> None:
    """What other packages plug into pydantic has no say in what a document may hold, and looking for it takes time.

    Where pydantic is told so it still loads what would look for them, with importlib.metadata and the parser of mails:
    a thirtieth of a build. So nothing stands in its place; the environment is for a pydantic that calls it otherwise.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    nothing = ModuleType("pydantic.plugin._loader")
    nothing.__dict__["get_plugins"] = tuple
    sys.modules.setdefault(nothing.__name__, nothing)


def main() -> None:
    """The entry point: run a command and leave with its exit code."""
    # What is loaded stays, and a document leaves little behind: looking for garbage so often takes a tenth of a build.
    gc.set_threshold(_GARBAGE)
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
