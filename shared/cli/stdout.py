"""How a command ends whose output nobody reads any more (`giliran journal show … | head`)."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from shared.cli.exits import ExitCode

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Breakable(io.FileIO):
    """Ends the command at the first write into a broken pipe, and swallows the rest.

    As SystemExit, which passes whatever looks after errors: nothing is said, every `finally` runs.
    """

    _broken = False

    def write(self, data: ReadableBuffer, /) -> int:
        if not self._broken:
            try:
                return super().write(data)
            except BrokenPipeError:
                self._broken = True
                raise SystemExit(ExitCode.NOBODY_READS) from None
        return memoryview(data).nbytes


@contextmanager
def breakable_stdout() -> Iterator[None]:
    """While a command runs. Does nothing where stdout is not the process's own, or is not there."""
    own = sys.__stdout__
    if own is None or sys.stdout is not own:
        yield
        return
    own.flush()
    raw = _Breakable(own.fileno(), "wb", closefd=False)
    sys.stdout = io.TextIOWrapper(
        cast(BinaryIO, raw) if own.write_through else io.BufferedWriter(raw),
        encoding=own.encoding,
        errors=own.errors,
        line_buffering=own.line_buffering,
        write_through=own.write_through,
    )
    try:
        yield
    finally:
        sys.stdout.flush()
