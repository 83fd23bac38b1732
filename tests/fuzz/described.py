"""What the hub's own description says can be asked, and what it then answers (schemathesis)."""

from __future__ import annotations

import random
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Err
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from tests.fuzz.fire import HANG_S, Seen
from tests.integration.real_hub import RealHub

ENDLESS = "/api/v1/events"
"""Its answer never ends."""

CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]


def fire(hub: RealHub, chance: random.Random, count: int, seen: Seen) -> None:
    """Shares the inputs among all operations; a short run takes some of them."""
    described = hub.get("/api/openapi.json")
    described["paths"].pop(ENDLESS)
    names = sorted(described["paths"])
    taken = chance.sample(names, min(count, len(names)))
    described["paths"] = {name: described["paths"][name] for name in taken}
    schema = schemathesis.openapi.from_dict(described)
    found = [one.ok() for one in schema.get_all_operations() if not isinstance(one, Err)]
    for operation in found:
        _try(hub.url, operation, (chance.randrange(2**32), max(1, count // len(found))), seen)


def _try(url: str, operation: Any, course: tuple[int, int], seen: Seen) -> None:
    number, examples = course

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        with seen.one("described", case):
            answer = case.call(base_url=url, timeout=HANG_S)
        seen.outcomes[f"described {answer.status_code}"] += 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except BaseException as error:
            seen.fault(f"{operation.label}: {answer.status_code} {answer.text[:200]}", str(error))

    run()
