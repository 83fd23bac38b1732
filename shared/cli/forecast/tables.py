"""Accuracy as a table, for a terminal and for documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table

from shared.cli.forecast.trial import Row
from shared.cli.plain import plain_console
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

ORACLE = ("oracle asked", "error of these", "oracle's error")


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
    print_table(title, COLUMNS, [cells(name, found) for name, found in rows.items()])


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(title=title)
    for column in columns:
        table.add_column(column, justify="right" if column else "left")
    for row in rows:
        table.add_row(*row)
    plain_console(width=None if plain_console().is_terminal else 150).print(table)


def trial_table(rows: Mapping[str, Row]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Columns and rows of a trial; where an oracle was asked, what it was off by, and what the
    forecast was off by on the same numbers."""
    plain = [cells(name, row.all) for name, row in rows.items()]
    if not any(row.oracle for row in rows.values()):
        return COLUMNS, plain
    beside = [_beside(row) for row in rows.values()]
    return (*COLUMNS, *ORACLE), [(*some, *more) for some, more in zip(plain, beside, strict=True)]


def _beside(row: Row) -> tuple[str, ...]:
    if row.oracle is None or row.asked is None:
        return "–", "–", "–"
    asked, oracle = row.asked, row.oracle
    return f"{asked.promises:,}", f"{asked.mean_error:.1f}", f"{oracle.mean_error:.1f}"


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_line(columns), _line(["---", *["---:"] * (len(columns) - 1)])]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def _line(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"
