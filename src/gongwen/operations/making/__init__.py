"""Documents made: read, composed, looked at on their pages, written."""
