"""Which hub, and which of its addresses first; pure."""

from __future__ import annotations

from ipaddress import IPv4Interface
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.link.addresses import HubAddress, socket_url
from shared.link.hubs import Hubs
from shared.protocol.announcement import Announcement, announcement_from, this_host

LAN = IPv4Interface("192.168.1.20/24")
CONTAINERS = IPv4Interface("172.17.0.1/16")


def address(hub: str, *hosts: str, port: int = 8080, here: bool = False) -> HubAddress:
    return HubAddress(hub=hub, site=f"Mal {hub}", hosts=hosts, port=port, here=here)


def hubs(**more: Any) -> Hubs:
    return Hubs(lambda: [LAN, CONTAINERS], **more)


def ws(host: str, port: int = 8080) -> str:
    return f"ws://{host}:{port}/ws"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("192.168.1.5:8080", "ws://192.168.1.5:8080/ws"),
        ("http://hub.local:80", "ws://hub.local:80/ws"),
        ("https://hub.local:443", "wss://hub.local:443/ws"),
        ("ws://10.0.0.1:9/ws", "ws://10.0.0.1:9/ws"),
        ("http://[::1]:8080", "ws://[::1]:8080/ws"),
    ],
)
def test_what_people_write_after_hub(written: str, meant: str) -> None:
    assert socket_url(written) == meant


@pytest.mark.parametrize("written", ["", "hub", "ftp://hub:21", "http://:80", "http://hub:x"])
def test_what_is_no_address_is_said(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        socket_url(written)


def test_the_own_network_comes_before_a_router_and_a_foreign_bridge_last() -> None:
    hub = address("a", "172.17.0.1", "10.9.9.9", "192.168.1.5")
    assert hub.urls([LAN, CONTAINERS]) == [ws("192.168.1.5"), ws("10.9.9.9"), ws("172.17.0.1")]


def test_a_hub_on_this_machine_is_tried_on_loopback_too() -> None:
    assert address("a", "192.168.1.20", here=True).urls([LAN]) == [
        ws("192.168.1.20"),
        ws("127.0.0.1"),
    ]
    assert address("a", "127.0.0.1", here=True).urls([LAN]) == [ws("127.0.0.1")]


@given(st.text(max_size=300), st.booleans())
def test_an_announcement_survives_the_txt_record(site: str, tls: bool) -> None:
    said = Announcement(site=site, hub="abc", tls=tls)
    txt = {key.encode(): value.encode() for key, value in said.txt().items()}
    assert all(len(key) + 1 + len(value) <= 255 for key, value in txt.items())
    heard = announcement_from(txt)
    assert heard is not None
    assert (heard.hub, heard.tls, heard.host) == ("abc", tls, this_host())
    assert site.startswith(heard.site)


@given(st.dictionaries(st.binary(max_size=9), st.none() | st.binary(max_size=20)))
def test_any_other_txt_record_is_no_hub(txt: dict[bytes, bytes | None]) -> None:
    assert announcement_from(txt) is None


def test_a_fixed_address_is_the_only_one() -> None:
    ours = hubs(fixed_url=ws("h"), paired="b", last_url=ws("old"))
    assert not ours.found(address("b", "192.168.1.6"))
    assert [ours.next_url(), ours.next_url()] == [ws("h"), ws("h")]
    assert ours.belongs("anybody")


def test_a_single_hub_is_ours_and_of_two_a_person_chooses() -> None:
    ours = hubs()
    assert ours.next_url() is None
    assert ours.found(address("a", "192.168.1.5"))
    assert ours.next_url() == ws("192.168.1.5")
    ours.found(address("b", "192.168.1.6"))
    assert [hub.hub for hub in ours.undecided] == ["a", "b"]
    assert ours.next_url() is None
    ours.pair("b")
    assert ours.undecided == []
    assert ours.next_url() == ws("192.168.1.6")
    assert not ours.belongs("a")


def test_the_paired_hub_is_tried_at_its_last_address_and_no_other_is_taken() -> None:
    ours = hubs(paired="a", last_url=ws("192.168.1.5"))
    assert not ours.found(address("b", "192.168.1.6"))
    assert [ours.next_url(), ours.next_url()] == [ws("192.168.1.5")] * 2


def test_a_hub_met_on_another_port_is_tried_there_first() -> None:
    ours = hubs(paired="a", last_url=ws("192.168.1.5"))
    assert ours.found(address("a", "192.168.1.5", port=9))
    assert not ours.found(address("a", "192.168.1.5", port=9))
    assert [ours.next_url(), ours.next_url()] == [ws("192.168.1.5", 9), ws("192.168.1.5")]
    assert ours.round_over
    ours.lost("a")
    assert ours.next_url() == ws("192.168.1.5")


def test_where_it_answered_last_is_tried_before_each_other_address() -> None:
    """A hub with many addresses comes back where it was within one round."""
    ours = hubs(paired="a", last_url=ws("192.168.1.5"))
    ours.found(address("a", "10.0.0.5", "192.168.1.5", "10.8.0.5"))
    last = ws("192.168.1.5")
    tried = [ours.next_url() for _ in range(4)]
    assert tried == [last, ws("10.0.0.5"), last, ws("10.8.0.5")]
    assert ours.round_over


def test_to_meet_a_hub_again_that_did_not_answer_is_news() -> None:
    ours = hubs(paired="a", last_url=ws("192.168.1.5"))
    assert ours.found(address("a", "192.168.1.5"))
    assert not ours.found(address("a", "192.168.1.5"))
    ours.doubt()
    assert ours.found(address("a", "192.168.1.5"))
    assert not ours.found(address("a", "192.168.1.5"))


def test_an_address_where_another_hub_answers_is_forgotten() -> None:
    ours = hubs(paired="a", last_url=ws("192.168.1.5"))
    assert ours.next_url() == ws("192.168.1.5")
    ours.forget(ws("192.168.1.5"))
    assert ours.next_url() is None


def test_a_hub_that_a_person_chose_is_ours_once_it_has_welcomed_us() -> None:
    ours = hubs()
    for hub, host in (("a", "192.168.1.5"), ("b", "192.168.1.6")):
        ours.found(address(hub, host))
    ours.choose("b")
    assert (ours.paired, ours.undecided) == ("b", [])
    assert ours.next_url() == ws("192.168.1.6")
    assert ours.give_up(refused=False)
    assert (ours.paired, [hub.hub for hub in ours.undecided]) == ("", ["a", "b"])
    ours.choose("a")
    ours.pair("a", ws("192.168.1.5"))
    for refused in (False, True):
        assert not ours.give_up(refused=refused), "what was ours once stays ours"


def test_all_addresses_of_a_chosen_hub_are_tried_before_it_is_given_up() -> None:
    ours = hubs()
    ours.found(address("b", "192.168.1.6", "10.9.9.9"))
    ours.choose("b")
    assert ours.next_url() == ws("192.168.1.6")
    assert not ours.give_up(refused=False)
    assert ours.next_url() == ws("10.9.9.9")
    assert ours.give_up(refused=False)


def test_a_refusal_by_the_chosen_hub_needs_no_second_address() -> None:
    ours = hubs()
    ours.found(address("b", "192.168.1.6", "10.9.9.9"))
    ours.choose("b")
    ours.next_url()
    assert ours.give_up(refused=True)
    assert ours.paired == ""


def test_somebody_else_at_our_hubs_address_does_not_open_the_choice() -> None:
    ours = hubs(paired="a", last_url=ws("192.168.1.5"))
    ours.next_url()
    ours.forget(ws("192.168.1.5"))
    assert not ours.give_up(refused=True)
    assert ours.paired == "a"
