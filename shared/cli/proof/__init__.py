"""`giliran journal verify`, `explain` and `closing`: what the journal proves, for people."""
