"""The hub's certificate: made once, kept, refused where it cannot be trusted, and in the backup."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from shared.hub.backup import spare
from shared.hub.identity.certificate import IDENTITY_FILES, identity_of
from shared.hub.listener import Certificate, Misuse
from shared.protocol.messages import Head

HUB = "0123456789ab"


def test_it_is_made_once(tmp_path: Path) -> None:
    first = identity_of(tmp_path, HUB, None)
    assert identity_of(tmp_path, HUB, None).der == first.der
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in IDENTITY_FILES]
    assert modes == [0o600, 0o600]
    assert not list((tmp_path / "identity").glob("*.new"))


@pytest.mark.parametrize("missing", IDENTITY_FILES)
def test_half_of_it_is_said_and_not_made_anew(tmp_path: Path, missing: str) -> None:
    identity_of(tmp_path, HUB, None)
    (tmp_path / missing).unlink()
    with pytest.raises(Misuse, match="Bring it back from a backup"):
        identity_of(tmp_path, HUB, None)
    assert not (tmp_path / missing).exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_for_others_eyes_is_refused(tmp_path: Path, mode: int) -> None:
    identity_of(tmp_path, HUB, None)
    (tmp_path / "identity" / "hub.key").chmod(mode)
    with pytest.raises(Misuse, match="chmod 600"):
        identity_of(tmp_path, HUB, None)


@pytest.mark.parametrize("damaged", IDENTITY_FILES)
def test_a_damaged_one_is_refused(tmp_path: Path, damaged: str) -> None:
    identity_of(tmp_path, HUB, None)
    path = tmp_path / damaged
    path.write_bytes(path.read_bytes()[:120])
    with pytest.raises(Misuse, match="no certificate with its key"):
        identity_of(tmp_path, HUB, None)


def test_the_site_s_own_goes_before_it(tmp_path: Path) -> None:
    own = identity_of(tmp_path / "own", "hall", None)
    shown = identity_of(tmp_path / "data", HUB, own.files)
    assert shown.der == own.der
    assert not (tmp_path / "data").exists()
    own.files.key.chmod(0o640)
    assert identity_of(tmp_path / "data", HUB, own.files) == shown
    own.files.key.chmod(0o604)
    with pytest.raises(Misuse, match="chmod 600"):
        identity_of(tmp_path / "data", HUB, own.files)
    with pytest.raises(Misuse, match="does not exist"):
        identity_of(tmp_path, HUB, Certificate(tmp_path / "none.pem", own.files.key))


def test_a_replica_brings_it_back(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "restored").mkdir()
    first = identity_of(tmp_path / "data", HUB, None)
    spare.pack(tmp_path / "data", Head("journal", 1, "hash"))
    spare.unpack(tmp_path / "data" / spare.SPARE_FILE, tmp_path / "restored")
    assert identity_of(tmp_path / "restored", HUB, None).der == first.der
    folder = tmp_path / "restored" / "identity"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
