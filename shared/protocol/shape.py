"""Where a plain document differs from the dataclass it should be: every fault, with its key.

msgspec stops at the first fault, calls every key of a mapping ``[...]`` and passes over keys that
a dataclass does not have; people who write a document by hand need to see all of it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

Fault = tuple[str, str]
"""The key path and what is wrong there."""


def faults(value: Any, expected: Any, where: str = "") -> Iterator[Fault]:
    """All the places where `value` is not what the type `expected` asks for."""
    origin = get_origin(expected)
    if dataclasses.is_dataclass(expected):
        yield from _object(value, expected, where)
    elif origin is tuple:
        yield from _list(value, get_args(expected)[0], where)
    elif origin is Mapping:
        yield from _mapping(value, get_args(expected)[1], where)
    elif origin in (Union, types.UnionType):
        yield from _optional(value, expected, where)
    else:
        yield from _leaf(value, expected, where)


def _object(value: Any, expected: Any, where: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield where, _instead("a table of keys", value)
        return
    hints = _hints(expected)
    for key in sorted(value.keys() - hints.keys(), key=str):
        yield _key(where, key), f"unknown key{_nearest(key, hints)}"
    for name, hint in hints.items():
        if name in value:
            yield from faults(value[name], hint, _key(where, name))
        elif name in _required(expected):
            yield _key(where, name), "is missing"


def _list(value: Any, item: Any, where: str) -> Iterator[Fault]:
    if not isinstance(value, list | tuple):
        yield where, _instead("a list", value)
        return
    for index, each in enumerate(value):
        yield from faults(each, item, f"{where}[{index}]")


def _mapping(value: Any, item: Any, where: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield where, _instead("a table of keys", value)
        return
    for key, each in value.items():
        yield from faults(each, item, _key(where, str(key)))


def _optional(value: Any, expected: Any, where: str) -> Iterator[Fault]:
    if value is not None:
        inner = next(each for each in get_args(expected) if each is not types.NoneType)
        yield from faults(value, inner, where)


def _leaf(value: Any, expected: Any, where: str) -> Iterator[Fault]:
    try:
        msgspec.convert(value, expected, strict=True)
    except msgspec.ValidationError:
        yield where, _instead(_TYPE_NAMES[_bare(expected)], value)


_TYPE_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def _bare(expected: Any) -> Any:
    """The type under a NewType."""
    return getattr(expected, "__supertype__", expected)


def _instead(wanted: str, value: Any) -> str:
    if isinstance(value, dt.date | dt.time) and wanted == "a text":
        return f"write {value} in quotes"
    if value is None:
        return f"must be {wanted}, not null"
    kind = "a list" if isinstance(value, list) else "a table of keys"
    shown = kind if isinstance(value, list | dict) else repr(value)
    return f"must be {wanted}, not {shown if len(shown) <= 60 else shown[:57] + '…'}"


def _nearest(key: str, hints: Mapping[str, Any]) -> str:
    near = get_close_matches(key, hints, n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _key(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


@cache
def _hints(expected: Any) -> dict[str, Any]:
    return get_type_hints(expected)


@cache
def _required(expected: Any) -> frozenset[str]:
    return frozenset(
        each.name
        for each in dataclasses.fields(expected)
        if each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
    )
