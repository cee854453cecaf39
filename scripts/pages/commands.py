"""docs/reference/commands.md: click's own help of every command, and the exit codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from gongwen.cli import program
from gongwen.diagnostics import ExitCode
from scripts.pages.markdown import page, table

PATH = "reference/commands.md"
_WIDTH = 100

#: What each exit code tells the shell; a code without words is a KeyError.
_EXITS: dict[ExitCode, str] = {
    ExitCode.DONE: "完成；可以有警告和提示",
    ExitCode.CRASH: "程序自身出错",
    ExitCode.USAGE: "命令或参数写得不对",
    ExitCode.CONTENT: "内容有错误",
    ExitCode.TEMPLATE: "模板有错误",
    ExitCode.TOOL: "外部程序缺少或出错",
    ExitCode.FILE: "文件读不出或写不进",
    ExitCode.NOT_CONFORMING: "版面有不合国标“必须”条款的地方（`check --layout`）",
}


def make() -> str:
    """The page."""
    commands = [block for name, command in all_commands() for block in (f"## {name}", _help(command, name))]
    return page(
        "命令和退出码",
        "在工作文件夹（有 gongwen.yaml 的文件夹）或它下面的任何文件夹里运行。"
        "生成的文件名写到标准输出，其余的话写到标准错误，可以分别转向。",
        "## gongwen",
        _help(program, "gongwen"),
        *commands,
        "## 退出码",
        "一次处理几份公文时，退出码取其中最大的。按 Ctrl+C 中断时为 130；`gongwen watch` 本来就以 Ctrl+C 结束，为 0。",
        table(("退出码", "意思"), _exit_rows()),
        "## JSON 输出",
        "`--format json` 在标准输出写一个列表，每份公文一项：",
        table(
            ("名称", "内容"),
            [
                ("`source`", "内容文件，从工作文件夹写起"),
                ("`output`、`pdf`", "生成的 DOCX 和 PDF；没有生成时为 null"),
                ("`exit_code`", "这份公文的退出码"),
                ("`kept`", "true：所依据的都没有变，成品原样未动"),
                ("`why`", "以前生成过、这次重新生成的原因"),
                ("`layout`", "`check --layout` 的结果，见下；没有检查版面时为 null"),
                ("`diagnostics`", "消息的列表，每条如下"),
            ],
        ),
        table(
            ("消息的名称", "内容"),
            [
                ("`severity`", "错误、警告或提示"),
                ("`code`", "[检查的代码](codes.md)"),
                ("`message`、`hint`", "消息和改法；没有改法时为 null"),
                ("`file`、`line`、`column`", "文件、行和列，从 1 数起；没有时为空或 0"),
                ("`key`、`spot`", "所在的键；没有行号的位置，如模板的一段"),
                (
                    "`page`、`box`",
                    "版面问题所在的页（从 1 数起）和方框：左、上、右、下，从纸的左上角量起，mm；没有时为 0 或 null",
                ),
                ("`clause`", "所依据的标准条款；没有时为 null"),
            ],
        ),
        "`layout` 里每个检查项都有一条，通过的也有；长度都是毫米：",
        table(
            ("`layout` 的名称", "内容"),
            [
                ("`conforms`", "有没有不符合“必须”的条文；未检查的不算通过，也不算不符"),
                ("`checks`", "检查项的列表"),
                (
                    "`faces`",
                    "用到的字体：`font` 名称，`face` 归为哪种字体，`characters` 画了多少个汉字和标点，"
                    "`embedded` 是否嵌入，`substitute` 是否替代字体",
                ),
            ],
        ),
        table(
            ("检查项的名称", "内容"),
            [
                ("`code`、`rule`、`chapter`", "代码；[规则的编号](../standard.md)；规则所在的章"),
                ("`meaning`", "不符时是什么问题"),
                ("`clause`、`force`", "条款，惯例为 null；力度：必须、一般、推荐、可以、惯例"),
                ("`nominal`、`tolerance`", "标准规定的数和允许的偏差；不是数的为 null"),
                ("`verdict`、`reason`", "通过、不符、不适用或未检查；后两种的原因"),
                ("`findings`", "不符的各处，每处如下"),
            ],
        ),
        table(
            ("一处不符的名称", "内容"),
            [
                ("`page`、`box`、`severity`、`message`、`hint`", "同上面的消息"),
                ("`measured`、`expected`、`unit`", "量得的、应有的和单位；不是数的是文字，单位为 null"),
                ("`allowed`", "判断时允许的偏差：标准允许的，加上仪器和排版程序的误差"),
            ],
        ),
    )


def all_commands(group: click.Group = program, prefix: str = "gongwen") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, the commands of groups included."""
    for name, command in group.commands.items():
        yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{prefix} {name}")


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH)
    return f"```text\n{command.get_help(context)}\n```"


def _exit_rows() -> Iterator[Sequence[str]]:
    for code in ExitCode:
        yield str(code.value), _EXITS[code]
