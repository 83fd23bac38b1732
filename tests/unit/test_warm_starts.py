"""Programs that tests start warm (tests.warm) are what they would be when started from nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared.cli.environment import environment, python
from tests.leftovers import Leftovers
from tests.warm import starter

WORDS = python("tests.warm.itself", "--a", "b c")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm starts are Linux's")


def told(status: int, **more: Any) -> tuple[dict[str, Any], str]:
    """What the program tells of itself, and says on stderr."""
    env = environment(SOMETHING="é")
    done = subprocess.run(
        WORDS, input=f"{status}\n", capture_output=True, text=True, env=env, check=False, **more
    )
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.mark.parametrize("session", [False, True])
def test_it_cannot_tell_how_it_was_started(tmp_path: Path, session: bool) -> None:
    warm, said = told(3, cwd=tmp_path, start_new_session=session)
    with starter.warm(on=False):
        cold, also_said = told(3, cwd=tmp_path, start_new_session=session)
    assert warm == cold
    assert said == also_said == "seen\n"
    assert warm["parent"] == os.getpid()
    assert warm["around"]["SOMETHING"] == "é"


def test_it_dies_as_others_do() -> None:
    for number in (signal.SIGKILL, signal.SIGTERM):
        with subprocess.Popen(
            WORDS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
        ) as program:
            assert program.stdout is not None
            program.stdout.readline()
            program.send_signal(number)
            assert program.wait(30) == -number


def test_what_is_left_of_it_is_told() -> None:
    before = Leftovers.now()
    pipe = subprocess.PIPE
    with subprocess.Popen(WORDS, stdin=pipe, stdout=pipe, env=environment()) as program:
        assert program.stdout is not None
        program.stdout.readline()
        (left,) = before.since(patience_s=0)
        assert left == f"process {program.pid} {' '.join(WORDS)}"
        program.kill()


def test_what_is_read_when_python_begins_makes_it_start_cold() -> None:
    warm = starter.begins_warm(WORDS, environment())
    assert warm
    assert not starter.begins_warm(WORDS, environment(PYTHONHASHSEED="1"))
    assert not starter.begins_warm(WORDS, environment(LC_ALL="C"))
    assert not starter.begins_warm(python("json.tool"), environment())
