"""What the kiosk, the counters and the displays have in common."""

from __future__ import annotations

__version__ = "0.1.0"
