"""People as data, from the register to the documents."""
