"""Halls whose programs are each on a host of their own."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.integration.netns.hall import Hall

NETWORKS = 2
"""Halls that are used at the same time, each on a network of its own."""


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Hall]]:
    """Made once: six starts of Qt beside a hub's would measure this machine."""
    halls = [Hall(tmp_path_factory.mktemp("hall")) for _ in range(NETWORKS)]
    with ExitStack() as stack:
        with ThreadPoolExecutor(NETWORKS) as pool:
            entered = list(pool.map(stack.enter_context, halls))
        yield entered


@pytest.fixture
def hall(halls: list[Hall]) -> Iterator[Hall]:
    """A hall in which nobody is started and no host has an address."""
    hall = halls[0]
    yield hall
    hall.clear()
