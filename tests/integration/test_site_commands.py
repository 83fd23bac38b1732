"""`giliran site` and a real hub: a site is shown, replaced, refused; the hub goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.cli.exits import ExitCode
from tests.unit.small_site import small_document

COMMAND = [sys.executable, "-m", "shared.cli"]


def giliran(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)


def written(file: Path, document: Any) -> Path:
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Path]:
    """The data directory of a hub that runs with the small site."""
    data, site = tmp_path / "data", written(tmp_path / "first.json", small_document())
    hub = subprocess.Popen(
        [*COMMAND, "hub", "--data", str(data), "--site", str(site)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert hub.stdout is not None
    assert json.loads(hub.stdout.readline())["ready"] is True
    yield data
    hub.terminate()
    assert hub.wait(timeout=30) == 0
    hub.stdout.close()


def test_a_new_version_runs_at_once(hall: Path, tmp_path: Path) -> None:
    new = written(tmp_path / "new.json", {**small_document(), "name": "Balai Baru"})
    loaded = giliran("site", "load", new, "--data", hall)
    assert (loaded.returncode, loaded.stdout) == (
        ExitCode.OK,
        "Balai Baru: version 2 of the site runs now.\n",
    )
    shown = giliran("site", "show", "--json", "--data", hall)
    assert json.loads(shown.stdout)["name"] == "Balai Baru"


def test_a_broken_site_changes_nothing(hall: Path, tmp_path: Path) -> None:
    document = small_document()
    document["counters"][0]["services"] = ["SIM"]
    refused = giliran("site", "load", written(tmp_path / "new.json", document), "--data", hall)
    assert refused.returncode == ExitCode.FAILED
    assert "counters[0].services[0]: 'SIM' is no service" in refused.stdout
    shown = giliran("site", "show", "--data", hall)
    assert "Mal Pelayanan Publik Contoh, version 1" in shown.stdout
