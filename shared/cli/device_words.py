"""What `giliran device` says of devices."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from shared.cli.plain import plain_console
from shared.cli.signs import in_words


def print_waiting(waiting: list[dict[str, Any]]) -> None:
    """The list of those who wait to be let in."""
    table = Table("number", "picture", "role", "name", "address", "waits", box=None)
    for one in waiting:
        table.add_row(
            str(one["number"]),
            in_words(one["picture"]),
            one["role"],
            one["name"],
            one["address"],
            f"{one['seconds']} s",
        )
    wide(waiting).print(table)


def wide(rows: list[dict[str, Any]]) -> Console:
    """As wide as the rows need where it is no terminal, so that lines stay lines."""
    console = plain_console(highlight=False)
    if not console.is_terminal:
        longest = max((sum(len(str(one)) + 4 for one in row.values()) for row in rows), default=80)
        return plain_console(width=max(80, longest), highlight=False)
    return console


def place(one: dict[str, Any]) -> str:
    """Where a device is, as far as somebody has said so."""
    counter = [f"counter {one['counter']}"] if one["counter"] else []
    return ", ".join([*one["zones"], *counter])


def state(one: dict[str, Any]) -> str:
    """Whether it is let in, and there."""
    if one["connected"]:
        return f"connected, {one['address']}"
    if one["revoked"]:
        return "taken out"
    return "away" if one["paired"] else "not paired"
