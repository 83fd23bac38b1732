"""python-escpos, without what importing it does to its surroundings.

It configures the root logger, so that the kiosk's own log settings would be ignored, makes a
directory for a cache at every start which it never finds again, and reads its table of printers,
which is JSON, with PyYAML's slow reader, which is half of a kiosk's start.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml


@contextmanager
def _quick_yaml() -> Iterator[None]:
    """`yaml.safe_load`, a hundred times as fast for JSON, which is YAML too; the same result."""
    usual = yaml.safe_load

    def quick(stream: Any) -> Any:
        text = stream.read()
        try:
            return json.loads(text)
        except ValueError:  # somebody's own table, in YAML (ESCPOS_CAPABILITIES_FILE)
            return usual(text)

    yaml.safe_load = quick
    try:
        yield
    finally:
        yaml.safe_load = usual


_handlers_before = list(logging.root.handlers)

with _quick_yaml():
    from escpos import capabilities
from escpos.constants import QR_ECLEVEL_M  # noqa: E402
from escpos.exceptions import Error as EscposError  # noqa: E402
from escpos.printer.dummy import Dummy  # noqa: E402
from escpos.printer.usb import Usb  # noqa: E402

for _handler in list(logging.root.handlers):
    if _handler not in _handlers_before:
        logging.root.removeHandler(_handler)

if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)

__all__ = ["QR_ECLEVEL_M", "Dummy", "EscposError", "Usb"]
