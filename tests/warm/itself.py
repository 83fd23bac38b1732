"""``python -m tests.warm.itself``: tells what a program can know of how it was started."""

from __future__ import annotations

import json
import os
import signal
import sys


def main() -> None:
    """One line of JSON; then ends with the status that the first line of stdin names."""
    ignored = [one.name for one in signal.Signals if signal.getsignal(one) is signal.SIG_IGN]
    with open("/proc/self/cmdline", "rb") as line:
        words = line.read().rstrip(b"\0").decode().split("\0")
    told = {
        "line": words,
        "argv": sys.argv,
        "path": sys.path,
        "folder": os.getcwd(),
        "around": dict(sorted(os.environ.items())),
        "parent": os.getppid(),
        "group": os.getpgrp() == os.getpid() or os.getpgrp(),
        "session": os.getsid(0) == os.getpid() or os.getsid(0),
        "ignored": ignored,
        "interrupt": signal.getsignal(signal.SIGINT) is signal.default_int_handler,
        "files": sorted(os.listdir("/proc/self/fd"))[:-1],
        "kinds": [str(type(getattr(sys, name).buffer)) for name in ("stdin", "stdout", "stderr")],
        "ways": [repr(getattr(sys, name)) for name in ("stdin", "stdout", "stderr")],
        "name": __name__,
    }
    print(json.dumps(told), flush=True)
    print("seen", file=sys.stderr)
    sys.exit(int(sys.stdin.readline()))


if __name__ == "__main__":
    main()
