"""From DOCX to PDF through LibreOffice, the reference renderer.

Receives document files, returns PDF files; refuses with ToolError when there is no office program, or it hangs, crashes
or brings nothing. The only room that starts programs. Knows nothing of what stands on a page.
"""
