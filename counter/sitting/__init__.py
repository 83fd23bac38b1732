"""Working at the terminal without a counter: who sits there, and what such work has in common."""
