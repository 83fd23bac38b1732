"""The texts by which a catalogue's services are found, as numbers that are quick to compare."""

from __future__ import annotations

import math
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kiosk.catalogue import Catalogue
from kiosk.words.lexicon import Lexicon, lexicon, plain_words
from kiosk.words.vocabulary import Vocabulary
from shared.domain.site import Service

_SHARED = 0.93
"""A text that several services have, against one of the service's own."""
_SEVERAL = 3
_EVENT = 0.9
"""A life event that brings people to it."""
_OFFICE = 0.85
"""The agency's name."""
_LEAST_WORTH = 0.3

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Link:
    """One text of one service, and what it counts for it."""

    service: int
    words: tuple[str, ...]
    weight: float


class Index:
    """Services, their texts, and the words of these; made once for each site."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.services = list(catalogue.services.values())
        self.lexicon = lexicon()
        links = list(_links(catalogue, self.services, self.lexicon))
        texts = list(dict.fromkeys(link.words for link in links))
        self.texts = [(link.service, link.words) for link in links]
        """Every text with the place of a service that has it."""
        number = {words: place for place, words in enumerate(texts)}
        self._linked = np.array([number[link.words] for link in links], dtype=np.intp)
        self._weights = np.array([link.weight for link in links])
        owners = np.array([link.service for link in links])
        self._begins = np.searchsorted(owners, np.arange(len(self.services)))
        self.vocabulary = Vocabulary(self.lexicon, {word for words in texts for word in words})
        self._places = _places(texts)
        self._worth = self._worths(links)
        self.lengths = np.array([sum(map(self.worth, words)) for words in texts])
        """Of each text the worth of its words."""
        self.order = _order(self.services)
        """A little more for what comes first, all else being equal."""

    def worth(self, word: str) -> float:
        """A word that few services have says more; one that none has, most."""
        return self._worth.get(self.vocabulary.root(word), self._most)

    def met(self, word: str, last: bool) -> Scores:
        """For each text how well it has the word, 0–1; `last`: it may be unfinished."""
        met = np.zeros(len(self.lengths))
        for have, quality in self.vocabulary.met(word, last).items():
            places = self._places[have]
            met[places] = np.maximum(met[places], quality)
        return met

    def best(self, of_texts: Scores) -> Scores:
        """For each service the best of its texts, each by what it counts there."""
        best: Scores = np.maximum.reduceat(of_texts[self._linked] * self._weights, self._begins)
        return best

    def _worths(self, links: list[_Link]) -> dict[str, float]:
        having: dict[str, set[int]] = defaultdict(set)
        for link in links:
            for word in link.words:
                having[self.vocabulary.root(word)].add(link.service)
        count = len(self.services)
        self._most = _LEAST_WORTH + math.log(1 + count)
        return {one: _LEAST_WORTH + math.log(1 + count / len(have)) for one, have in having.items()}


def names(service: Service) -> tuple[str, ...]:
    """What a service is called in every language, officially and by people."""
    return (*service.name.values(), *service.plain.values())


def _links(catalogue: Catalogue, services: list[Service], lexicon: Lexicon) -> Iterator[_Link]:
    times = Tally(alias for service in services for alias in set(service.aliases))
    spelled: dict[str, list[tuple[str, ...]]] = {}
    for place, service in enumerate(services):
        agency = catalogue.agency(service.agency)
        weighed = dict.fromkeys((agency.short, *agency.name.values()), _OFFICE)
        for alias in service.aliases:
            weighed[alias] = _SHARED if times[alias] > _SEVERAL else 1.0
        weighed |= dict.fromkeys(names(service), 1.0)
        for event in catalogue.events:
            if service.code in event.services:
                weighed |= {name: _EVENT for name in event.name.values() if name not in weighed}
        for text, weight in weighed.items():
            if text not in spelled:
                spelled[text] = list(_spellings(text, lexicon))
            for words in spelled[text]:
                yield _Link(place, words, weight)


def _order(services: list[Service]) -> Scores:
    """A little more for what many want, and for what its agency names first."""
    wanted = np.array([0.05 * (1 - (s.popular - 1) / 24) if s.popular else 0.0 for s in services])
    count = Tally(service.agency for service in services)
    met: Tally[str] = Tally()
    first = np.zeros(len(services))
    for place, service in enumerate(services):
        first[place] = 0.04 * (1 - met[service.agency] / count[service.agency])
        met[service.agency] += 1
    order: Scores = np.maximum(wanted, 0.0) + first
    return order


def _spellings(text: str, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """A text as it is written, and with its phrases as one thinks of them."""
    written = plain_words(text)
    for words in dict.fromkeys((tuple(written), tuple(lexicon.joined(written)))):
        if words:
            yield tuple(word for word in words if word not in lexicon.fillers) or words


def _places(texts: list[tuple[str, ...]]) -> dict[str, npt.NDArray[np.intp]]:
    """In which texts each word stands."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, words in enumerate(texts):
        for word in words:
            found[word].add(place)
    return {word: np.array(sorted(places), dtype=np.intp) for word, places in found.items()}
