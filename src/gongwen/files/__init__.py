"""Reading and replacing files: nothing that was made before is lost, whatever happens in between.

Knows paths, limits and the operating system's refusals; never what is inside a file.
"""

from gongwen.files.reading import LARGEST_OUTPUT, FileState, file_error, note_reads, noting_reads, read_bytes
from gongwen.files.writing import replace_file, replace_together, replacing

__all__ = [
    "LARGEST_OUTPUT",
    "FileState",
    "file_error",
    "note_reads",
    "noting_reads",
    "read_bytes",
    "replace_file",
    "replace_together",
    "replacing",
]
