"""What is known of people: masked, sealed row by row, found without being known, given new keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from shared.domain.refusal import Code, Refusal
from shared.hub.health import veiled
from shared.hub.journal.port import Unreadable
from shared.hub.orders import BadCommand
from shared.hub.people import PEOPLE_FILE, People
from shared.hub.personal.keys import KeyFileDamaged, Keyring, NoKey, Tampered
from shared.hub.personal.person import (
    CONTACT,
    NAME,
    PHONE,
    Person,
    compared,
    masked,
    masked_name,
    masked_nik,
    masked_phone,
    person_from,
)
from shared.hub.personal.table import AT_ONCE, PERSONAL_FILE, PersonalTable, Record
from shared.hub.texts import NOTE, UNREADABLE, Text

SITI = Person(name="Siti Aminah", phone="081234567834")


@pytest.fixture
def keys(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path)


@pytest.fixture
def table(tmp_path: Path, keys: Keyring) -> Iterator[PersonalTable]:
    with closing(PersonalTable(tmp_path / PERSONAL_FILE, keys)) as opened:
        yield opened


def record(id_: str, person: Person | None = SITI, *, day: str = "2026-11-23") -> Record:
    return Record(id=id_, kind=CONTACT, ticket=f"t-{id_}", day=day, at=len(id_), person=person)


def test_who_is_known_is_found_by_words_alone_and_under_every_key(
    table: PersonalTable, keys: Keyring
) -> None:
    table.put(record("a"))
    keys.renew()
    table.put(record("b", Person(name="Budi Utomo")))
    asked = {f"kata ke-{number}" for number in range(2 * AT_ONCE)} | {"siti aminah", "budi utomo"}
    assert table.known(NAME, asked) == {"siti aminah", "budi utomo"}
    assert table.known(PHONE, {"siti aminah"}) == set()
    table.drop(["a"])
    assert table.known(NAME, asked) == {"budi utomo"}


# What it looks like -------------------------------------------------------------------------


def test_a_mask_keeps_what_tells_two_people_at_a_desk_apart() -> None:
    assert masked_name("Siti Aminah") == "S**** A****"
    assert masked_phone("081234567834") == "0812-****-**34"
    assert masked_phone("110911") == "1-****-**11"
    assert masked_nik("3510011203980001") == "35**************"
    assert masked(Person(name="Al")) == {"name": "A****", "phone": "", "nik": "", "messages": False}


@settings(max_examples=40)
@given(
    name=st.text("abcdefghij ", min_size=2, max_size=40),
    phone=st.from_regex(r"08[0-9]{7,11}", fullmatch=True),
    nik=st.from_regex(r"[0-9]{16}", fullmatch=True),
)
def test_a_mask_never_tells_the_rest(name: str, phone: str, nik: str) -> None:
    told = masked(Person(name=name, phone=phone, nik=nik))
    assert all(len(word) == 5 for word in str(told["name"]).split())
    assert len(str(told["phone"]).replace("*", "").replace("-", "")) <= 6
    assert str(told["nik"]).strip("*") == nik[:2]


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        (NAME, "Siti  AMINAH", "siti aminah"),
        (NAME, "Nur'aini, S.H.", "nur aini s h"),
        (PHONE, "+62 812-3456-7834", "081234567834"),
        (PHONE, "62 812 3456 7834", "0812 3456 7834"),
    ],
)
def test_what_means_the_same_is_found_by_either(field: str, one: str, other: str) -> None:
    assert compared(field, one) == compared(field, other)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "x" * 81},
        {"name": "two\x00lines"},
        {"name": 7},
        {"phone": "call me"},
        {"phone": "12345"},
        {"name": "A", "nik": "3510"},
        {"name": "A", "messages": "yes"},
    ],
)
def test_a_refusal_never_repeats_what_was_written(body: dict[str, object]) -> None:
    with pytest.raises(BadCommand) as no:
        person_from(body)
    assert all(str(value) not in no.value.detail for value in body.values() if value != "A")


@pytest.mark.parametrize(
    "name", ["3510123456780001", "Siti 081234", "3a5b1c0d1e2", "٣٥١٠١٢ Siti", "1, 2, 3, 4, 5, 6"]
)
def test_a_number_is_no_name(name: str) -> None:
    with pytest.raises(Refusal) as no:
        person_from({"name": name})
    assert no.value.code is Code.PERSONAL_DATA
    assert name not in no.value.detail
    assert person_from({"name": "Siti Aminah 2, RT 05"}).name


def test_nothing_prints_a_person_or_a_key_by_accident(keys: Keyring) -> None:
    said, key = f"{SITI!r} {SITI} {record('a')!r}", keys.current()
    assert "Aminah" not in said
    assert "3456" not in said
    assert str(key.secret) not in f"{key!r} {key}"


# Seals --------------------------------------------------------------------------------------


def test_the_file_knows_no_word_of_it(table: PersonalTable, tmp_path: Path) -> None:
    table.put(record("a"))
    (found,) = table.found(PHONE, compared(PHONE, "+62 812 3456 7834"))
    assert found.person == SITI
    assert table.found(NAME, compared(NAME, "Siti")) == []
    kept = (tmp_path / PERSONAL_FILE).read_bytes()
    assert b"t-a" in kept, "what stands in the open is found"
    for word in (b"Siti", b"siti", b"Aminah", b"081234567834"):
        assert word not in kept
    assert (tmp_path / PERSONAL_FILE).stat().st_mode & 0o777 == 0o600
    assert keys_mode(tmp_path) == (0o600, 0o700)


def keys_mode(directory: Path) -> tuple[int, int]:
    file = directory / "identity" / "personal.key"
    return file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777


def test_the_length_tells_no_name(table: PersonalTable, tmp_path: Path) -> None:
    table.put(record("a", Person(name="Al")))
    table.put(record("b", Person(name="Raden Mas Haryo Suryaningrat", phone="081234567834")))
    with closing(sqlite3.connect(tmp_path / PERSONAL_FILE)) as file:
        lengths = {row[0] for row in file.execute("SELECT LENGTH(sealed) FROM records")}
    assert len(lengths) == 1


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE records SET sealed = (SELECT sealed FROM records WHERE id = 'b') WHERE id = 'a'",
        "UPDATE records SET ticket = 't-b' WHERE id = 'a'",
        "UPDATE records SET day = '2099-01-01' WHERE id = 'a'",
        "UPDATE records SET sealed = CAST(CASE SUBSTR(sealed, 1, 1) WHEN X'00' THEN X'01'"
        " ELSE X'00' END || SUBSTR(sealed, 2) AS BLOB) WHERE id = 'a'",
    ],
)
def test_a_row_that_is_swapped_or_changed_is_not_read(
    table: PersonalTable, tmp_path: Path, forged: str
) -> None:
    table.put(record("a"))
    table.put(record("b", Person(name="Budi")))
    with closing(sqlite3.connect(tmp_path / PERSONAL_FILE)) as file:
        file.execute(forged)
        file.commit()
    (found,) = table.of(["a"])
    assert found.person is None
    assert table.of(["b"])[0].person == Person(name="Budi")
    assert table.drop(["a"]) == ["a"], "it can be deleted still"


@settings(max_examples=25)
@given(plain=st.binary(max_size=200), other=st.text(min_size=1, max_size=20))
def test_a_seal_opens_under_its_own_name_alone(
    tmp_path_factory: pytest.TempPathFactory, plain: bytes, other: str
) -> None:
    keys = Keyring(tmp_path_factory.mktemp("seal"))
    key, sealed = keys.seal("this", plain)
    assert keys.open("this", key, sealed).rstrip(b" ") == plain.rstrip(b" ")
    for wrong in (sealed[:-1], sealed[:5], b"", bytes([sealed[0] ^ 1]) + sealed[1:]):
        with pytest.raises(Tampered):
            keys.open("this", key, wrong)
    with pytest.raises(Tampered):
        keys.open(f"that {other}", key, sealed)


# Keys ---------------------------------------------------------------------------------------


def test_a_rotation_moves_everything_and_ends_old_copies(
    table: PersonalTable, keys: Keyring, tmp_path: Path
) -> None:
    for name in "abc":
        table.put(record(name))
    old = keys.current()
    copy = (tmp_path / PERSONAL_FILE).read_bytes()
    keys.renew()
    table.put(record("d"))
    assert table.count() == {old.id: 3, keys.current().id: 1}
    assert len(table.found(NAME, "siti aminah")) == 4, "found under either key"
    assert table.reseal() == 0
    keys.forget({old.id})
    assert table.count() == {keys.current().id: 4}
    assert len(table.found(NAME, "siti aminah")) == 4
    (tmp_path / "copy.db").write_bytes(copy)
    with closing(PersonalTable(tmp_path / "copy.db", keys)) as before:
        assert [one.person for one in before.everyone()] == [None] * 3


def test_the_key_that_seals_is_never_forgotten(keys: Keyring) -> None:
    last = keys.current().id
    keys.forget({last})
    assert keys.current().id == last


def test_a_hub_that_was_restored_gets_its_keys_back(tmp_path: Path) -> None:
    kept, new = tmp_path / "kept", tmp_path / "new"
    kept.mkdir()
    new.mkdir()
    old = Keyring(kept)
    with closing(PersonalTable(new / PERSONAL_FILE, old)) as table:
        table.put(record("a"))
    keys = Keyring(new)
    with closing(PersonalTable(new / PERSONAL_FILE, keys)) as table:
        assert table.of(["a"])[0].person is None
        table.put(record("b"))
        assert table.reseal() == 1, "one could not be opened"
        assert Keyring(new).bring(old.path) == 1
        assert table.of(["a"])[0].person == SITI, "brought while the hub runs"
        assert keys.current().id != old.current().id
        assert Keyring(new).bring(old.path) == 0


def test_a_key_that_was_brought_outlives_the_next_rotation(tmp_path: Path, keys: Keyring) -> None:
    keys.current()
    other = tmp_path / "other"
    other.mkdir()
    brought = Keyring(other).current()
    Keyring(tmp_path).bring(Keyring(other).path)
    made = keys.renew()
    assert Keyring(tmp_path).all()[0].id == brought.id
    assert Keyring(tmp_path).current() == keys.current() == made


def test_a_damaged_file_of_keys_is_left_as_it_is(tmp_path: Path, keys: Keyring) -> None:
    key, sealed = keys.seal("this", b"plain")
    keys.path.write_bytes(b"{}")
    again = Keyring(tmp_path)
    for act in (lambda: again.seal("this", b""), lambda: again.open("this", key, sealed)):
        with pytest.raises(KeyFileDamaged):
            act()
    assert keys.path.read_bytes() == b"{}"
    keys.path.unlink()
    with pytest.raises(NoKey):
        Keyring(tmp_path).open("this", key, sealed)


def test_keys_that_others_could_read_are_closed_to_them(
    tmp_path: Path, keys: Keyring, caplog: pytest.LogCaptureFixture
) -> None:
    keys.current()
    keys.path.chmod(0o644)
    Keyring(tmp_path).current()
    assert keys_mode(tmp_path)[0] == 0o600
    assert "giliran personal rotate" in caplog.text


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path, keys: Keyring) -> None:
    PersonalTable(tmp_path / PERSONAL_FILE, keys).close()
    with closing(sqlite3.connect(tmp_path / PERSONAL_FILE)) as file:
        file.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        file.commit()
    with pytest.raises(Unreadable, match="newer Giliran"):
        PersonalTable(tmp_path / PERSONAL_FILE, keys)


def test_what_is_due_goes_and_what_is_not_stays(table: PersonalTable, tmp_path: Path) -> None:
    table.put(record("old", day="2026-11-10"))
    table.put(record("new"))
    with closing(sqlite3.connect(tmp_path / PERSONAL_FILE)) as file:
        (sealed,) = file.execute("SELECT sealed FROM records WHERE id = 'old'").fetchone()
    assert table.drop(table.due("2026-11-16")) == ["old"]
    assert [one.id for one in table.everyone()] == ["new"]
    assert sealed not in (tmp_path / PERSONAL_FILE).read_bytes(), "gone from the file as well"
    assert len(list(Database(str(tmp_path / PERSONAL_FILE)).table("marks").rows)) == 2


# Notes --------------------------------------------------------------------------------------


def note(id_: str, words: str, about: str = "t") -> Text:
    return Text(id=id_, kind=NOTE, about=about, officer="ani", at=1, day="2026-11-23", text=words)


def test_the_words_of_an_older_program_are_sealed_when_it_is_opened(tmp_path: Path) -> None:
    with closing(People(tmp_path / PEOPLE_FILE)) as people:
        people.texts.put(note("a", "bawa berkas asli"))
    with closing(sqlite3.connect(tmp_path / PEOPLE_FILE)) as file:  # as it was before
        file.execute("UPDATE texts SET text = 'bawa berkas asli', sealed = NULL, key = NULL")
        file.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
        file.commit()
    assert b"berkas asli" in (tmp_path / PEOPLE_FILE).read_bytes()
    with closing(People(tmp_path / PEOPLE_FILE)) as people:
        people.texts.keep("a")
        assert [one.text for one in people.texts.notes("t")] == ["bawa berkas asli"]
    assert b"berkas asli" not in (tmp_path / PEOPLE_FILE).read_bytes()


def test_a_note_is_about_a_person_by_its_ticket_or_its_words(tmp_path: Path) -> None:
    with closing(People(tmp_path / PEOPLE_FILE)) as people:
        for one in (
            note("a", "kurang berkas"),
            note("b", "titip: siti  AMINAH", "other"),
            note("c", "hubungi 0812-3456-7834", "other"),
            note("d", "sitirahma", "other"),
        ):
            people.texts.put(one)
            people.texts.keep(one.id)
        found = people.texts.about({"t"}, {"siti aminah"}, {"081234567834"})
        assert {one.id for one in found} == {"a", "b", "c"}
        assert people.texts.about(set(), {"siti"}, set()) != [], "a word of its own"
        people.texts.erase([one.id for one in found])
        assert people.texts.notes("t") == []
        (tmp_path / "identity" / "personal.key").unlink()
    with closing(People(tmp_path / PEOPLE_FILE)) as people:
        assert [one.text for one in people.texts.notes("other")] == [UNREADABLE]


# Health -------------------------------------------------------------------------------------


def test_an_entry_for_others_says_that_there_is_priority_and_not_why() -> None:
    issued = b'{"ticket":"t","group":"pregnant","head_start":5,"assist":["deaf"]}'
    told = veiled("TicketIssued", issued)
    assert told == b'{"ticket":"t","group":"priority","head_start":5,"assist":[]}'
    carried = b'{"date":"","tickets":[' + issued + b"]}"
    assert veiled("Carried", carried) == b'{"date":"","tickets":[' + told + b"]}"
    plain = b'{"ticket":"t","group":null,"assist":[]}'
    assert veiled("TicketIssued", plain) is plain
    assert veiled("TicketCalled", issued) is issued
