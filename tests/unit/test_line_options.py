"""The command line that the apps share."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from shared.cli.environment import without_screen
from shared.link.options import add_line_options, line_from
from shared.link.state import LineState
from shared.protocol.pairing_file import FILE_NAME, PairedDevice, key_text, write_pairing
from tests.unit.hub_certificate import CERTIFICATE


def parser() -> ArgumentParser:
    made = ArgumentParser()
    add_line_options(made)
    return made


def test_without_options_the_hub_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    line = line_from(parser().parse_args([]), "display")
    assert line.state is LineState.SEARCHING
    assert (tmp_path / "giliran" / "display" / "device.json").exists()
    line.close()


def test_all_of_them(tmp_path: Path) -> None:
    words = ["--hub", "10.0.0.1:80", "--data", str(tmp_path), "--device", "tv-biru"]
    options = parser().parse_args(words)
    assert options.hub == "ws://10.0.0.1:80/ws"
    line = line_from(options, "display", voice=True)
    said = line._hello
    assert (said.device, said.token, said.voice) == ("tv-biru", "", True)
    line.close()


def test_a_paired_device_is_who_its_hub_says(tmp_path: Path, qapp: object) -> None:
    paired = PairedDevice(
        hub="hub-1",
        site="Mal",
        device="tv-lobi",
        role="display",
        name="TV Lobi",
        key=key_text(bytes(range(32))),
        certificate=CERTIFICATE,
    )
    write_pairing(tmp_path / FILE_NAME, paired)
    line = line_from(parser().parse_args(["--data", str(tmp_path)]), "display")
    assert (line.device, line.name, line.hub) == ("tv-lobi", "TV Lobi", "hub-1")
    line.close()


def test_told_to_pair_anew_it_looks_for_any_hub(tmp_path: Path, qapp: object) -> None:
    test_a_paired_device_is_who_its_hub_says(tmp_path, qapp)
    line = line_from(parser().parse_args(["--data", str(tmp_path), "--pair-anew"]), "display")
    assert (line.hub, line.asks) == ("", True)
    assert line.paired is not None
    line.close()


def test_what_is_no_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["--hub", "nowhere"])
    assert "no port in the address of the hub: 'nowhere'" in capsys.readouterr().err


@pytest.mark.long
def test_the_apps_read_no_library_of_keys_before_they_need_one() -> None:
    """Most starts are at a hub on the same machine, or of a device that was let in long ago."""
    said = "import sys, kiosk.app, display.app, counter.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", said],
        capture_output=True,
        text=True,
        check=True,
        env=without_screen(),
    )
    assert not {"cryptography", "spake2"} & set(done.stdout.split())
