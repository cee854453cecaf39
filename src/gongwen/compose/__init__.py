"""From a resolved document to finished text in blocks: order, joining, padding, numbering. Nothing here can refuse."""
