"""`giliran report quick`: how long visitors stood at the kiosks."""

from __future__ import annotations

from pathlib import Path

import msgspec
from rich.table import Table

from shared.cli.plain import plain_console
from shared.hub.quick import SLOWEST, Pace, QuickReport, kept_in, quick_report
from shared.hub.refused import REFUSED_FILE

_HEADS = {
    "all": "in all",
    "services": "by service",
    "languages": "by language",
    "modes": "by how the kiosk shows itself",
}


def print_quick(data: Path, first: str, last: str, *, as_json: bool) -> None:
    """Prints the paces; OSError, msgspec.DecodeError: what the hub keeps cannot be read."""
    found = quick_report(kept_in(data / REFUSED_FILE), first, last)
    if as_json:
        print(msgspec.json.encode(found).decode())
    elif not found.all:
        print("No kiosk has told of a paper in these days.")
    else:
        plain_console(soft_wrap=True).print(_table(found))


def _table(found: QuickReport) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("first touch to paper", no_wrap=True)
    for title in ("visits", "median", "wanted", "9 of 10"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("wanted", no_wrap=True)
    for name, head in _HEADS.items():
        table.add_row(head, style="bold")
        for pace in getattr(found, name):
            table.add_row(*_cells(pace))
    return table


def _cells(pace: Pace) -> tuple[str, ...]:
    median = (f"{pace.median} s", f"≤ {pace.target}" if pace.target else "")
    ninetieth = (f"{pace.ninetieth} s", f"≤ {SLOWEST}  {'kept' if pace.kept else 'not kept'}")
    return f"  {pace.group}", f"{pace.visits:,}", *median, *ninetieth
