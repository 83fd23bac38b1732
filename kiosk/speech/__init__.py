"""The spoken mode: what is said when, the voice that says it, and the headphones it goes to."""
