"""What is known of visitors, encrypted in a table of its own; the journal has opaque ids."""
