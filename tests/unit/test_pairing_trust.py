"""On which footing an app stands with which address, and what it keeps of its pairing."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.link.addresses import HubAddress
from shared.link.hubs import Hubs
from shared.link.memory import Remembered
from shared.link.pairing.belief import AnyHub, Pinned
from shared.link.pairing.guest import FIRST_REST, FULL_REST, LONGEST_REST, Guest, Improper, Note
from shared.link.pairing.kept import KeptPairing
from shared.link.pairing.trust import REVOKED, UNPAIRED, Footing, Trust
from shared.protocol.announcement import Announcement, announcement_from, key_of
from shared.protocol.messages import Head, PairAnswer, Paired, Pairing
from shared.protocol.pairing_file import FILE_NAME, PairedDevice, key_text, write_pairing
from tests.unit.hub_certificate import CERTIFICATE, DER

HERE, THERE = "ws://127.0.0.1:8080/ws", "ws://10.0.0.1:8080/ws"
ANYWHERE = (HERE, THERE, "wss://127.0.0.1:8080/ws", "wss://10.0.0.1:8080/ws")

pytestmark = pytest.mark.usefixtures("qapp")


def paired_device(role: str = "display") -> PairedDevice:
    return PairedDevice(
        hub="hub-1",
        site="Mal",
        device="tv-lobi",
        role=role,
        name="TV Lobi",
        key=key_text(bytes(range(32))),
        certificate=CERTIFICATE,
    )


@pytest.fixture
def paired(tmp_path: Path) -> Trust:
    write_pairing(tmp_path / FILE_NAME, paired_device())
    return Trust(tmp_path)


def test_only_a_hub_on_this_machine_is_greeted_at_once(tmp_path: Path) -> None:
    new = Trust(tmp_path)
    footings = [new.way(url).footing for url in ANYWHERE]
    assert footings == [Footing.HERE, Footing.NEW, Footing.NEW, Footing.NEW]
    assert [new.way(url).url.partition(":")[0] for url in ANYWHERE] == ["ws", "wss", "wss", "wss"]
    assert isinstance(new.way(THERE).belief, AnyHub)


@pytest.mark.parametrize("url", ANYWHERE)
def test_for_a_paired_app_there_is_no_way_in_plain_text(paired: Trust, url: str) -> None:
    way = paired.way(url)
    assert way.url.startswith("wss:")
    assert way.footing is Footing.PAIRED
    assert isinstance(way.belief, Pinned)


def test_sent_away_it_asks_the_same_hub_and_no_other(paired: Trust) -> None:
    paired.sent_away(REVOKED)
    paired.begin_anew()
    way = paired.way(THERE)
    assert way.footing is Footing.NEW
    assert isinstance(way.belief, Pinned)


def test_with_another_key_only_where_the_old_one_was_revoked(paired: Trust) -> None:
    before = paired.kept.key
    paired.sent_away(UNPAIRED)
    paired.begin_anew()
    assert paired.kept.key == before
    paired.sent_away(REVOKED)
    paired.begin_anew()
    assert paired.kept.key != before


def test_told_to_pair_anew_it_asks_anybody_and_keeps_what_it_has(
    paired: Trust, tmp_path: Path
) -> None:
    paired.begin_anew()
    assert isinstance(paired.way(THERE).belief, AnyHub)
    assert KeptPairing(tmp_path).paired == paired_device()


def test_the_hub_of_the_pairing_comes_before_the_one_that_answered_last(paired: Trust) -> None:
    last = Remembered(hub="another", url=THERE, head=Head(journal="j", seq=3, hash="x"))
    assert paired.remembered(last) == Remembered(hub="hub-1")
    same = Remembered(hub="hub-1", url=THERE)
    assert paired.remembered(same) == same


# Announced ----------------------------------------------------------------------------------


def test_an_announcement_carries_the_fingerprint() -> None:
    said = Announcement(site="Mal", hub="hub-1", tls=True, key=key_of(DER))
    txt = {name.encode(): value.encode() for name, value in said.txt().items()}
    assert announcement_from(txt) == said
    assert "=" not in said.key


def test_who_calls_itself_our_hub_with_another_fingerprint_is_passed_over(paired: Trust) -> None:
    hubs = Hubs(frozenset, paired="hub-1", fits=paired.fits)
    ours = HubAddress(
        hub="hub-1", site="Mal", hosts=("10.0.0.1",), port=80, tls=True, key=key_of(DER)
    )
    false = HubAddress(
        hub="hub-1", site="Mal", hosts=("10.0.0.9",), port=80, tls=True, key=key_of(b"another")
    )
    assert hubs.found(ours)
    assert not hubs.found(false)
    assert hubs.next_url() == "wss://10.0.0.1:80/ws"
    assert hubs.next_url() == "wss://10.0.0.1:80/ws"


# The guest ----------------------------------------------------------------------------------


def waiting(guest: Guest) -> Guest:
    guest.knock(bytes(range(32)), "tv", "TV", DER, "nonce")
    guest.wait(Pairing(site="Mal", seconds=300))
    return guest


def test_digits_stay_until_somebody_has_guessed(qapp: object) -> None:
    guest = waiting(Guest("display"))
    assert guest.code is not None
    first = guest.code.digits
    guest.leave()
    assert waiting(guest).code is not None
    assert guest.code.digits == first
    assert guest.prove(PairAnswer(start="AAAA", proof="AAAA")).proof == ""
    assert guest.note is Note.WRONG
    waiting(guest)
    assert guest.code.digits != first


def test_who_guesses_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.link.pairing.guest.time.monotonic", lambda: 0.0)
    guest = Guest("display")
    rests = []
    for _ in range(10):
        waiting(guest).prove(PairAnswer(start="", proof=""))
        rests.append(guest.rest)
    assert rests[:3] == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST]
    assert rests[-1] == LONGEST_REST
    assert all(one <= other for one, other in itertools.pairwise(rests))


def test_who_had_to_leave_comes_again_after_a_pause_with_the_same_digits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.link.pairing.guest.time.monotonic", lambda: 0.0)
    guest = waiting(Guest("display"))
    assert guest.code is not None
    first = guest.code.digits
    guest.leave(Note.BUSY)
    assert guest.rest == FULL_REST
    again = waiting(guest).code
    assert again is not None
    assert again.digits == first


@given(st.text(max_size=40), st.text(max_size=60), st.text(max_size=200))
def test_whatever_a_false_hub_says_it_is_not_believed(start: str, proof: str, pem: str) -> None:
    guest = waiting(Guest("display"))
    assert guest.prove(PairAnswer(start=start, proof=proof)).proof == ""
    told = Paired(hub="h", site="s", device="d", role="display", name="n", certificate=pem)
    with pytest.raises(Improper):
        guest.let_in(told, bytes(32))
    with pytest.raises(Improper):
        guest.prove(PairAnswer(start=start, proof=proof))
