"""Letters for the rows of a ledger, by the hundred: one file each, made again only when something has changed.

A letter depends on its row, its text and the settings alone, so that processes may share the work and a run that is
broken off is gone on with: every file is put in its place in one step, and the record beside the files (which may be
deleted) says what was made from what.
"""
