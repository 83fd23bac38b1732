"""What scenarios share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios.passing import Passing


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passing]:
    """The clocks of this process, and of all that it starts while the file's tests run."""
    with pytest.MonkeyPatch.context() as patch:
        yield Passing(tmp_path_factory.mktemp("passing") / "clock", patch)
