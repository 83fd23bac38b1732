"""Backup and return: a replica that Litestream keeps, a copy that a person asks for, a restore.

Litestream reads the databases beside the hub; whatever it does or fails to do, the hall goes on.
See docs/adr/0013.
"""
