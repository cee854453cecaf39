"""From DOCX to PDF through LibreOffice, the reference renderer.

Receives document files, returns PDF files; refuses with ToolError when there is no office program, or it hangs, crashes
or brings nothing. The only room that starts programs. Knows nothing of what stands on a page.
"""

from gongwen.convert.documents import ConversionError, convert_to_pdf, demand_office
from gongwen.convert.process import end_orphans
from gongwen.convert.program import OfficeProgram, find_office, is_office_declined, office_program

__all__ = [
    "ConversionError",
    "OfficeProgram",
    "convert_to_pdf",
    "demand_office",
    "end_orphans",
    "find_office",
    "is_office_declined",
    "office_program",
]
