"""Getting out of a damaged journal file what can be proven to be whole.

SQLite's structures may be broken; the entries' hash chain says of each row whether it is right.
Nothing here writes to the damaged files.
"""
