"""The exit codes of `giliran`; scripts and units rely on them (docs/installing.md lists them)."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell learns from a command that has ended."""

    OK = 0
    FAILED = 1
    """A check, a test or a verification found a fault, or the command could not do its work."""
    USAGE = 2
    """The command line was not understood."""
    SETUP_MISSING = 3
    """The machine lacks something and the command may not install it; stderr says what."""
    REFUSED = 4
    """Understood, but not done: for example `--site` on a data directory that has a site."""
    BUSY = 5
    """The data directory belongs to a running hub."""
    DAMAGED = 6
    """The journal is damaged: a broken chain, a cut tail, an entry that cannot be read."""
    UNREACHABLE = 7
    """No hub answered within the time the command waits for one."""
    NOBODY_READS = 141
    """Whoever read the output has gone (`… | head`): what a shell says of a broken pipe."""
