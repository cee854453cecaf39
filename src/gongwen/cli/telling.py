"""What became of documents: as lines for a person, or as JSON for a program."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from gongwen.cli.words import short, show, talk
from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError

if TYPE_CHECKING:
    from gongwen.operations.build import Outcome


def tell_outcomes(operate: Callable[[], list[Outcome]], form: str) -> int:
    """Run an operation and print what became of it; as JSON even if it could not begin."""
    if form == "json":
        return _report_json(operate)
    outcomes = operate()
    for outcome in outcomes:
        if outcome.why:
            talk(f"重新生成 {outcome.source}：{'；'.join(outcome.why)}。")
        for made in (outcome.output, outcome.pdf):
            if made is not None:
                click.echo(short(made))
        if outcome.layout is not None:
            from gongwen.report import layout_lines

            for line in layout_lines(outcome.layout):
                click.echo(line)
    return _summary(outcomes, _not_told(outcomes))


def _not_told(outcomes: Iterable[Outcome]) -> Iterator[Diagnostic]:
    """What the findings about pages, told by page on stdout, leave to say."""
    for outcome in outcomes:
        told = set(outcome.layout.report.diagnostics) if outcome.layout is not None else set()
        yield from (item for item in outcome.diagnostics if item not in told)


def _report_json(operate: Callable[[], list[Outcome]]) -> int:
    try:
        outcomes = operate()
    except GongwenError as error:
        from gongwen.operations.build import Outcome

        outcomes = [Outcome("", None, error.diagnostics, error.exit_code)]
    click.echo(json.dumps([_as_json(outcome) for outcome in outcomes], ensure_ascii=False, indent=2))
    return _summary(outcomes, (item for outcome in outcomes for item in outcome.diagnostics))


def _summary(outcomes: Sequence[Outcome], found: Iterable[Diagnostic]) -> int:
    """Say what was found; the exit code is that of the gravest failure."""
    show(found)
    failed = sum(outcome.exit_code is not ExitCode.DONE for outcome in outcomes)
    kept = sum(outcome.is_kept for outcome in outcomes)
    if outcomes:
        said = f"{failed} 份有错" if failed else "没有错误"
        talk(f"共 {len(outcomes)} 份，{said}{f'；{kept} 份没有变化，没有重新生成' if kept else ''}。")
    else:
        talk("content/ 里还没有内容文件。")
    return max((outcome.exit_code for outcome in outcomes), default=ExitCode.DONE)


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
        **dataclasses.asdict(item.place),
        "clause": item.clause,
        "hint": item.hint,
    }
