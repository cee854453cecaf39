"""`ledger replies`: a letter for every item that the office answers."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct, field

from gongwen.cli.ledger import LEDGER, ledger
from gongwen.cli.progress import Progress
from gongwen.cli.telling import diagnostic_as_json
from gongwen.cli.words import CLUSTER, FORMAT, HELP, JOBS, command, show, talk
from gongwen.diagnostics import Diagnostic, ExitCode, Severity

if TYPE_CHECKING:
    from gongwen.operations.letters.letter import Letter
    from gongwen.operations.letters.plan import Plan
    from gongwen.operations.many_hands.parallel import Crew

#: So many findings of one code are shown, and so many names; the rest are counted.
_MOST_SHOWN = 3
_MOST_NAMED = 10
#: A code, and how grave.
_Kind = tuple[str, Severity]


@command("replies")
@LEDGER
@click.option("--out", "folder", metavar="文件夹", required=True, type=click.Path(path_type=Path), help="放在哪里。")
@click.option("--bodies", metavar="文件夹", type=click.Path(path_type=Path), help="各件的正文：082.txt、.md 或 .yaml。")
@click.option(
    "--settings", metavar="文件", type=click.Path(path_type=Path), help="各件共用的发文机关、抄送、联系人等。"
)
@click.option(
    "--kind", "kind", type=click.Choice(["答复", "会办意见", "全部"]), default="答复", help="做哪一种，默认答复。"
)
@click.option(
    "--number-from", "first", metavar="文号", default="", help="没有文号的，从这个号起依次编：云自然资函〔2025〕21号。"
)
@click.option("--pdf", "with_pdf", is_flag=True, help="同时生成 PDF（要有 LibreOffice）。")
@click.option("--yaml", "with_sources", is_flag=True, help="每份旁边写一个内容文件，可以接着改。")
@JOBS
@CLUSTER
@click.option("--overwrite", is_flag=True, help="改过的文件也重新生成。")
@FORMAT
@HELP
def ledger_replies(
    path: Path,
    folder: Path,
    bodies: Path | None,
    settings: Path | None,
    kind: str,
    first: str,
    with_pdf: bool,
    with_sources: bool,
    jobs: int,
    cluster: str | None,
    overwrite: bool,
    form: str,
) -> int:
    """每件建议提案做一份答复（会办意见），没有变化的不重做，中断后再运行接着做。"""
    from gongwen.operations.letters.make import make_letters
    from gongwen.operations.letters.plan import KINDS, Order, planned

    kinds = tuple(one for one in KINDS if kind in (one, "全部"))
    order = Order(path, folder, bodies, settings, kinds, overwrite, with_pdf, first, with_sources)
    summary = _Summary()
    with _hands(jobs, cluster) as crew, planned(order) as plan:
        summary.hear(plan.diagnostics)
        made = _progress(make_letters(plan, crew), plan.count)
        if form == "json":
            _write_json(_counted(summary, made, plan), plan)
        else:
            deque(_counted(summary, made, plan), maxlen=0)
            summary.tell_letters(plan)
    summary.tell_findings()
    return summary.exit_code


ledger.add_command(ledger_replies)


@contextmanager
def _hands(jobs: int, address: str | None) -> Iterator[Crew | None]:
    """Who makes the letters, nobody but us for a single job."""
    if address is not None:
        from gongwen.operations.many_hands.cluster import cluster

        with cluster(address) as crew:
            yield crew
    else:
        from gongwen.operations.letters.batch import make_batch
        from gongwen.operations.many_hands.parallel import processes

        with processes(jobs, make_batch) as here:
            yield here


def _counted(summary: _Summary, made: Iterable[Letter], plan: Plan) -> Iterator[Letter]:
    for letters in (made, plan.settled):
        for letter in letters:
            summary.take(letter)
            yield letter


def _progress(letters: Iterable[Letter], total: int) -> Iterator[Letter]:
    """Rate and time left, on a terminal only."""
    progress = Progress()
    progress.expect(total)
    for letter in letters:
        progress.step()
        yield letter
    progress.clear()


class _Summary(Struct, dict=True):
    """What is kept of the letters until the end: those made are only counted, however many there are."""

    counts: Counter[str] = field(default_factory=Counter)
    unseen: int = 0
    failed: list[Letter] = field(default_factory=list)
    unanswered: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    findings: dict[Diagnostic, None] = field(default_factory=dict)
    #: By the code, and by how grave it is.
    kept: Counter[_Kind] = field(default_factory=Counter)
    more: Counter[_Kind] = field(default_factory=Counter)
    among: dict[_Kind, dict[str, None]] = field(default_factory=dict)
    exit_code: ExitCode = ExitCode.DONE

    def hear(self, found: Iterable[Diagnostic], number: str = "") -> None:
        """Errors all; of every other code a few, how many more, and a few of the items these are about."""
        for item in found:
            if item.severity is Severity.ERROR:
                self.exit_code = max(self.exit_code, ExitCode.CONTENT)
            elif item not in self.findings:
                kind = (item.code, item.severity)
                self.kept[kind] += 1
                if self.kept[kind] > _MOST_SHOWN:
                    self.more[kind] += 1
                    named = self.among.setdefault(kind, {})
                    if number and len(named) <= _MOST_NAMED:
                        named[number] = None
                    continue
            self.findings[item] = None

    def take(self, letter: Letter) -> None:
        """One letter, made or not."""
        self.counts[letter.what] += 1
        self.unseen += letter.known is not None and not letter.known.is_seen
        if letter.what == "没有做成":
            self.failed.append(letter)
        elif letter.what == "不用答复":
            self.unanswered[letter.reason] += 1
        elif letter.what == "这次不做":
            self.others[letter.kind] += 1
        own = self.exit_code
        self.hear(letter.diagnostics, letter.number)
        self.exit_code = max(own, letter.exit_code)

    def tell_letters(self, plan: Plan) -> None:
        """The table of what was made, skipped and refused."""
        remarks = {
            "这次不做": "，".join(f"{kind} {count} 件，用 --kind {kind} 做" for kind, count in self.others.items()),
            "不用答复": "，".join(f"{reason} {count} 件" for reason, count in self.unanswered.items()),
        }
        for what in ("制成", "没有变化", "单独编辑", "这次不做", "不用答复", "没有做成"):
            if what in ("单独编辑", "这次不做") and not self.counts[what]:
                continue
            more = f"（{remarks[what]}）" if remarks.get(what) else ""
            click.echo(f"{what}\t{self.counts[what]} 件{more}")
        for letter in self.failed:
            spot = letter.place.spot or (f"第 {letter.place.line} 行" if letter.place.line else "")
            where = f"（{spot}）" if spot else ""
            click.echo(f"  没有做成：{letter.number} {letter.title[:30]}{where}：{letter.reason}")
        if self.unseen:
            click.echo(f"版面未检查\t{self.unseen} 件")
        if plan.numbered:
            click.echo(f"新编文号\t{plan.numbered} 个，记在 {plan.number_file}，请填回台账")
        if plan.left:
            click.echo(f"台账里没有了\t{len(plan.left)} 份，以前做的文件还在，没有删：{_named(plan.left)}")

    def tell_findings(self) -> None:
        """On stderr."""
        show(self.findings)
        for (code, severity), count in self.more.items():
            items = _named([f"{number}号" for number in self.among[code, severity]])
            # A hint may tell what was done already: nothing in it need be mended.
            rest = "是提示，没有逐条列出" if severity is Severity.HINT else "改好上面的再运行一次，接着列出"
            talk(f"{code} 另有 {count} 处同样的{f'：{items}' if items else ''}。{rest}。")


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMED]) + ("等" if len(names) > _MOST_NAMED else "")


def _write_json(letters: Iterable[Letter], plan: Plan) -> None:
    """One letter after another, so that none need be kept."""
    click.echo('{"letters": [')
    for index, letter in enumerate(letters):
        click.echo((",\n" if index else "") + json.dumps(_as_json(letter), ensure_ascii=False), nl=False)
    found = [diagnostic_as_json(item) for item in plan.diagnostics]
    click.echo(f'\n], "left": {json.dumps(plan.left, ensure_ascii=False)},')
    click.echo(f'"diagnostics": {json.dumps(found, ensure_ascii=False)}}}')


def _as_json(letter: Letter) -> dict[str, object]:
    return {
        "number": letter.number,
        "title": letter.title,
        "kind": letter.kind,
        "what": letter.what,
        "output": letter.output or None,
        "pdf": letter.pdf or None,
        "seen": letter.known.is_seen if letter.known is not None else None,
        "reason": letter.reason,
        "spot": letter.place.spot,
        "exit_code": int(letter.exit_code),
        "diagnostics": [diagnostic_as_json(item) for item in letter.diagnostics],
    }
