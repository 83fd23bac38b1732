"""A scenario as the text of its file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from shared.cli.simulation.scenario.document import Document

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written(document: Document, site: str, head: str) -> str:
    """The file of a document, beside the file of its site; `head` stands at the top."""
    return "\n".join([f"# {head}", "", *_top({**asdict(document), "site": site}), ""])


def _top(values: Mapping[str, Any]) -> Iterator[str]:
    tables = {name: value for name, value in values.items() if isinstance(value, Mapping)}
    for name, value in values.items():
        if name not in tables:
            yield f"{name} = {_value(value)}"
    for name, table in tables.items():
        if table:
            yield f"\n[{name}]"
            yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_key(k)} = {_value(v)}" for k, v in value.items() if v is not None)
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, float):
        return f"{value:g}" if value != int(value) else str(int(value))
    return json.dumps(value, ensure_ascii=False)
