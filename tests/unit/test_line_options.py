"""The command line that the apps share."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import pytest

from shared.link.options import add_line_options, line_from
from shared.link.state import LineState


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
    token = tmp_path / "token"
    token.write_text("secret\n")
    words = ["--hub", "10.0.0.1:80", "--data", str(tmp_path), "--device", "tv-biru"]
    options = parser().parse_args([*words, "--token-file", str(token)])
    assert options.hub == "ws://10.0.0.1:80/ws"
    line = line_from(options, "display", voice=True)
    said = line._hello
    assert (said.device, said.token, said.voice) == ("tv-biru", "secret", True)
    line.close()


def test_what_is_no_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["--hub", "nowhere"])
    assert "no port in the address of the hub: 'nowhere'" in capsys.readouterr().err
