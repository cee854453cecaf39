"""What a writer writes and what a record is: frozen Pydantic models with Chinese keys and English names.

Holds "this key is required" and "this is a date"; never files, never print, never rules across documents.
"""
