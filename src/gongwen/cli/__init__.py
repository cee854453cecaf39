"""The command line: words in, operations called, findings out. Holds no rule.

stdout carries results (paths, tables, JSON), stderr talks. The exit codes are those of `diagnostics.ExitCode`.
"""

import gc

# What is loaded stays, and a document leaves little behind: looking for garbage as often as Python does takes a tenth
# of a build. So many objects more than before are made until it is done: more than one document needs. It holds for
# what is loaded from here on.
gc.set_threshold(100_000)

from gongwen.cli.program import main, program  # noqa: E402

__all__ = ["main", "program"]
