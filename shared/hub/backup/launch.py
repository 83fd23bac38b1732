"""``python -m shared.hub.backup.launch COMMAND …``: becomes the command, and dies with the hub.

A Litestream that outlived its hub would read the databases beside the next hub's own.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_SET_DEATH_SIGNAL = 1
"""``PR_SET_PDEATHSIG`` of Linux; it stays over an exec."""


def main(command: list[str], starter: int) -> None:
    """Never returns. `starter` is the process that must be alive."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != starter:  # it died before that was set
        os._exit(1)
    os.umask(0o077)  # PIN hashes and the token are for their owner alone, in the replica too
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[2:], int(sys.argv[1]))
