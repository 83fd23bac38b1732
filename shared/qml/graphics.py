"""Who draws: the graphics card, or Qt's own painter where this machine has none.

OpenGL by the processor (llvmpipe) draws a TV several times a second, Qt's own painter more often
than the screen takes it. Which of them a machine has, its driver alone knows; so a short process
asks it, once after each start of the machine.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import subprocess
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path

_log = logging.getLogger(__name__)

BACKEND = "QT_QUICK_BACKEND"
CHOSEN = (BACKEND, "QSG_RHI_BACKEND")
"""Where one of them is set, somebody has decided."""
SOFTWARE = "software"
NO_SCREEN = ("offscreen", "minimal")
BY_PROCESSOR = ("llvmpipe", "softpipe", "swrast", "software rasterizer", "swiftshader", "swr ")
"""Parts of the names of drivers that have no graphics card."""
CARDS = ("/dev/dri/renderD*", "/dev/nvidia[0-9]*", "/dev/mali*", "/dev/dxg")
"""Where Linux has any."""
SECONDS = 10.0
"""A driver that has said nothing until then is not to be drawn with."""

_ASKED_WITH = (
    *("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "QT_XCB_GL_INTEGRATION"),
    *("LIBGL_ALWAYS_SOFTWARE", "GALLIUM_DRIVER", "MESA_LOADER_DRIVER_OVERRIDE", "DRI_PRIME"),
)
"""What the answer depends on, beside the machine."""
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def choose(env: MutableMapping[str, str] = os.environ) -> None:
    """Sets Qt's own painter where no graphics card draws; before the Qt application is made."""
    if sys.platform != "linux":
        return
    named = next((f"{one}={env[one]}" for one in CHOSEN if env.get(one)), "")
    if named:
        _log.info("drawn as it is set: %s", named)
        return
    renderer = "no screen" if env.get("QT_QPA_PLATFORM", "") in NO_SCREEN else _renderer(env)
    if by_processor(renderer):
        env[BACKEND] = SOFTWARE
        _log.info("no graphics card (%s): Qt's own painter draws", renderer or "no OpenGL")
    else:
        _log.info("drawn by the graphics card: %s", renderer)


def by_processor(renderer: str) -> bool:
    """Whether no graphics card stands behind a driver's name (GL_RENDERER; empty: no driver)."""
    said = renderer.casefold()
    return said in ("", "no screen", "no card") or any(one in said for one in BY_PROCESSOR)


def _renderer(env: MutableMapping[str, str]) -> str:
    if not _cards():
        return "no card"
    file, key = _noted(env), _key(env)
    with suppress(OSError, ValueError, AttributeError):
        known = json.loads(file.read_text("utf-8")).get(key)
        if isinstance(known, str):
            return known
    renderer = _ask(env)
    if renderer:  # a driver that failed may not fail again
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            new = file.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps({key: renderer}), "utf-8")
            new.replace(file)
    return renderer


def _cards() -> list[str]:
    return [str(one) for path in CARDS for one in Path("/").glob(path.lstrip("/"))]


def _ask(env: MutableMapping[str, str]) -> str:
    """What the driver calls itself; empty: there is none, or it breaks the process it is in."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", __file__],  # by itself: it needs nothing of ours
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        _log.warning("the graphics driver does not say what it is: %s", error)
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


def _noted(env: MutableMapping[str, str]) -> Path:
    """Where an answer is kept: while the user is signed on, where there is such a place."""
    home = env.get("XDG_RUNTIME_DIR") or env.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "giliran" / "graphics.json"


def _key(env: MutableMapping[str, str]) -> str:
    boot = ""
    with suppress(OSError):
        boot = _BOOT.read_text("ascii").strip()
    parts = [boot, *_cards(), *(f"{one}={env.get(one, '')}" for one in _ASKED_WITH)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _answer() -> int:
    """Asks the driver that a window of this session would be drawn with."""
    from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

    app = QGuiApplication(sys.argv[:1])
    surface, context = QOffscreenSurface(), QOpenGLContext()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return 0
    print(context.functions().glGetString(0x1F01) or "")  # GL_RENDERER
    context.doneCurrent()
    del app
    return 0


if __name__ == "__main__":
    raise SystemExit(_answer())
