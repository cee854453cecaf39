"""The registers of an office: who holds which post, which units there are, as its files say.

Receives paths of YAML, XLSX and CSV files; returns what stands in them, every text with its line or cell. Refuses
(ContentError, FileError) what cannot be read, with all findings at once.
"""
