"""Where the product's files are, and what the Python programs it starts need around them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds kiosk/, display/, counter/, shared/ and assets/."""

QUIET = "qt.multimedia.symbolsresolver=false"
"""Qt Multimedia warns of each video accelerator that the machine lacks; we need none of them."""


def python(module: str, *arguments: str) -> list[str]:
    """The command line that runs `module` with this very Python, whatever the current folder.

    `-P` keeps the current folder off the import path: somebody's own `shared/` must not win.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def environment(base: Mapping[str, str] | None = None, **extra: str) -> dict[str, str]:
    """A copy of `base` (default: ours) in which `python()` finds the product, plus `extra`.

    Qt complains on stderr when the locale is not UTF-8, and eSpeak reads text wrongly; a bare
    machine has no locale at all, so C.UTF-8 (which every glibc since 2.35 brings) stands in.
    """
    env = dict(os.environ if base is None else base)
    paths = [str(ROOT), *env.get("PYTHONPATH", "").split(os.pathsep)]
    env["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(path for path in paths if path))
    env.setdefault("QT_LOGGING_RULES", QUIET)
    if not _speaks_utf8(env):
        env["LC_ALL"] = "C.UTF-8"
    return env | extra


def without_screen(base: Mapping[str, str] | None = None, **extra: str) -> dict[str, str]:
    """`environment()` for Qt programs that draw into memory: no screen, no graphics card."""
    env = environment(base)
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    env.setdefault("QT_QUICK_BACKEND", "software")
    return env | extra


def _speaks_utf8(env: Mapping[str, str]) -> bool:
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    return locale.upper().replace("-", "").endswith("UTF8")
