"""Every rule of the layout standard, once: its source, what it asks in our words, and how far a program can see it.

The numbers (F026, L01) are the project's own and permanent. A rule that a check measures is AUTOMATIC; what else is
said of a rule is the reason why a program cannot see it, or the part of it that none looks at.
"""

from __future__ import annotations

from gongwen.standard.clauses import ordinary, practice, special
from gongwen.standard.clauses.clause import Chapter, Clause, Way

CHAPTERS: tuple[Chapter, ...] = (*ordinary.CHAPTERS, *special.CHAPTERS, *practice.CHAPTERS)
#: By their numbers, in order.
CLAUSES: dict[str, Clause] = {clause.rule: clause for chapter in CHAPTERS for clause in chapter.clauses}
#: The chapter of each rule.
CHAPTER_OF: dict[str, Chapter] = {clause.rule: chapter for chapter in CHAPTERS for clause in chapter.clauses}

__all__ = ["CHAPTERS", "CHAPTER_OF", "CLAUSES", "Chapter", "Clause", "Way"]
