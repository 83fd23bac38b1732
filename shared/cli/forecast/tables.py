"""Accuracy as a table, for a terminal and for documents."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from shared.hub.forecast.accuracy import Accuracy

COLUMNS = (
    "",
    "promises",
    "mean wait",
    "error",
    "≤ 5 min",
    "in the band",
    "> 5 min late",
    "plain error",
    "LES error",
    "better than plain",
)


def cells(name: str, found: Accuracy) -> tuple[str, ...]:
    """One row: minutes, and shares in per cent."""
    return (
        name,
        f"{found.promises:,}",
        f"{found.mean_wait:.1f}",
        f"{found.mean_error:.1f}",
        f"{found.close:.0%}",
        f"{found.held:.0%}",
        f"{found.broken:.1%}",
        f"{found.plain_error:.1f}",
        "–" if found.les_error is None else f"{found.les_error:.1f}",
        f"{found.better:.0%}",
    )


def show(title: str, rows: Mapping[str, Accuracy]) -> None:
    table = Table(title=title)
    for column in COLUMNS:
        table.add_column(column, justify="right" if column else "left")
    for name, found in rows.items():
        table.add_row(*cells(name, found))
    Console(width=None if Console().is_terminal else 130).print(table)


def markdown(rows: Mapping[str, Accuracy]) -> str:
    lines = [_line(COLUMNS), _line(["---", *["---:"] * (len(COLUMNS) - 1)])]
    return "\n".join([*lines, *(_line(cells(name, found)) for name, found in rows.items())])


def _line(row: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(row)} |"
