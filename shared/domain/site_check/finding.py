"""What the check has to say about one place of a site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    """The hall cannot run like this."""
    WARNING = "warning"
    """It runs, but visitors or officers will suffer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is the key path, `what` the fault, `remedy` what to do about it."""

    severity: Severity
    where: str
    what: str
    remedy: str = ""


def error(where: str, what: str, remedy: str = "") -> Finding:
    return Finding(Severity.ERROR, where, what, remedy)


def warning(where: str, what: str, remedy: str = "") -> Finding:
    return Finding(Severity.WARNING, where, what, remedy)
