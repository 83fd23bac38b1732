"""The project's pages: pictures that are there and used, links that lead somewhere, true words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode
from shared.cli.main import COMMANDS
from shared.cli.pictures import LARGEST_BYTES, PICTURES, PICTURES_DIR, NotDrawn, draw, shrink
from tests.documents import DOCS, code, pages, rows, sections

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def links(file: Path) -> Iterator[str]:
    """What a page links to or shows, as written; examples in fences left out."""
    for match in _LINK.finditer(_FENCE.sub("", file.read_text(encoding="utf-8"))):
        yield match[1] or match[2]


def anchors(file: Path) -> set[str]:
    """The fragments that its headings can be reached by."""
    headings = re.findall(r"^#+ (.*)$", _FENCE.sub("", file.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", list(pages()), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    for link in links(file):
        if link.startswith(("https://", "http://")):
            continue
        path, _, fragment = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), link
        assert not fragment or fragment in anchors(target), link


def test_every_picture_is_used_and_every_screenshot_can_be_made_anew() -> None:
    used = {(file.parent / link).resolve() for file in pages() for link in links(file)}
    there = set(PICTURES_DIR.iterdir())
    assert there <= used
    assert {file.stem for file in there if file.suffix == ".png"} == PICTURES.keys()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small_and_shows_something(name: str) -> None:
    file = PICTURES_DIR / f"{name}.png"
    assert file.stat().st_size <= LARGEST_BYTES
    with Image.open(file) as picture:
        colours = picture.convert("RGB").getcolors(1 << 20)
    assert colours is not None
    assert len(colours) > 8


def test_the_drawing_is_sound() -> None:
    root = ElementTree.parse(PICTURES_DIR / "parts.svg").getroot()
    assert root.attrib["viewBox"] == "0 0 960 520"


def test_an_apps_picture_is_drawn_and_made_small(tmp_path: Path) -> None:
    drawn = draw(PICTURES["display-calls"], tmp_path)
    small = shrink(drawn, tmp_path / "small.png")
    assert small.stat().st_size < drawn.stat().st_size
    with Image.open(drawn) as before, Image.open(small) as after:
        assert after.size == before.size


def test_a_picture_that_nobody_draws_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotDrawn, match=r"display did not draw no-such\.png"):
        draw(PICTURES["display-calls"]._replace(file="no-such.png", asked=("no-such",)), tmp_path)


def test_the_two_commands_come_first() -> None:
    fence = _FENCE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert fence is not None
    assert fence[0] == "```\n./giliran demo\n./giliran test\n```"


def test_commands_that_pages_name_exist() -> None:
    for file in pages():
        for name in re.findall(r"(?:`|^|sudo |-hub |\./)giliran ([a-z]+)", file.read_text(), re.M):
            assert name in COMMANDS or name == "setup", f"{file.name}: giliran {name}"


def test_all_exit_codes_are_listed() -> None:
    page = (DOCS / "installing.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d+) \|", page, re.M)
    assert listed == [str(int(one)) for one in ExitCode]


def test_decisions_are_numbered_and_listed() -> None:
    listed = [link for link in links(DOCS / "adr" / "README.md") if link.endswith(".md")]
    files = sorted(file.name for file in (DOCS / "adr").glob("0*.md"))
    assert listed == files
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    for number, name in enumerate(files, 1):
        assert (DOCS / "adr" / name).read_text(encoding="utf-8").startswith(f"# {number}. ")


# The cards ----------------------------------------------------------------------------------


CARDS = sections((DOCS / "id" / "kartu-petugas.md").read_text(encoding="utf-8"))


def test_the_officers_card_names_the_keys_that_the_counter_has() -> None:
    from counter.acts import KEY_NAMES, WORDING, Act

    listed = {code(cells[0])[0]: cells[1] for cells in rows(CARDS["Petugas loket"])}
    assert listed.keys() == {"Enter", *KEY_NAMES.values()}
    for act, key in KEY_NAMES.items():
        if act not in {Act.LANGUAGE, Act.FINISH_AND_CALL}:
            assert f"**{WORDING[act].label['id']}**" in listed[key], act


def test_the_greeters_card_quotes_the_kiosk() -> None:
    translations = ElementTree.parse(ROOT / "kiosk" / "i18n" / "kiosk_en.ts")
    shown = [source.text or "" for source in translations.iter("source")]
    quoted = re.findall(r"\*\*([^*]+)\*\*", "\n".join(CARDS["Penyambut dan Meja Informasi"]))
    for words in quoted:
        if not words.endswith(":"):
            assert any(text.startswith(words) for text in shown), words
