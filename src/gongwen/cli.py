"""The command line: words in, operations called, findings out. Holds no rule.

stdout carries results (paths, JSON), stderr talks. The exit codes are those of `diagnostics.ExitCode`.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongwen import __version__
from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError, Severity

if TYPE_CHECKING:
    from gongwen.operations.build import Outcome

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="结果的样式：文字，或给程序读的 JSON。",
)
_PATHS = click.argument("paths", nargs=-1, metavar="[路径]…", type=click.Path(path_type=Path))


class _InChinese(click.Command):
    """Click's help page with Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)


class _GroupInChinese(_InChinese, click.Group):
    command_class = _InChinese

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(80)) for name, command in self.commands.items()])


@click.group(
    cls=_GroupInChinese,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
    add_help_option=False,
)
@click.version_option(__version__, "--version", message="gongwen %(version)s", help="显示版本。")
@click.help_option("-h", "--help", help="显示帮助。")
def program() -> None:
    """党政机关公文生成：内容写在 YAML 里，版面按 GB/T 9704—2012，一条命令出 DOCX。"""


class _NewInChinese(_InChinese):
    """Its help ends with the kinds there are, asked for only when somebody reads it."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from gongwen.operations.start import kind_names

        formatter.write_paragraph()
        formatter.write_text(f"文种：{'、'.join(kind_names())}。")


def _command(name: str, cls: type[_InChinese] = _InChinese) -> Callable[[Callable[..., int]], click.Command]:
    return program.command(name, cls=cls, options_metavar="[选项]", add_help_option=False)


@_command("init")
@click.argument("folder", metavar="[文件夹]", default=".", type=click.Path(path_type=Path))
@click.help_option("-h", "--help", help="显示帮助。")
def init(folder: Path) -> int:
    """新建工作文件夹：设置、内容、模板各就各位，并备好编辑器提示。"""
    from gongwen.operations.start import start_workspace

    for path in start_workspace(folder):
        click.echo(str(path))
    _talk(f"下一步：到“{folder}”里运行“gongwen new 印发通知 content/通知.yaml”，改好内容后运行“gongwen build”。")
    return ExitCode.DONE


@_command("new", _NewInChinese)
@click.argument("kind", metavar="文种")
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@click.help_option("-h", "--help", help="显示帮助。")
def new(kind: str, path: Path) -> int:
    """新建一个内容文件，里面是可以直接生成的样例，改成自己的内容即可。"""
    from datetime import date

    from gongwen.operations.start import new_document

    # The one clock of the program: a new document carries the day on which it is begun.
    click.echo(str(new_document(kind, path, today=date.today())))  # noqa: DTZ011, TID251
    return ExitCode.DONE


@_command("build")
@_PATHS
@click.option("--pdf", "wants_pdf", is_flag=True, help="同时生成 PDF（要有 LibreOffice）。")
@_FORMAT
@click.help_option("-h", "--help", help="显示帮助。")
def build(paths: tuple[Path, ...], wants_pdf: bool, form: str) -> int:
    """生成 DOCX，放在 output/ 里相应的位置。不写路径时，生成 content/ 里所有不被别的文件收入的文件。"""

    def outcomes() -> list[Outcome]:
        from gongwen.operations.build import build_documents
        from gongwen.operations.workspace import open_workspace

        made = list(build_documents(open_workspace(_start(paths)), paths))
        if not wants_pdf:
            return made
        from gongwen.operations.pdf import add_pdfs

        return add_pdfs(made)

    return _report(outcomes, form)


@_command("check")
@_PATHS
@click.option("--layout", "wants_layout", is_flag=True, help="还要排出版面，逐项对照国标（要有 LibreOffice）。")
@_FORMAT
@click.help_option("-h", "--help", help="显示帮助。")
def check(paths: tuple[Path, ...], wants_layout: bool, form: str) -> int:
    """只检查，不生成文件。

    加 --layout 时，也可以检查别处来的 DOCX 和 PDF 文件。
    """

    def outcomes() -> list[Outcome]:
        from gongwen.operations.build import check_documents
        from gongwen.operations.workspace import open_workspace

        if not wants_layout:
            return list(check_documents(open_workspace(_start(paths)), paths))
        from gongwen.operations.layout import PAGE_SUFFIXES, look_at_documents, look_at_files

        files = [path for path in paths if path.suffix.lower() in PAGE_SUFFIXES]
        contents = tuple(path for path in paths if path not in files)
        found = look_at_files(files) if files else []
        if contents or not files:
            found += look_at_documents(check_documents(open_workspace(_start(contents)), contents))
        return found

    return _report(outcomes, form)


@_command("schema")
@click.argument("folder", metavar="[文件夹]", default=".vscode", type=click.Path(path_type=Path))
@click.help_option("-h", "--help", help="显示帮助。")
def schema(folder: Path) -> int:
    """写出内容文件和 gongwen.yaml 的 JSON Schema，供编辑器补全和检查。"""
    from gongwen.operations.start import write_schemas

    for path in write_schemas(folder):
        click.echo(str(path))
    return ExitCode.DONE


@program.group(
    "template", cls=_GroupInChinese, options_metavar="[选项]", subcommand_metavar="命令 [参数]…", add_help_option=False
)
@click.help_option("-h", "--help", help="显示帮助。")
def template() -> None:
    """看模板、取模板、查模板。"""


@template.command("list", options_metavar="[选项]", add_help_option=False)
@click.help_option("-h", "--help", help="显示帮助。")
def template_list() -> int:
    """列出各种版式用的是哪个模板。"""
    from gongwen.operations.templates import list_templates
    from gongwen.operations.workspace import open_workspace

    for entry in list_templates(open_workspace(Path.cwd())):
        click.echo(f"{entry.format}  {'本单位的' if entry.is_own else '自带的'}  {_short(entry.path)}")
    return ExitCode.DONE


@template.command("copy", options_metavar="[选项]", add_help_option=False)
@click.argument("name", metavar="版式")
@click.help_option("-h", "--help", help="显示帮助。")
def template_copy(name: str) -> int:
    """把自带的模板复制到 templates/ 里，供用 Word 或 WPS 修改。"""
    from gongwen.operations.templates import copy_template
    from gongwen.operations.workspace import open_workspace

    click.echo(_short(copy_template(open_workspace(Path.cwd()), name)))
    return ExitCode.DONE


@template.command("inspect", options_metavar="[选项]", add_help_option=False)
@_PATHS
@click.help_option("-h", "--help", help="显示帮助。")
def template_inspect(paths: tuple[Path, ...]) -> int:
    """检查模板能不能用、版面有没有偏离标准。不写路径时，检查本单位的全部模板。"""
    from gongwen.operations.templates import inspect_templates
    from gongwen.operations.workspace import open_workspace

    found = inspect_templates(paths, open_workspace(_start(paths)))
    _show(found)
    _talk("没有错误。" if found else "没有发现问题。")
    return ExitCode.DONE


@_command("doctor")
@click.help_option("-h", "--help", help="显示帮助。")
def doctor() -> int:
    """看看这台机器能不能生成合格的 PDF：办公软件、标准字体和替代字体。"""
    from gongwen.operations.doctor import examine

    findings = list(examine())
    for finding in findings:
        click.echo(f"{'好' if finding.is_good else '缺'}  {finding.name}：{finding.found}")
    return ExitCode.DONE if all(finding.is_good for finding in findings) else ExitCode.TOOL


def _start(paths: Sequence[Path]) -> Path:
    """Where to look for the workspace: at the first file named, else where the user stands."""
    if not paths:
        return Path.cwd()
    return paths[0] if paths[0].is_dir() else paths[0].parent


def _report(operate: Callable[[], list[Outcome]], form: str) -> int:
    """Run an operation and print what became of it; as JSON even if it could not begin."""
    if form == "json":
        return _report_json(operate)
    outcomes = operate()
    for outcome in outcomes:
        for made in (outcome.output, outcome.pdf):
            if made is not None:
                click.echo(_short(made))
        if outcome.layout is not None:
            counts = "，".join(f"{name} {len(codes)} 项" for name, codes in outcome.layout.items())
            click.echo(f"{outcome.source}：{counts}")
    return _summary(outcomes)


def _report_json(operate: Callable[[], list[Outcome]]) -> int:
    try:
        outcomes = operate()
    except GongwenError as error:
        from gongwen.operations.build import Outcome

        outcomes = [Outcome("", None, error.diagnostics, error.exit_code)]
    click.echo(json.dumps([_as_json(outcome) for outcome in outcomes], ensure_ascii=False, indent=2))
    return _summary(outcomes)


def _summary(outcomes: Sequence[Outcome]) -> int:
    """Say what was found; the exit code is that of the gravest failure."""
    _show(item for outcome in outcomes for item in outcome.diagnostics)
    failed = sum(outcome.exit_code is not ExitCode.DONE for outcome in outcomes)
    if outcomes:
        _talk(f"共 {len(outcomes)} 份，{f'{failed} 份有错' if failed else '没有错误'}。")
    else:
        _talk("content/ 里还没有内容文件。")
    return max((outcome.exit_code for outcome in outcomes), default=ExitCode.DONE)


def _short(path: Path) -> str:
    """A path as the user would type it from where they stand."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "source": outcome.source,
        "output": str(outcome.output) if outcome.output is not None else None,
        "pdf": str(outcome.pdf) if outcome.pdf is not None else None,
        "exit_code": int(outcome.exit_code),
        "layout": outcome.layout,
        "diagnostics": [_diagnostic_as_json(item) for item in outcome.diagnostics],
    }


def _diagnostic_as_json(item: Diagnostic) -> dict[str, object]:
    return {
        "severity": item.severity.value,
        "code": item.code,
        "message": item.message,
        **dataclasses.asdict(item.place),
        "clause": item.clause,
        "hint": item.hint,
    }


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


def _show(found: Iterable[Diagnostic]) -> None:
    for item in dict.fromkeys(found):
        mark = f"{item.severity.value}[{item.code}]"
        click.echo(str(item).replace(mark, click.style(mark, fg=_COLOURS[item.severity]), 1), err=True)


def _talk(text: str) -> None:
    click.echo(text, err=True)


def main() -> None:
    """The entry point: run a command and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a rare character shows its code; it never stops the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = program.main(prog_name="gongwen", standalone_mode=False)
    except GongwenError as error:
        _show(error.diagnostics)
        code = error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx is not None else "")
        code = ExitCode.DONE
    except click.UsageError as error:
        _talk(_usage(error))
        code = ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        _talk("已中断。已写好的文件都是完整的。")
        code = 130
    sys.exit(int(code or 0))


def _usage(error: click.UsageError) -> str:
    """Click's complaints in Chinese, by their type."""
    match error:
        case click.NoSuchOption(option_name=name):
            said = f"没有“{name}”这个选项。"
        case click.MissingParameter(param=param):
            said = f"缺少“{param.metavar or param.name if param is not None else ''}”。"
        case click.BadParameter(param=click.Option(type=click.Choice(choices=choices), opts=opts)):
            said = f"“{opts[0]}”只能是 {'、'.join(map(str, choices))}。"
        case click.BadParameter(param=param):
            said = f"“{param.metavar or param.name if param is not None else ''}”写得不对。"
        case click.BadArgumentUsage() | click.BadOptionUsage():
            said = "参数写得不对。"
        case _:
            known = "、".join(program.commands)
            said = f"没有这个命令，或参数写多了。可用的命令：{known}。"
    where = f"gongwen {error.ctx.command.name}" if error.ctx is not None and error.ctx.parent is not None else "gongwen"
    return f"{said}运行“{where} --help”看用法。"


if __name__ == "__main__":
    main()
