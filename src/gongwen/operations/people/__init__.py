"""People asked for, moved, and compared: what a register of people is for."""
