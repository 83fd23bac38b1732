"""`giliran media` as people use it, with a real hub, a real video and the TVs' own processes."""

from __future__ import annotations

import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from shared.cli.environment import environment, python
from tests.integration.real_hub import RealHub
from tests.sample_video import sample_video

pytestmark = pytest.mark.long


def media(hub: RealHub, *arguments: str | Path) -> tuple[int, str]:
    """Exit status, and all that was said."""
    words = ["media", *map(str, arguments), "--data", str(hub.directory)]
    done = subprocess.run(
        python("shared.cli", *words),
        capture_output=True,
        text=True,
        env=environment(),
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_video_and_a_drawing_are_tried_measured_listed_and_removed(tmp_path: Path) -> None:
    film = sample_video(tmp_path / "film.mp4", 3)
    drawing = tmp_path / "lantai 1.svg"
    drawing.write_bytes(files("assets").joinpath("plans/floor-1.svg").read_bytes())
    broken = tmp_path / "broken.svg"
    broken.write_bytes(b"<?xml version='1.0'?><feed/>")
    with RealHub(tmp_path / "data", "--always-open") as hub:
        status, said = media(hub, "add", film, drawing)
        assert status == 0, said
        assert "film.mp4: video" in said
        assert "-12.4 LUFS" in said
        kept = {one["name"]: one.get("lufs") for one in hub.get("/api/v1/media")["media"]}
        assert kept == {"film.mp4": -12.4, "lantai 1.svg": None}
        assert hub.entries()[-2].type == "MediumAdded"
        status, said = media(hub, "add", broken)
        assert (status, "broken.svg" in said) == (1, True)
        status, said = media(hub, "list")
        assert "-12.4" in said
        status, said = media(hub, "remove", "film.mp4")
        assert (status, len(hub.get("/api/v1/media")["media"])) == (0, 1)
