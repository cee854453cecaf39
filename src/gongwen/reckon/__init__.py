"""From the rows of a ledger to its figures: each with its definition and the rows behind it. Pure arithmetic."""
