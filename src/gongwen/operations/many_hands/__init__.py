"""Batches spread over processes and machines, with nothing lost when one dies."""
