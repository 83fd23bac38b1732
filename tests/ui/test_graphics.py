"""Who draws a window: the graphics card, or Qt's own painter where there is none."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.qml import graphics
from tests.scenarios.screen import Screen, missing

WINDOW = """
import logging
logging.basicConfig(level=logging.INFO)
from PySide6.QtQuick import QQuickWindow
from shared.qml import application
app = application("trial")
window = QQuickWindow()
window.show()
print(window.rendererInterface().graphicsApi().name)
"""


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """A machine with a card, and a driver of a name; every question is noted."""

    def named(renderer: str) -> list[str]:
        asked: list[str] = []

        def answer(_: object) -> str:
            asked.append(renderer)
            return renderer

        monkeypatch.setattr(graphics, "_cards", lambda: ["/dev/dri/renderD128"])
        monkeypatch.setattr(graphics, "_ask", answer)
        return asked

    return named


@pytest.mark.parametrize(
    ("renderer", "backend"),
    [
        ("llvmpipe (LLVM 15.0.6, 256 bits)", "software"),
        ("softpipe", "software"),
        ("", "software"),
        ("Mesa Intel(R) UHD Graphics 620 (KBL GT2)", None),
        ("AMD Radeon Graphics (radeonsi, renoir, LLVM 15.0.6, DRM 3.57)", None),
        ("V3D 4.2", None),
        ("virgl (Mesa Intel(R) UHD Graphics)", None),
    ],
)
def test_a_driver_without_a_card_leaves_it_to_qts_own_painter(
    driver: Callable[[str], list[str]], tmp_path: Path, renderer: str, backend: str | None
) -> None:
    driver(renderer)
    env = {"QT_QPA_PLATFORM": "wayland", "XDG_RUNTIME_DIR": str(tmp_path)}
    graphics.choose(env)
    assert env.get("QT_QUICK_BACKEND") == backend


def test_a_driver_is_asked_once_and_again_for_another_screen(
    driver: Callable[[str], list[str]], tmp_path: Path
) -> None:
    asked = driver("V3D 4.2")
    for screen in (":0", ":0", ":1"):
        graphics.choose({"DISPLAY": screen, "XDG_RUNTIME_DIR": str(tmp_path)})
    assert len(asked) == 2


def test_a_driver_that_broke_is_asked_again(
    driver: Callable[[str], list[str]], tmp_path: Path
) -> None:
    asked = driver("")
    for _ in range(2):
        graphics.choose({"DISPLAY": ":0", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert len(asked) == 2


@pytest.mark.parametrize("name", ["QT_QUICK_BACKEND", "QSG_RHI_BACKEND"])
def test_what_somebody_has_set_stays(driver: Callable[[str], list[str]], name: str) -> None:
    asked = driver("llvmpipe")
    env = {name: "opengl"}
    graphics.choose(env)
    assert (env, asked) == ({name: "opengl"}, [])


def test_an_unwritable_place_costs_the_memory_alone(
    driver: Callable[[str], list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    driver("llvmpipe")
    env = {"XDG_RUNTIME_DIR": "/proc/nowhere"}
    with caplog.at_level(logging.INFO):
        graphics.choose(env)
    assert env["QT_QUICK_BACKEND"] == "software"
    assert "no graphics card (llvmpipe)" in caplog.text


@pytest.mark.skipif(missing() != "", reason=f"not installed: {missing()}")
@pytest.mark.skipif(bool(graphics._cards()), reason="this machine has a graphics card")
def test_an_app_on_a_screen_without_a_card_is_drawn_by_qts_own_painter() -> None:
    """And so it would be where the driver itself had to be asked."""
    with Screen(640, 480) as screen:
        env = {key: one for key, one in screen.environment.items() if key != graphics.BACKEND}
        done = subprocess.run(
            [sys.executable, "-c", WINDOW],
            env=env,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        renderer = graphics._ask(env)
    assert (done.returncode, done.stdout.strip()) == (0, "Software"), done.stderr
    assert "no graphics card (no card): Qt's own painter draws" in done.stderr
    assert graphics.by_processor(renderer), renderer
