"""python-escpos, without what importing it does to its surroundings.

It configures the root logger, so that the kiosk's own log settings would be ignored, and makes
a directory for a cache at every start which it never finds again.
"""

from __future__ import annotations

import logging
import os
import shutil

_handlers_before = list(logging.root.handlers)

from escpos import capabilities  # noqa: E402
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
