"""The guard itself: it must see what a test leaves behind, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

from tests.leftovers import Leftovers

AT_ONCE_S = 0.0


def test_sees_a_thread_that_still_runs() -> None:
    before = Leftovers.now()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="forgotten")
    thread.start()
    left = before.since(AT_ONCE_S)
    stop.set()
    thread.join()
    assert left == ["thread 'forgotten'"]
    assert before.since() == []


def test_sees_an_orphan_of_a_process_that_has_ended() -> None:
    before = Leftovers.now()
    orphan = "import subprocess as s; print(s.Popen(['sleep', '60'], stdout=s.DEVNULL).pid, end='')"
    pid = subprocess.run(
        [sys.executable, "-c", orphan], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    left = before.since(AT_ONCE_S)
    os.kill(int(pid), signal.SIGTERM)
    assert left == [f"process {pid} sleep 60"]
    assert before.since() == []


def test_sees_a_child_that_nobody_waited_for() -> None:
    before = Leftovers.now()
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    left = before.since(AT_ONCE_S)
    child.wait()
    assert left == [f"process {child.pid}, ended but not waited for"]
