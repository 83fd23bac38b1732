"""The list that measures the search has the right form, and names services that exist."""

from __future__ import annotations

import tomllib
from collections import Counter as Tally
from pathlib import Path
from typing import Any

import pytest

from shared.domain.site import Site
from shared.protocol.site_file import read_site_file

TESTS = Path(__file__).parents[1]
QUERIES = TESTS / "search_queries.toml"
SAMPLE = TESTS.parent / "assets" / "sample_site.json"
KINDS = {
    "short": 30,
    "old": 25,
    "verb": 25,
    "life": 25,
    "slip": 40,
    "agency": 15,
    "chat": 20,
    "english": 20,
}
FIELDS = {
    "query": {"text", "right", "kind"},
    "elsewhere": {"text", "right"},
    "absent": {"text"},
}


@pytest.fixture(scope="module")
def lists() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(QUERIES.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site_file(SAMPLE)


def test_every_entry_has_its_fields(lists: dict[str, list[dict[str, Any]]]) -> None:
    assert set(lists) == set(FIELDS)
    for name, entries in lists.items():
        for entry in entries:
            assert set(entry) - {"why"} == FIELDS[name], entry
            assert all(entry.values()), entry


def test_the_kinds_are_mixed_as_meant(lists: dict[str, list[dict[str, Any]]]) -> None:
    assert Tally(entry["kind"] for entry in lists["query"]) == KINDS
    assert sum(KINDS.values()) == 200
    assert len(lists["absent"]) == 40


def test_nothing_is_asked_twice(lists: dict[str, list[dict[str, Any]]]) -> None:
    texts = [entry["text"] for entries in lists.values() for entry in entries]
    assert [text for text, times in Tally(texts).items() if times > 1] == []
    assert [text for text in texts if text != " ".join(text.lower().split())] == []


def test_no_answer_stands_twice(lists: dict[str, list[dict[str, Any]]]) -> None:
    for entry in lists["query"] + lists["elsewhere"]:
        assert len(set(entry["right"])) == len(entry["right"]), entry


def test_the_sample_site_can_answer_each(
    lists: dict[str, list[dict[str, Any]]], site: Site
) -> None:
    here = {service.code for service in site.services}
    for entry in lists["query"]:
        assert here & set(entry["right"]), entry
    for entry in lists["elsewhere"]:
        assert not here & set(entry["right"]), entry


def test_each_agency_is_what_somebody_most_likely_means_three_times(
    lists: dict[str, list[dict[str, Any]]], site: Site
) -> None:
    agency = {service.code: service.agency for service in site.services}
    meant = Tally(agency[entry["right"][0]] for entry in lists["query"])
    assert [one.code for one in site.agencies if meant[one.code] < 3] == []
