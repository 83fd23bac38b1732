"""What commands print: names are those of people and of devices, some of them strangers', so a name
like ``[/b]`` or ``:warning:`` is printed as it stands and never taken for a way to print.
"""

from __future__ import annotations

from typing import Any

from rich.console import Console


def plain_console(**options: Any) -> Console:
    """A console that prints words as they are; `options` as rich's own console has them."""
    return Console(markup=False, emoji=False, **options)
