"""How far a long work has come: one line on a terminal, rewritten; nothing elsewhere."""

from __future__ import annotations

import sys
import time

import click

#: Fewer things than this are done before anybody has read the line.
_FEW = 20
#: Seconds between two lines.
_PULSE = 0.2


class Progress:
    """Done and to do, how many a second, how long still."""

    def __init__(self) -> None:
        self._is_wanted = sys.stderr.isatty()
        self._begun = self._told = time.monotonic()
        self._total = self._done = 0
        self._is_shown = False

    def expect(self, total: int) -> None:
        """So many things there are to do, from now on."""
        self._total, self._begun = total, time.monotonic()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        if self._is_wanted and self._total > _FEW and now - self._told > _PULSE and self._done < self._total:
            self._told = now
            rate = self._done / (now - self._begun)
            left = (self._total - self._done) / rate
            self.clear()
            line = f"已完成 {self._done}/{self._total}，每秒 {rate:.3g} 份，还要 {duration(left)}"
            click.echo(line, err=True, nl=False)
            self._is_shown = True

    def clear(self) -> None:
        """Make room for something else to be said."""
        if self._is_shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._is_shown = False


def duration(seconds: float) -> str:
    """Roughly, in words."""
    if seconds < 90:
        return f"{seconds:.0f} 秒"
    minutes = round(seconds / 60)
    return f"{minutes} 分钟" if minutes < 90 else f"{minutes // 60} 小时 {minutes % 60} 分钟"
