"""Objects of the state copied, taken apart and put together as fast as Python can.

The functions are written out as text, field by field, and compiled, as `dataclass` does with its
own methods: a loop over the fields takes three times as long, `copy.copy` ten times. Each command
keeps a copy of its ticket, and a start in the middle of a long day makes a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def names_of(kind: type[Any]) -> list[str]:
    """A dataclass's fields, in their order."""
    return [field.name for field in fields(kind)]


def copier(kind: type[Kind]) -> Callable[[Kind], Kind]:
    """A function that gives a shallow copy of an object."""
    steps = [f"made.{name} = one.{name}" for name in names_of(kind)]
    return _compiled(kind, steps)


def maker(kind: type[Kind]) -> Callable[[Any], Kind]:
    """A function that gives the object whose fields have the values of a sequence."""
    names = names_of(kind)
    steps = [", ".join(f"made.{name}" for name in names) + ", = one"]
    return _compiled(kind, steps)


def _compiled(kind: type[Kind], steps: list[str]) -> Callable[[Any], Kind]:
    lines = ["def made_from(one):", "made = new(kind)", *steps, "return made"]
    names: dict[str, Any] = {"new": object.__new__, "kind": kind}
    exec("\n ".join(lines), names)
    made_from: Callable[[Any], Kind] = names["made_from"]
    return made_from
