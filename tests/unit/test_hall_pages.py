"""What the pages for who runs a hall tell to write into the site can be written there."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from shared.cli.hub import SAMPLE_SITE
from shared.domain.site_check import Severity, looks, screens
from shared.domain.tones import LEAST, TONES
from shared.protocol.site_file import site_from
from tests.documents import blocks, page

PAGES = ("running-a-hall.md", "id/menjalankan-balai.md")


def examples(name: str, key: str) -> list[dict[str, Any]]:
    """The TOML blocks of a page that begin with this key of the site."""
    found = [tomllib.loads(one) for one in blocks(page(name), "toml")]
    return [one for one in found if key in one]


def errors(document: dict[str, Any]) -> list[str]:
    site = site_from(document)
    found = [*looks.findings(site), *screens.findings(site)]
    return [f"{one.where}: {one.what}" for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("name", PAGES)
def test_the_themes_and_tvs_of_the_pages_can_be_loaded(name: str) -> None:
    usual = json.loads(SAMPLE_SITE.read_text(encoding="utf-8"))
    (theme,) = examples(name, "theme")
    assert theme["theme"]["colours"].keys() == TONES.keys()
    assert errors({**usual, **theme}) == []
    told = [one for block in examples(name, "displays") for one in block["displays"]]
    assert any(one.get("layout") == "door" for one in told)
    assert any(one.get("stands_in_for") for one in told)
    kept = [one for one in usual["displays"] if one["id"] not in {tv["id"] for tv in told}]
    assert errors({**usual, "displays": [*kept, *told]}) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_tone_and_both_contrasts_are_named(name: str) -> None:
    text = page(name)
    assert [tone for tones in TONES.values() for tone in tones if f"`{tone}`" not in text] == []
    assert all(f"{least:g} : 1" in text for least in LEAST.values())
