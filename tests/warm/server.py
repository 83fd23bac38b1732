"""The warm process itself: ``python -m tests.warm.server LINE``; its copies become programs.

Orders come over the socket LINE: the words of a command line, an environment, a folder, and the
three standard files. The pid goes back, and a byte once the program is the asker's own child.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import io
import json
import os
import runpy
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from shared.protocol import machine
from tests.warm.programs import IMPORTED

MOST = 1 << 20
"""Bytes of the longest order."""

Order = dict[str, Any]


def main() -> None:
    """Serves until nobody is left at the other end; in a copy, returns as the program it became."""
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    for module in IMPORTED:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    order = _next_order(socket.socket(fileno=int(sys.argv[1])))
    if order is not None:
        signal.signal(signal.SIGINT, interrupt)
        _become(order)


def _next_order(line: socket.socket) -> Order | None:
    """Returns in a copy of this process, with what it is to become; here, at the end, with none."""
    with line:
        while True:
            data, files, _, _ = socket.recv_fds(line, MOST, 3)
            if not data:
                return None
            between = os.fork()
            if between == 0 and _left_alone(line):
                _take(files)
                return json.loads(data)  # type: ignore[no-any-return]
            for file in files:
                os.close(file)
            os.waitpid(between, 0)
            line.send(b".")


def _left_alone(line: socket.socket) -> bool:
    """A copy of the copy; the one between ends, so that whoever asked adopts the other."""
    between = os.getpid()
    program = os.fork()
    if program:
        line.send(str(program).encode())
        os._exit(0)
    while os.getppid() == between:
        time.sleep(0.000_2)
    return True


def _take(files: list[int]) -> None:
    """The three standard files, and Python's own objects for them."""
    for own, file in enumerate(files):
        os.dup2(file, own)
        if file > 2:
            os.close(file)
    for own, name in enumerate(("stdin", "stdout", "stderr")):
        was = getattr(sys, name)
        at_once = bool(own and was.write_through)
        raw = open(own, "wb" if own else "rb", 0 if at_once else -1, closefd=False)  # noqa: SIM115
        at_bottom: Any = getattr(raw, "raw", raw)
        at_bottom.name = f"<{name}>"
        is_ = io.TextIOWrapper(
            raw,
            encoding=was.encoding,
            errors=was.errors,
            newline="\n" if own else None,
            line_buffering=own == 2 or raw.isatty(),
            write_through=at_once,
        )
        is_.mode = "w" if own else "r"  # type: ignore[misc]
        setattr(sys, name, is_)
        setattr(sys, f"__{name}__", is_)


def _become(order: Order) -> None:
    words: list[str] = order["words"]
    module = words.index("-m") + 1
    if order["session"]:
        os.setsid()
    _show(words)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["folder"])
    tempfile.tempdir = None
    machine._moved = machine._shift()
    sys.argv[:] = [words[0], *words[module + 1 :]]
    runpy.run_module(words[module], run_name="__main__", alter_sys=True)


def _show(words: list[str]) -> None:
    """What `ps` tells of this process is written over what it told of the server."""
    facts = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    begin, end = int(facts[45]), int(facts[46])
    line = b"\0".join(map(os.fsencode, words))[: end - begin - 1]
    ctypes.memset(begin, 0, end - begin)
    ctypes.memmove(begin, line, len(line))


if __name__ == "__main__":
    main()
