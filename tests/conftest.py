"""What every test gets: Qt drawing into memory, folders of its own, and a guard against leftovers.

A test that leaves a thread or a process behind fails: in a hall that leftover would be a hub that
holds its data directory, or a voice that speaks after its display has gone.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from shared.cli.environment import without_screen
from shared.cli.suite import ALONE, LONG
from tests.leftovers import MARK, Leftovers
from tests.warm import starter

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

_FOLDERS = tempfile.TemporaryDirectory(prefix="giliran-tests-")


def _prepare_environment() -> None:
    """Before anything imports Qt: no screen, UTF-8, and nothing of the user's own settings.

    Nor of how the suite was started: in the background or under nohup a process, and all that it
    starts, would ignore Ctrl-C or a closed terminal.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.environ.update(without_screen())
    os.environ[MARK] = str(os.getpid())
    for name in ("RUNTIME_DIR", "CONFIG_HOME", "DATA_HOME", "STATE_HOME"):
        folder = Path(_FOLDERS.name, name.lower())
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ[f"XDG_{name}"] = str(folder)
    # Without this a sound test would start a sound server that outlives it.
    client = Path(_FOLDERS.name, "config_home", "pulse", "client.conf")
    client.parent.mkdir()
    client.write_text("autospawn = no\n")


_prepare_environment()
starter.install()

# Both look at the clock, and so at what else the machine does; `timeout` ends what hangs.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The kind of application that our apps are: Qt Quick, no widgets; there is one a process."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What a test and its fixtures start comes from a warm process, unless a mark says no."""
    if any(item.get_closest_marker(mark) for mark in ("cold", *ALONE)):
        return (yield)
    with starter.warm():
        return (yield)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A long test is no hanging one: to write down what its threads do while they do it has ended
    the whole run without a word."""
    if item.get_closest_marker(LONG):
        faulthandler.cancel_dump_traceback_later()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test after which a thread or a process lives that did not live before it."""
    before = Leftovers.now()
    yield
    left = before.since()
    if left:
        pytest.fail("left behind: " + "; ".join(left))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The suite's second pass reads only files that name its marks; none may be given otherwise."""
    for item in items:
        for mark in ALONE:
            if item.get_closest_marker(mark) and f"mark.{mark}" not in item.path.read_text("utf-8"):
                raise pytest.UsageError(f"{item.path.name} does not name the mark {mark!r}")


def pytest_collection_finish() -> None:
    """What has been imported by now stays: the collector need not walk through it in every test."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """The mark that says no to warm starts."""
    config.addinivalue_line("markers", "cold: starts its programs from nothing (tests.warm)")


def pytest_unconfigure() -> None:
    """Take the run's folders away."""
    starter.stop()
    _FOLDERS.cleanup()
