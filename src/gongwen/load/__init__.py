"""From a writer's file to a validated model: every word with its place, every mistake in one run, in Chinese.

Receives paths. Returns trees, records and documents. Refuses with `ContentError` (what is written) or `FileError`
(the file itself).
"""
