"""A site as text: faults in the syntax name the line, faults in the content the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.site import Site
from shared.protocol.site_file import (
    MAX_BYTES,
    SiteError,
    read_site,
    read_site_file,
    site_document,
    site_from,
)
from tests.unit.small_site import small_document, small_site


def refusal(source: str, *, toml: bool = False) -> SiteError:
    with pytest.raises(SiteError) as caught:
        read_site(source, toml=toml)
    return caught.value


def refusal_of(document: Any) -> SiteError:
    return refusal(json.dumps(document))


def test_json_and_back() -> None:
    site = small_site()
    assert read_site(json.dumps(site_document(site)), toml=False) == site


def test_toml(tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    # JSON's tables and lists of tables in one line are TOML's inline ones, with "=" for ":".
    lines = [f"{key} = {_toml(value)}" for key, value in small_document().items()]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert read_site_file(file) == small_site()


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_toml(each)}' for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def test_json_syntax_names_line_and_column() -> None:
    error = refusal('{\n "name": "X",\n "place" "Y"\n}')
    assert error.where == "line 3, column 10"
    assert "delimiter" in error.what


def test_toml_syntax_names_line_and_column() -> None:
    error = refusal('name = "X"\nplace "Y"\n', toml=True)
    assert error.where.startswith("line 2, column")
    assert "line" not in error.what


def test_toml_that_ends_too_early() -> None:
    assert refusal('name = "X', toml=True).where


def test_a_key_twice() -> None:
    assert "'name' stands twice" in refusal('{"name": "X", "name": "Y"}').what


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_constants_that_json_does_not_have(constant: str) -> None:
    assert refusal(f'{{"name": {constant}}}').what == f"{constant} is no number"


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 100_000])
def test_a_bottomless_document(deep: str) -> None:
    assert "nested too deeply" in refusal(deep).what


@pytest.mark.parametrize("source", ["[]", "3", "null", '"site"'])
def test_what_is_no_table_at_all(source: str) -> None:
    assert "must be a table of keys" in refusal(source).what


def test_an_unknown_key_is_refused_with_its_path_and_the_nearest() -> None:
    document = small_document()
    document["services"][0]["qouta"] = 250
    error = refusal_of(document)
    assert error.where == "services[0].qouta"
    assert error.what == "unknown key (did you mean 'quota'?)"


def test_unknown_keys_deep_inside() -> None:
    document = small_document()
    document["hours"]["weekly"]["fri"]["breaks"][0]["ends"] = "13:30"
    assert refusal_of(document).where == "hours.weekly.fri.breaks[0].ends"


def test_a_missing_key() -> None:
    document = small_document()
    del document["counters"][0]["zone"]
    error = refusal_of(document)
    assert str(error) == "counters[0].zone: is missing"


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("minutes", "10", "must be a number, not '10'"),
        ("quota", 2.5, "must be a whole number, not 2.5"),
        ("quota", True, "must be a whole number, not True"),
        ("discreet", 1, "must be true or false, not 1"),
        ("name", "KTP", "must be a table of keys, not 'KTP'"),
        ("code", None, "must be a text, not null"),
        ("code", ["A"], "must be a text, not a list"),
        ("aliases", {"a": 1}, "must be a list, not a table of keys"),
        ("icon", 10**80, "must be a text, not " + "1" + "0" * 56 + "…"),
    ],
)
def test_wrong_types(key: str, value: Any, what: str) -> None:
    document = small_document()
    document["services"][0][key] = value
    error = refusal_of(document)
    assert (error.where, error.what) == (f"services[0].{key}", what)


def test_the_key_of_a_mapping_is_named() -> None:
    document = small_document()
    document["services"][0]["requirements"]["en"] = ["Family card", 7]
    assert refusal_of(document).where == "services[0].requirements.en[1]"


def test_a_bare_date_in_toml_is_told_to_be_quoted() -> None:
    lines = [f"{key} = {_toml(value)}" for key, value in small_document().items() if key != "hours"]
    hours = '[hours]\nweekly = {}\nexceptions = [{date = 2026-12-24, reason = {id = "Cuti"}}]\n'
    error = refusal("\n".join(lines) + "\n" + hours, toml=True)
    assert str(error) == "hours.exceptions[0].date: write 2026-12-24 in quotes"


def test_all_faults_are_told_at_once() -> None:
    document = small_document()
    document["services"][0]["minutes"] = "ten"
    document["colour"] = "red"
    document["zones"][0]["floor"] = "first"
    error = refusal_of(document)
    found = [error.where, *(other.where for other in error.others)]
    assert found == ["colour", "zones[0].floor", "services[0].minutes"]


def test_a_text_of_ten_megabytes() -> None:
    assert "larger than 4 MB" in refusal(" " * 10_000_000 + "{}").what


def test_a_file_of_ten_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "site.json"
    file.write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(SiteError, match="larger than 4 MB"):
        read_site_file(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="No such file"):
        read_site_file(tmp_path / "site.json")


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"a site is a \.toml or \.json file"):
        read_site_file(tmp_path / "site.yaml")


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "site.json"
    file.write_bytes(b'{\n"name":\n"caf\xe9"}')
    with pytest.raises(SiteError, match="line 3: the text is not UTF-8"):
        read_site_file(file)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "SITE.JSON"
    file.write_text(json.dumps(small_document()), encoding="utf-8-sig")
    assert read_site_file(file) == small_site()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(small_document())), anything)
def test_any_value_anywhere_gives_a_site_or_a_refusal(key: str, value: Any) -> None:
    document = {**small_document(), key: value}
    outcome: Site | SiteError
    try:
        outcome = site_from(document)
    except SiteError as error:
        outcome = error
    assert isinstance(outcome, Site) or outcome.where.startswith(key)
