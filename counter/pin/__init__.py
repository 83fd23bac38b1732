"""A PIN of one's own, in the place of the first one."""
