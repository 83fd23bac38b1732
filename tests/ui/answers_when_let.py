"""A process that has its order, waits until it is let, and then answers.

The order's `out` is a folder: `asked` stands in it once the order is read, the test puts `let`
there, and with `answered` the line has been written.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec

for order in sys.stdin.buffer:
    folder = Path(msgspec.json.decode(order)["out"])
    (folder / "asked").touch()
    while not (folder / "let").exists():
        time.sleep(0.01)
    sys.stdout.write("answered\n")
    sys.stdout.flush()
    (folder / "answered").touch()
