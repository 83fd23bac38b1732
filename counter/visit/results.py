"""What came of a service: Enter says the usual, and a list has the others."""

from __future__ import annotations

from counter.acts import Act
from counter.catalogue import Catalogue
from counter.questions import Draft, Option, Question
from counter.visit import words
from counter.words import say
from shared.domain.site import Reason
from shared.protocol.views import TicketView


def results_of(catalogue: Catalogue, service: str) -> tuple[Reason, ...]:
    """The results of a service, the usual one first."""
    known = catalogue.services.get(service)
    listed = {one.code: one for one in catalogue.site.reasons.result}
    if known is None or not known.results:
        return tuple(listed.values())
    return tuple(listed.get(code) or Reason(code=code, name={}) for code in known.results)


def result_name(catalogue: Catalogue, code: str) -> str:
    """A result as people say it; its code where the site has no words for it."""
    return catalogue.reason(code, catalogue.site.reasons.result) or code


def result_question(counter: str, catalogue: Catalogue, ticket: TicketView) -> Question:
    """Finishes with the chosen result, and calls where finishing does."""
    results = results_of(catalogue, ticket.service)
    usual = results[0].code if results else ""
    language = catalogue.language
    options = [
        Option(
            one.code,
            result_name(catalogue, one.code),
            note=say(words.USUAL, language) if one.code == usual else "",
        )
        for one in results
    ]
    body = {"counter": counter, "then_call": catalogue.site.rules.finish_and_call}
    return Question(
        title=say(words.RESULT, language, number=ticket.number),
        detail=say(words.RESULT_DETAIL, language, usual=result_name(catalogue, usual)),
        options=lambda _typed: options,
        chosen=lambda code: Draft(
            Act.RESULT, "FinishService", {**body, "result": code}, ticket.number
        ),
    )
