"""Makes assets/sample_site.json: ``python -m assets.make_sample_site CATALOGUE``.

CATALOGUE is a JSON file of agencies and services as a public-service mall publishes them, with
requirements, fees and typical minutes; the marked core of 24 agencies and 252 services is taken.
It is no part of the product, and nothing reads it at run time: the result is kept in the tree.
What a catalogue does not know (zones, counters, prefixes, plain names, English) stands in
assets/sample/*.toml. The same input gives the same file, byte for byte; a catalogue entry without
its English, or an entry here that the catalogue lacks, is an error.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assets.sample_plan import AREAS, COUNTERS, KIOSKS, Point
from shared.domain.site_check import problems
from shared.protocol.site_file import site_from

HERE = Path(__file__).parent
RESULT = HERE / "sample_site.json"

Table = dict[str, Any]

_ZONES = {area.zone: area.middle for area in AREAS}


class Sample:
    """The tables that are laid over the catalogue."""

    def __init__(self, folder: Path) -> None:
        self.hall = _table(folder / "hall.toml")
        self.agencies = _table(folder / "agencies.toml")
        self.services = _table(folder / "services.toml")
        standards = _table(folder / "standards.toml")
        self.standards: Table = standards["services"]
        self.complaints: Table = standards["complaints"]
        self.events: list[Table] = _table(folder / "events.toml")["life_events"]
        english = _table(folder / "english.toml")
        spoken = _table(folder / "spoken.toml")
        self.spoken = {code: _listed(of) for code, of in spoken["services"].items()}
        self.nicknames = {code: _listed(of) for code, of in spoken["agencies"].items()}
        self.requirements: dict[str, str] = english["requirements"]
        self.fees: dict[str, str] = english["fees"]


def sample_document(catalogue: Table, sample: Sample) -> Table:
    """The document of the sample site; KeyError names what the tables or the catalogue lack."""
    core = [each for each in catalogue["agencies"] if each["in_core_24"]]
    services = [_service(each, of, sample) for of in core for each in of["services"]]
    _all_used(sample, {each["code"] for each in services})
    hall = dict(sample.hall)
    return {
        **{key: hall.pop(key) for key in ("name", "place", "timezone", "languages", "desk_floor")},
        "zones": [_placed(each, _ZONES[each["code"]]) for each in hall.pop("zones")],
        "agencies": [_agency(each, sample.agencies[each["agency_code"]]) for each in core],
        "series": _series(core, sample),
        "services": services,
        "counters": [desk for each in hall.pop("desks") for desk in _counters(each, services)],
        "profiles": [_duty(each, services) for each in hall.pop("profiles")],
        "displays": [_with_arrows(each) for each in hall.pop("displays")],
        "kiosks": [_kiosk(each) for each in hall.pop("kiosks")],
        "life_events": sample.events,
        "floors": [
            {**each, "picture": f"plans/floor-{each['number']}.svg"} for each in hall.pop("floors")
        ],
        "complaints": sample.complaints,
        **hall,
    }


def _agency(listed: Table, own: Table) -> Table:
    groups = own.get("groups", {})
    return {
        "code": listed["agency_code"],
        "short": own["short"],
        "name": {"id": listed["agency_name"], "en": listed["agency_name_en"]},
        **({"tile": _tile(listed, own["tile"])} if "tile" in own else {}),
        **({"spoken": own["spoken"]} if "spoken" in own else {}),
        "icon": own["icon"],
        "colour": own["colour"],
        **(
            {"groups": [{"code": c, "name": g["name"]} for c, g in groups.items()]}
            if groups
            else {}
        ),
    }


def _tile(listed: Table, tile: Table) -> Table:
    """Both languages: a tile's text in one only would hide the other's official name."""
    return {"id": listed["agency_name"], "en": listed["agency_name_en"], **tile}


def _series(core: list[Table], sample: Sample) -> list[Table]:
    prefixes = sorted(sample.agencies[each["agency_code"]]["prefix"] for each in core)
    return [{"code": prefix, "prefix": prefix} for prefix in prefixes]


def _service(listed: Table, of: Table, sample: Sample) -> Table:
    code = listed["code"]
    own = dict(sample.services.get(code, {}))
    agency = sample.agencies[of["agency_code"]]
    group, heading = _group(code, agency)
    aliases = [
        *own.pop("aliases", ()),
        *sample.spoken.get(code, ()),
        *heading.get("aliases", ()),
        *agency["aliases"],
        *sample.nicknames[of["agency_code"]],
    ]
    service = {
        "code": code,
        "agency": of["agency_code"],
        "group": group,
        "name": {"id": listed["name"], "en": own.pop("name_en", listed["name_en"])},
        "plain": own.pop("plain", None),
        "aliases": list(dict.fromkeys(aliases)),
        "icon": own.pop("icon", heading.get("icon", agency["icon"])),
        "series": agency["prefix"],
        "zone": agency["zone"],
        "requirements": _requirements(listed, sample),
        "fee": {"id": listed["cost"], "en": sample.fees[listed["cost"]]},
        "minutes": listed["minutes"],
        "priority_allowed": None if listed["priority_allowed"] else False,
        **_standard(sample, of["agency_code"], group, code),
        **own,
    }
    return {key: value for key, value in service.items() if value is not None}


def _standard(sample: Sample, agency: str, group: str | None, code: str) -> Table:
    """What is said of the agency, of its group, of the service: the narrower one counts."""
    keys = (agency, f"{agency}/{group}", f"={code}")
    return {name: value for key in keys for name, value in sample.standards.get(key, {}).items()}


def _group(code: str, agency: Table) -> tuple[str | None, Table]:
    groups: Table = agency.get("groups", {})
    for name, group in groups.items():
        if code in group["services"]:
            return name, group
    if groups:
        raise KeyError(f"{code} is in no group")
    return None, {}


def _requirements(listed: Table, sample: Sample) -> Table | None:
    needed = listed["requirements"]
    if not needed:
        return None
    return {"id": needed, "en": [sample.requirements[each] for each in needed]}


def _counters(desk: Table, services: list[Table]) -> Iterator[Table]:
    duty = _duty({key: desk[key] for key in ("serves", "help") if key in desk}, services)
    for number in _numbers(desk["numbers"]):
        own = {"id": str(number), "number": number, "zone": desk["zone"], **duty}
        yield _placed(own, COUNTERS[number])


def _duty(entry: Table, services: list[Table]) -> Table:
    """What `serves` names, spelled out; likewise in each `help`."""
    duty = {key: value for key, value in entry.items() if key not in ("serves", "help")}
    if "serves" in entry:
        served = (each["code"] for each in services if _is_served(each, entry["serves"]))
        duty["services"] = list(served)
    if "help" in entry:
        duty["help"] = [_duty(each, services) for each in entry["help"]]
    return duty


def _is_served(service: Table, serves: list[str]) -> bool:
    agency = service["agency"]
    return bool({agency, f"{agency}/{service.get('group')}", f"={service['code']}"} & {*serves})


def _numbers(span: str) -> range:
    first, _, last = span.partition("-")
    return range(int(first), int(last or first) + 1)


def _placed(thing: Table, at: Point) -> Table:
    return {**thing, "at": list(at)}


def _kiosk(kiosk: Table) -> Table:
    return _placed(_with_arrows(kiosk), KIOSKS[kiosk["id"]])


def _with_arrows(device: Table) -> Table:
    """`ways` lists what lies in each direction; the site has it the other way round."""
    ways: dict[str, str] = device.get("ways", {})
    arrows = {target: arrow for arrow, there in ways.items() for target in _targets(there)}
    return {**{key: value for key, value in device.items() if key != "ways"}, "arrows": arrows}


def _targets(there: str) -> list[str]:
    return [str(number) for number in _numbers(there)] if there[0].isdigit() else [there]


def _all_used(sample: Sample, codes: set[str]) -> None:
    grouped = {
        code
        for agency in sample.agencies.values()
        for group in agency.get("groups", {}).values()
        for code in group["services"]
    }
    unknown = sorted((sample.services.keys() | sample.spoken.keys() | grouped) - codes)
    if unknown:
        raise KeyError(f"not in the catalogue: {', '.join(unknown)}")


def _listed(texts: str) -> list[str]:
    return texts.split(", ")


def _table(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> int:
    """Write the sample site; the exit status is that of its check."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m assets.make_sample_site CATALOGUE\n")
        return 2
    catalogue = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    document = sample_document(catalogue, Sample(HERE / "sample"))
    found = problems(site_from(document))
    for finding in found:
        sys.stderr.write(f"{finding.severity} {finding.where}: {finding.what}\n")
    text = json.dumps(document, ensure_ascii=False, indent=1)
    RESULT.write_text(text + "\n", encoding="utf-8")
    sys.stderr.write(f"{RESULT.name}: {len(document['services'])} services\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
