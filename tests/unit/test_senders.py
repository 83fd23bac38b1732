"""From where an order came, as the journal keeps it; and every entry has words for people."""

from __future__ import annotations

import pytest

from shared.domain.commands import Doubt, KioskAct, SittingAct, StaffAct, WordAct
from shared.domain.events import EVENTS
from shared.hub.caller import Caller, CallerKind
from shared.hub.senders import Way, is_kept, rest_sender, way_of
from shared.language.acts import ACTS, act
from shared.language.codes import in_words
from shared.language.history import ENTRIES


@pytest.mark.parametrize(
    ("caller", "by_command", "sender"),
    [
        (Caller(CallerKind.COUNTER, "counter-3"), False, "api:counter-3"),
        (Caller(CallerKind.COUNTER, "counter-3"), True, "api:counter-3"),
        (Caller(CallerKind.TOOL), False, "api:tool"),
        (Caller(CallerKind.LOCAL), True, "api:tool"),
        (Caller(CallerKind.LOCAL), False, "api"),
        (Caller(CallerKind.STRANGER), True, "api"),
    ],
)
def test_what_comes_over_rest_names_whoever_the_hub_knows(
    caller: Caller, by_command: bool, sender: str
) -> None:
    assert rest_sender(caller, by_command=by_command) == sender
    assert way_of(sender) == (
        Way.TOOL if sender == "api:tool" else Way.REST,
        "counter-3" if caller.device else "",
    )


def test_lines_and_older_journals_are_told_apart() -> None:
    assert way_of("counter-3") == (Way.LINE, "counter-3")
    assert way_of("api") == (Way.REST, "")
    assert way_of("hub") == (Way.HUB, "")
    assert way_of("") == (Way.HUB, "")


@pytest.mark.parametrize("name", ["hub", "api", "tool", "api:tool", "api:counter-3"])
def test_no_device_may_be_called_what_the_journal_calls_others(name: str) -> None:
    assert is_kept(name)
    assert not is_kept(f"x{name}")


def test_every_entry_has_words_in_both_languages() -> None:
    told = {key.partition(".")[0] for key in ENTRIES}
    assert EVENTS.keys() <= ACTS.keys() | told
    for kind, texts in ACTS.items():
        assert texts["id"]
        assert texts["en"]
        assert texts["id"] != texts["en"], kind


def test_a_field_that_says_nothing_leaves_a_dash() -> None:
    assert act("CounterPaused", "en", {"counter": "3", "reason": ""}) == "Counter 3 was paused: –"
    assert act("CounterPaused", "jv", {"counter": "3", "reason": "x"}) == "Loket 3 istirahat: x"
    assert act("Unheard", "id", {}) == "Unheard"


CODED = {
    ("PersonalDataRead", "act"): ("read", "exported", "found"),
    ("PersonalDataErased", "reason"): ("purged",),
    ("StaffChanged", "act"): tuple(StaffAct),
    ("KioskTended", "act"): tuple(KioskAct),
    ("PastDoubted", "reason"): tuple(Doubt),
    ("WordGiven", "act"): tuple(WordAct),
    ("SittingChanged", "act"): tuple(SittingAct),
}


@pytest.mark.parametrize(("kind", "field"), CODED)
def test_whoever_reads_the_journal_reads_no_codes(kind: str, field: str) -> None:
    for code in CODED[kind, field]:
        for language in ("id", "en"):
            said = act(kind, language, {field: code})
            assert str(in_words(kind, field, code, language)) in said
        both = {in_words(kind, field, code, language) for language in ("id", "en")}
        assert len(both) == 2, code


def test_who_looked_at_what_is_known_of_people_says_of_whom() -> None:
    fields = {"act": "read", "reason": "contact", "records": ("record-1", "record-2")}
    said = act("PersonalDataRead", "id", fields)
    assert said == "Data pribadi dibaca, alasan: contact, catatan record-1, record-2"
