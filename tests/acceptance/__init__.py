"""Acceptance: what the issue promises, shown on whole workspaces, from the command line down to the bytes."""
