"""What the check says about profiles, help, roles and the lists that staff choose from."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assets.make_sample_site import RESULT
from shared.cli.duties import sentences
from shared.domain.roster import counters_serving, own_services
from shared.domain.site import Profile, Site
from shared.domain.site_check import Finding, Severity, problems
from shared.protocol.site_file import SiteError, read_site, read_site_file, site_document, site_from
from tests.unit.small_site import small_document, small_site

KTP, KK = "KTP-BARU", "KK"
NAME = {"id": "Nama", "en": "Name"}
REASON = {"code": "other", "name": NAME}


def hall(**changes: Any) -> Site:
    """Two counters: the first serves KTP-BARU, the second KK and what is changed about it."""
    document = small_document()
    service = document["services"][0]
    document["services"] = [service, {**service, "code": KK, "quota": 12}]
    document["counters"].append({"id": "2", "number": 2, "zone": "biru", "services": [KK]})
    reasons = {**document["reasons"], **changes.pop("reasons", {})}
    second = changes.pop("second", {})
    document["counters"][1].update(second)
    return site_from({**document, "reasons": reasons, **changes})


def with_help(*help_: dict[str, Any], **more: Any) -> Site:
    return hall(second={"help": list(help_), **more})


def profile(**changes: Any) -> dict[str, Any]:
    return {"code": "p", "name": NAME, "services": [KTP], **changes}


def role(*may: str, **changes: Any) -> dict[str, Any]:
    return {"code": "r", "name": NAME, "may": list(may), **changes}


def places(site: Site, severity: Severity) -> list[str]:
    return [finding.where for finding in problems(site) if finding.severity is severity]


def test_a_hall_with_everything_passes() -> None:
    site = hall(
        second={"services": [], "profile": "p"},
        profiles=[
            profile(services=[KK], help=[{"agency": "DUKCAPIL", "more_than": 15}]),
            profile(code="floats", services=[], help=[{"services": [KTP], "when_idle": True}]),
        ],
        roles=[role("see-queue", "supervise"), role(code="trainee")],
        rules={"late_behind": 3, "auto_call_seconds": 5, "hold_minutes": [5, 240]},
        reasons={"pause": [{**REASON, "minutes": 60}], "suspend": [{**REASON, "outage": True}]},
    )
    assert problems(site) == []


ERRORS: list[tuple[Site, str]] = [
    (with_help({"agency": "PLN"}), "counters[1].help[0].agency"),
    (with_help({"services": ["SIM"]}), "counters[1].help[0].services[0]"),
    (with_help({"services": [KTP, KTP]}), "counters[1].help[0].services[1]"),
    (with_help({}), "counters[1].help[0]"),
    (with_help({"when_idle": True}), "counters[1].help[0]"),
    (with_help({"services": [KTP], "more_than": -1}), "counters[1].help[0].more_than"),
    (
        with_help({"services": [KTP], "waits_longer_than": 481}),
        "counters[1].help[0].waits_longer_than",
    ),
    (with_help({"agency": "DUKCAPIL"}, services=[KTP, KK]), "counters[1].help[0]"),
    (hall(profiles=[profile(services=[])]), "profiles[0]"),
    (hall(profiles=[profile(services=["SIM"])]), "profiles[0].services[0]"),
    (hall(profiles=[profile(services=[KTP, KTP])]), "profiles[0].services[1]"),
    (hall(profiles=[profile(help=[{"agency": "PLN"}])]), "profiles[0].help[0].agency"),
    (hall(profiles=[profile(code="no code")]), "profiles[0].code"),
    (hall(profiles=[profile(), profile()]), "profiles[1].code"),
    (hall(profiles=[profile(name={})]), "profiles[0].name"),
    (hall(second={"profile": "p"}, profiles=[profile(services=[KK])]), "counters[1]"),
    (hall(second={"services": [], "profile": "nobody"}), "counters[1].profile"),
    (hall(second={"services": [], "profile": "p"}, profiles=[profile()]), "services[1]"),
    (hall(roles=[role("fly")]), "roles[0].may[0]"),
    (hall(roles=[role("desk", "desk")]), "roles[0].may[1]"),
    (hall(roles=[role(code="")]), "roles[0].code"),
    (hall(roles=[role(), role()]), "roles[1].code"),
    (hall(roles=[role(name={"id": " "})]), "roles[0].name"),
    (hall(rules={"hold_minutes": [0]}), "rules.hold_minutes[0]"),
    (hall(rules={"hold_minutes": [10, 241]}), "rules.hold_minutes[1]"),
    (hall(rules={"hold_minutes": [10, 10]}), "rules.hold_minutes[1]"),
    (hall(rules={"late_behind": 0}), "rules.late_behind"),
    (hall(rules={"auto_call_seconds": -1}), "rules.auto_call_seconds"),
    (hall(rules={"note_days": 400}), "rules.note_days"),
    (hall(reasons={"pause": [{**REASON, "minutes": 0}]}), "reasons.pause[0].minutes"),
    (hall(reasons={"note": [REASON, REASON]}), "reasons.note[1].code"),
    (hall(reasons={"move": [{**REASON, "code": "?"}]}), "reasons.move[0].code"),
    (hall(reasons={"give_priority": [{**REASON, "name": {}}]}), "reasons.give_priority[0].name"),
    (hall(reasons={"result": []}), "reasons.result"),
    (hall(reasons={"take_over": []}), "reasons.take_over"),
]


@pytest.mark.parametrize(("site", "where"), ERRORS, ids=[where for _, where in ERRORS])
def test_what_keeps_a_hall_from_being_loaded(site: Site, where: str) -> None:
    assert where in places(site, Severity.ERROR)


LONG = {"id": "n" * 33, "en": "n"}
WARNINGS: list[tuple[Site, str]] = [
    (with_help({"services": [KTP, KK]}), "counters[1].help[0].services[1]"),
    (with_help(services=[]), "counters[1].services"),
    (
        hall(profiles=[profile(help=[{"services": [KK], "more_than": 12}])]),
        "profiles[0].help[0].more_than",
    ),
    (hall(profiles=[profile(name=LONG)]), "profiles[0].name.id"),
    (hall(roles=[role(name=LONG)]), "roles[0].name.id"),
    (hall(roles=[role("desk", code=one) for one in ("supervisor", "manager")]), "roles"),
    (hall(reasons={"suspend": [{**REASON, "minutes": 5}]}), "reasons.suspend[0].minutes"),
    (hall(reasons={"pause": [{**REASON, "outage": True}]}), "reasons.pause[0].outage"),
    (hall(reasons={"move": [{**REASON, "name": {"id": "x" * 49}}]}), "reasons.move[0].name.id"),
]


@pytest.mark.parametrize(("site", "where"), WARNINGS, ids=[where for _, where in WARNINGS])
def test_what_people_will_suffer_from(site: Site, where: str) -> None:
    assert where in places(site, Severity.WARNING)


@pytest.mark.parametrize(
    ("condition", "says"),
    [({}, "only where one helps"), ({"more_than": 5}, "the last ones of a day never are")],
)
def test_a_service_that_counters_only_help_with(condition: dict[str, Any], says: str) -> None:
    found = problems(hall(second={"services": [], "help": [{"services": [KK], **condition}]}))
    assert all(one.severity is Severity.WARNING for one in found)
    (told,) = [one for one in found if one.where == "services[1]"]
    assert says in told.what


def test_results_of_a_service_are_of_the_list() -> None:
    document = site_document(hall())
    service = document["services"][0]
    for results, where in (["done"], None), (["later"], "[0]"), (["done", "done"], "[1]"):
        services = [{**service, "results": results}, *document["services"][1:]]
        found: list[Finding] = problems(site_from({**document, "services": services}))
        assert [one.where for one in found] == ([f"services[0].results{where}"] if where else [])


def test_lists_as_they_come_are_nobody_s_fault() -> None:
    """The texts of usual results need not be in the languages of the hall; its own must be."""
    document = json.loads(json.dumps(small_document()).replace('"en": ', '"jv": '))
    document["languages"] = ["id", "jv"]

    def told() -> list[str]:
        found = problems(site_from(document))
        return [one.where for one in found if one.where.startswith("reasons")]

    assert told() == []
    document["reasons"]["result"] = [REASON]
    assert told() == ["reasons.result[0].name.en", "reasons.result[0].name"]


def test_unknown_keys_of_a_help_are_named() -> None:
    document = small_document()
    document["counters"][0]["help"] = [{"services": [KTP], "more_then": 15}]
    with pytest.raises(SiteError) as error:
        read_site(json.dumps(document), toml=False)
    assert error.value.where == "counters[0].help[0].more_then"
    assert "more_than" in error.value.what


def test_there_and_back() -> None:
    site = with_help({"agency": "DUKCAPIL", "more_than": 15}, services=[KK])
    assert read_site(json.dumps(site_document(site)), toml=False) == site
    assert site.counters[1].help[0].more_than == 15


def test_a_site_file_of_before_profiles_opens() -> None:
    document = site_document(small_site())
    for key in ("profiles", "roles"):
        document.pop(key)
    for key in ("result", "take_over", "give_priority", "note", "move"):
        document["reasons"].pop(key)
    assert site_from(json.loads(json.dumps(document))) == small_site()


def test_who_serves_what_as_the_site_says() -> None:
    site = hall(
        second={"services": [], "profile": "p"},
        profiles=[profile(services=[KK], help=[{"services": [KTP]}])],
    )
    assert own_services(site, site.counters[1]) == (KK,)
    assert [one.id for one in counters_serving(site, KTP)] == ["1"], "whose own it is go first"
    helped = with_help({"services": [KTP]})
    alone = site_from({**site_document(helped), "counters": site_document(helped)["counters"][1:]})
    assert [one.id for one in counters_serving(alone, KTP)] == ["2"]


def test_show_says_it_in_words() -> None:
    site = hall(
        counters=[
            {
                "id": "1",
                "number": 1,
                "zone": "biru",
                "services": [KTP],
                "help": [{"services": [KK]}],
            },
            {"id": "2", "number": 2, "zone": "biru", "profile": "p"},
        ],
        profiles=[
            profile(
                services=[KK],
                help=[
                    {"agency": "DUKCAPIL", "more_than": 15, "when_idle": True},
                    {"services": [KTP, KK], "waits_longer_than": 20},
                ],
            )
        ],
    )
    assert list(sentences(site)) == [
        "counters 1: their own services; also KK, always",
        "profile p (Nama): KK; also DUKCAPIL, when more than 15 wait for it and nobody waits for"
        " its own; also KTP-BARU, KK, when somebody has waited for one of them longer than 20 min",
        "counter 2: begins its days with the profile p",
    ]


def test_the_sample_has_help_and_profiles_that_differ() -> None:
    site = read_site_file(RESULT)
    assert {one.id for one in site.counters if one.help} == {"5", "6", "9", "10"}
    profiles: tuple[Profile, ...] = site.profiles
    assert len({one.services for one in profiles}) == len(profiles) > 2
    assert any(reason.outage for reason in site.reasons.suspend)
    assert any(reason.minutes == 60 for reason in site.reasons.pause)
