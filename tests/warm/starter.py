"""The test's side: which programs start warm, and how `subprocess` comes to do it."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from shared.cli.environment import ROOT, environment, python
from tests.warm.programs import PROGRAMS

SERVER = "tests.warm.server"
ROOM = 16_384
"""Bytes of the server's own command line: its copies write theirs over it."""
_READ_AT_THE_START = ("PYTHON", "LC_", "LANG", "LD_", "TZ", "MALLOC_", "QT_LOGGING")
_SET_CHILD_SUBREAPER = 36

_cold = subprocess.Popen._execute_child  # type: ignore[attr-defined]
_lock = threading.Lock()
_servers: list[_Server] = []
"""One, as soon as something has started warm."""
_first: dict[str, str] = {}
"""The server's environment."""
_deaf: set[signal.Signals] = set()
"""What the server ignores, for its starter did so."""
_on = False


def install() -> None:
    """From now on `subprocess` knows of warm starts; none is made but within `warm()`."""
    _first.update(environment())
    _deaf.update(_ignored())
    if sys.platform == "linux":
        subprocess.Popen._execute_child = _execute_child  # type: ignore[attr-defined]


@contextmanager
def warm(on: bool = True) -> Iterator[None]:
    """Within it, programs that can start warm do so; or, if not `on`, none does."""
    global _on  # noqa: PLW0603 - as much a matter of the whole process as what it changes
    before, _on = _on, on
    try:
        yield
    finally:
        _on = before


def begins_warm(words: Sequence[str], env: Mapping[str, str], folder: str = str(ROOT)) -> bool:
    """Whether a program can be forked from the server and is the same as if it had been started.

    What is read when Python begins cannot be changed later.
    """
    if words[:3] == [sys.executable, "-P", "-m"]:
        module, at_home = words[3], env.get("PYTHONPATH") == _first["PYTHONPATH"]
    elif words[:2] == [sys.executable, "-m"]:
        module, at_home = words[2], folder == str(ROOT)
    else:
        return False
    names = {name for name in (*env, *_first) if name.startswith(_READ_AT_THE_START)}
    same = all(env.get(name) == _first.get(name) for name in names - {"PYTHONPATH"})
    return module in PROGRAMS and at_home and same and _ignored() == _deaf


def _ignored() -> set[signal.Signals]:
    return {one for one in signal.Signals if signal.getsignal(one) is signal.SIG_IGN}


def stop() -> None:
    """The server ends."""
    while _servers:
        _servers.pop().end()


@dataclass(frozen=True, slots=True)
class _Start:
    """What `subprocess` is about to start, as it says it to itself."""

    args: Any
    executable: Any
    preexec_fn: Any
    close_fds: bool
    pass_fds: Sequence[int]
    cwd: Any
    env: Mapping[str, str] | None
    startupinfo: Any
    creationflags: int
    shell: bool
    p2cread: int
    p2cwrite: int
    c2pread: int
    c2pwrite: int
    errread: int
    errwrite: int
    restore_signals: bool
    gid: Any
    gids: Any
    uid: Any
    umask: int
    start_new_session: bool
    process_group: int

    @property
    def pipes(self) -> tuple[int, ...]:
        there, back = (self.p2cread, self.p2cwrite), (self.c2pread, self.c2pwrite)
        return (*there, *back, self.errread, self.errwrite)

    @property
    def around(self) -> dict[str, str]:
        return dict(os.environ if self.env is None else self.env)

    @property
    def folder(self) -> str:
        return os.fspath(self.cwd or os.getcwd())

    def is_warm(self) -> bool:
        asked = (self.executable, self.preexec_fn, self.pass_fds, self.shell)
        others = (self.gid, self.gids, self.uid)
        as_always = self.close_fds and self.restore_signals and self.umask < 0
        alone = self.process_group == -1 and set(others) == {None}
        here = threading.current_thread() is threading.main_thread()
        if any(asked) or not (as_always and alone and here and isinstance(self.args, list | tuple)):
            return False
        return begins_warm([*map(str, self.args)], self.around, self.folder)

    def fork(self) -> int:
        """The pid of the server's copy that is this program now."""
        order = {
            "words": [*map(str, self.args)],
            "env": self.around,
            "folder": self.folder,
            "session": self.start_new_session,
        }
        ends = enumerate((self.p2cread, self.c2pwrite, self.errwrite))
        files = [own if end == -1 else end for own, end in ends]
        with _lock, _adopting():
            if not _servers:
                _servers.append(_Server())
            return _servers[0].fork(json.dumps(order).encode(), files)


def _execute_child(popen: subprocess.Popen[Any], *asked: Any) -> None:
    start = _Start(*asked)
    if not (_on and start.is_warm()):
        _cold(popen, *asked)
        return
    popen.pid = start.fork()
    popen._child_created = True  # type: ignore[attr-defined]
    popen._close_pipe_fds(*start.pipes)  # type: ignore[attr-defined]


@contextmanager
def _adopting() -> Iterator[None]:
    """Meanwhile a process of ours whose parent ends becomes our own child."""
    libc = ctypes.CDLL(None)
    libc.prctl(_SET_CHILD_SUBREAPER, 1)
    try:
        yield
    finally:
        libc.prctl(_SET_CHILD_SUBREAPER, 0)


class _Server:
    """The warm process and the line to it."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                python(SERVER, str(theirs.fileno()), "." * ROOM),
                env=_first,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def fork(self, order: bytes, files: list[int]) -> int:
        socket.send_fds(self._line, [order], files)
        pid = int(self._line.recv(32))
        self._line.recv(1)  # from here on it is ours
        return pid

    def end(self) -> None:
        self._line.close()
        self._process.wait()
