"""The journal: everything that has happened in the hall, in order, on disk, and never changed."""
