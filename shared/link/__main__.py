"""`python -m shared.link`: a line without an app."""

from __future__ import annotations

import sys

from shared.link.plain_app import main

if __name__ == "__main__":
    sys.exit(main())
