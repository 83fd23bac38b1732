"""A hub in the room that giliran-hub.service gives it, as far as that can be had without systemd.

bubblewrap makes the read-only system, the private directories and the user without rights; the
unit's system calls, its address families and its ban on memory that is written and run are one
seccomp filter, made by libseccomp from what the unit says and systemd-analyze knows.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared.cli.environment import ROOT

ALLOW, REFUSE = 0x7FFF_0000, 0x0005_0001  # EPERM
MASKED_EQUAL, EQUAL = 7, 4
WRITE, EXECUTE = 2, 4
MEMORY = {"mmap", "mprotect", "pkey_mprotect", "shmat"}
GUARDED = {*MEMORY, "socket", "personality"}
"""Not by their names alone."""


class Compare(ctypes.Structure):
    """struct scmp_arg_cmp"""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


def missing() -> str:
    """What this machine lacks for it; empty where it has all."""
    tools = [name for name in ("bwrap", "systemd-analyze") if shutil.which(name) is None]
    if ctypes.util.find_library("seccomp") is None:
        tools.append("libseccomp2")
    if not tools and subprocess.run([*room(), "true"], check=False).returncode:
        return "bubblewrap may make no namespaces here"
    return ", ".join(tools)


def room(*writable: Path) -> list[str]:
    """The command line before a program that may write `writable` and nothing else."""
    bound = [word for folder in writable for word in ("--bind", str(folder), str(folder))]
    return [
        *("bwrap", "--die-with-parent", "--unshare-user", "--unshare-ipc", "--unshare-cgroup-try"),
        *("--uid", "990", "--gid", "990", "--cap-drop", "ALL"),
        *("--ro-bind", "/", "/", "--dev", "/dev", "--tmpfs", "/tmp", "--tmpfs", "/var/tmp"),
        *("--tmpfs", "/home", *_inside(), *bound),
    ]


def _inside() -> list[str]:
    """What lies below a folder that is hidden, but is the program itself."""
    return [word for path in {str(ROOT), sys.prefix} for word in ("--ro-bind", path, path)]


def filter_of(unit: Path, program: Path) -> None:
    """Writes the seccomp program of `unit` to the file `program`."""
    said = _service(unit)
    library = ctypes.CDLL(ctypes.util.find_library("seccomp"))
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(REFUSE))
    for name in sorted(calls(said["SystemCallFilter"])):
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number < 0:
            continue
        for rules in _rules(name, said):
            many = (Compare * len(rules))(*rules)
            done = library.seccomp_rule_add_array(context, ALLOW, number, len(rules), many)
            assert done == 0, (name, done)
    with program.open("wb") as file:
        assert library.seccomp_export_bpf(context, file.fileno()) == 0
    library.seccomp_release(context)


def _rules(name: str, said: dict[str, list[str]]) -> Iterator[list[Compare]]:
    lax = "MemoryDenyWriteExecute" not in said
    if name not in GUARDED or (lax and name in MEMORY):
        yield []
    elif name == "mmap":  # never to be written and run at once
        for bits in (0, WRITE, EXECUTE):
            yield [Compare(2, MASKED_EQUAL, WRITE | EXECUTE, bits)]
    elif name in {"mprotect", "pkey_mprotect"}:
        yield [Compare(2, MASKED_EQUAL, EXECUTE, 0)]
    elif name == "socket":
        for family in " ".join(said["RestrictAddressFamilies"]).split():
            yield [Compare(0, EQUAL, getattr(socket, family), 0)]


def calls(filters: list[str]) -> set[str]:
    """The system calls that are left by ``SystemCallFilter=`` lines, in their order."""
    left: set[str] = set()
    for line in filters:
        named = {call for word in line.lstrip("~").split() for call in _expanded(word)}
        left = left - named if line.startswith("~") else left | named
    return left


@cache
def _expanded(word: str) -> frozenset[str]:
    if not word.startswith("@"):
        return frozenset({word})
    told = subprocess.run(
        ["systemd-analyze", "syscall-filter", word], capture_output=True, text=True, check=True
    )
    inside = [line.strip() for line in told.stdout.splitlines()[1:]]
    wanted = [one for one in inside if one and not one.startswith("#")]
    return frozenset(call for one in wanted for call in _expanded(one))


def _service(unit: Path) -> dict[str, list[str]]:
    """Every line of the unit's service, those that are said twice as well."""
    said: dict[str, list[str]] = {}
    for line in unit.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            said.setdefault(name, []).append(value)
    return said


def descriptor_of(program: Path) -> int:
    """An open file that bubblewrap's ``--seccomp`` may read; to be closed after the start."""
    descriptor = os.open(program, os.O_RDONLY)
    os.set_inheritable(descriptor, True)
    return descriptor
