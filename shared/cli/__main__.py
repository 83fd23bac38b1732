"""`python -m shared.cli`: the same as `giliran`."""

from __future__ import annotations

from shared.cli.main import main

main()
