"""The command line: words in, operations called, findings out. Holds no rule.

stdout carries results (paths, tables, JSON), stderr talks. The exit codes are those of `diagnostics.ExitCode`.
"""

from gongwen.cli.program import main, program

__all__ = ["main", "program"]
