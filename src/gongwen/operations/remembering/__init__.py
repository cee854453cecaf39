"""What was made of what, so that only what changed is made again, and what went out stays."""
