"""Outputs whose content file is gone: told, never deleted."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.operations.remembering.records import Records
from gongwen.operations.workspace import STATE_FOLDER, Workspace

#: So many are named in one message.
_MOST_NAMED = 8


def left_over(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """What was made of content files that are no longer there, as far as gongwen remembers; one finding for all.

    What has gone out stays and is not told, nor what another content file is made into by now.
    """
    names = list(_names(workspace))
    if not names:
        return ()
    listed = "、".join(names[:_MOST_NAMED]) + (f"等 {len(names)} 个" if len(names) > _MOST_NAMED else "")
    return (
        Diagnostic(
            Severity.HINT,
            "file/left-over",
            f"这些成品的内容文件已经删去或改名，成品还在：{listed}。",
            Place(file=names[0]),
            hint="没有用的请自己删去（连同同名的 PDF），程序不会删；要留的请移到 output 外面。",
        ),
    )


def _names(workspace: Workspace) -> Iterator[str]:
    root = workspace.root
    records = Records(root / STATE_FOLDER)
    try:
        sources = records.sources()
        gone = [source for source in sources if not (root / source).exists()]
        known = [record for source in gone if (record := records.get(source)) is not None]
    finally:
        records.close()
    if not known:
        return
    # What reads the register is loaded where something is gone.
    from gongwen.registry.issued import read_issued

    # 通知.yml may have become 通知.yaml.
    taken = {workspace.output_of(root / source) for source in set(sources) - set(gone)}
    issued = read_issued(root)[0]
    for record in known:
        if issued.of(record.source) is None and workspace.output_of(root / record.source) not in taken:
            yield from (name for name in record.outputs if (root / name).is_file())
