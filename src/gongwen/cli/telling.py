"""What became of documents: as lines for a person, or as JSON for a program."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from gongwen.cli.words import short, show, talk
from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError

if TYPE_CHECKING:
    from gongwen.cli.progress import Progress
    from gongwen.operations.outcome import Outcome


def tell_outcomes(operate: Callable[[], Iterable[Outcome]], form: str, progress: Progress | None = None) -> int:
    """Run an operation and print what became of each document as it is done; as JSON even if it could not begin."""
    tally = _Tally()
    if form == "json":
        _report_json(operate, tally)
    else:
        for outcome in operate():
            if progress is not None:
                progress.clear()
            _report(outcome)
            tally.add(outcome, _not_told(outcome))
            if progress is not None:
                progress.step()
    return tally.sum_up()


def tell_plans(operate: Callable[[], Iterable[Outcome]], form: str) -> int:
    """The same of an operation that only says what would become of each document."""
    tally = _Tally()
    if form == "json":
        _report_json(operate, tally)
        return tally.foretell()
    left: dict[str, list[str]] = {}
    for outcome in operate():
        is_broken = outcome.exit_code is not ExitCode.DONE
        why = "；".join(outcome.why)
        if not outcome.is_kept:
            what = "有错，生成不了" if is_broken else "要生成"
            click.echo(f"{outcome.source}：{what}{f'（{why}）' if why else ''}")
        elif why:
            left.setdefault(why, []).append(outcome.source)
        tally.add(outcome, outcome.diagnostics if is_broken else ())
    # A register or a template reaches many documents and changes few: those would drown among the others.
    for why, sources in left.items():
        which = f"{sources[0]}：" if len(sources) == 1 else f"{len(sources)} 份"
        click.echo(f"{which}不重新生成（{why}）")
    return tally.foretell()


def _report(outcome: Outcome) -> None:
    if outcome.why:
        talk(f"重新生成 {outcome.source}：{'；'.join(outcome.why)}。")
    for made in (outcome.output, outcome.pdf):
        if made is not None:
            click.echo(short(made))
    if outcome.layout is not None:
        from gongwen.report import layout_lines

        for line in layout_lines(outcome.layout):
            click.echo(line)


def _not_told(outcome: Outcome) -> Sequence[Diagnostic]:
    """What the findings about pages, told by page on stdout, leave to say."""
    told = set(outcome.layout.report.diagnostics) if outcome.layout is not None else set()
    return [item for item in outcome.diagnostics if item not in told]


def _report_json(operate: Callable[[], Iterable[Outcome]], tally: _Tally) -> None:
    """A list, an outcome at a time; what there is to tell a person comes after it."""
    opening = "["
    found: list[Diagnostic] = []
    for outcome in _with_refusal(operate):
        click.echo(opening)
        click.echo(textwrap.indent(json.dumps(_as_json(outcome), ensure_ascii=False, indent=2), "  "), nl=False)
        opening = ","
        tally.add(outcome, ())
        found += outcome.diagnostics
    click.echo("\n]" if opening == "," else "[]")
    show(found)


def _with_refusal(operate: Callable[[], Iterable[Outcome]]) -> Iterator[Outcome]:
    try:
        yield from operate()
    except GongwenError as error:
        from gongwen.operations.outcome import Outcome

        yield Outcome("", None, error.diagnostics, error.exit_code)


class _Tally:
    """What has been told: each finding once, in numbers what became of the documents."""

    def __init__(self) -> None:
        self.exit_code = ExitCode.DONE
        self._count = self._failed = self._kept = 0
        #: Of other files than the document itself: no other document can have the same finding in its own.
        self._shared: set[Diagnostic] = set()

    def add(self, outcome: Outcome, found: Sequence[Diagnostic]) -> None:
        show(item for item in found if item not in self._shared)
        self._shared.update(item for item in found if item.place.file != outcome.source)
        self._count += 1
        self._failed += outcome.exit_code is not ExitCode.DONE
        self._kept += outcome.is_kept
        self.exit_code = max(self.exit_code, outcome.exit_code)

    def sum_up(self) -> int:
        """Say how many; the exit code is that of the gravest failure."""
        said = f"{self._failed} 份有错" if self._failed else "没有错误"
        return self._say(f"，{said}{f'；{self._kept} 份没有变化，没有重新生成' if self._kept else ''}")

    def foretell(self) -> int:
        """The same of what was not done yet."""
        counts = {
            "要生成": self._count - self._failed - self._kept,
            "有错": self._failed,
            "没有变化，不重新生成": self._kept,
        }
        return self._say("：" + "，".join(f"{count} 份{what}" for what, count in counts.items() if count))

    def _say(self, said: str) -> int:
        talk(f"共 {self._count} 份{said}。" if self._count else "content/ 里还没有内容文件。")
        return self.exit_code


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "source": outcome.source,
        "output": str(outcome.output) if outcome.output is not None else None,
        "pdf": str(outcome.pdf) if outcome.pdf is not None else None,
        "exit_code": int(outcome.exit_code),
        "kept": outcome.is_kept,
        "why": list(outcome.why),
        "layout": _layout(outcome),
        "diagnostics": [diagnostic_as_json(item) for item in outcome.diagnostics],
    }


def _layout(outcome: Outcome) -> dict[str, object] | None:
    if outcome.layout is None:
        return None
    from gongwen.report import layout_data

    return layout_data(outcome.layout)


def diagnostic_as_json(item: Diagnostic) -> dict[str, object]:
    """A finding for programs."""
    return {
        "severity": item.severity.value,
        "code": item.code,
        "message": item.message,
        **asdict(item.place),
        "clause": item.clause,
        "hint": item.hint,
    }
