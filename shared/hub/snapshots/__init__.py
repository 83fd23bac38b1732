"""Snapshots of the state, so that a restart in the middle of a long day need not replay it.

A cache beside the journal: it may be deleted at any time, and what does not fit the journal and
this program exactly is passed over. See docs/adr/0012.
"""
