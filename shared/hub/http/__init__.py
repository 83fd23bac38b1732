"""The hub's REST side: the same commands as on the line, for a mall's own programs."""
