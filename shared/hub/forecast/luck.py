"""Chance, drawn once: the same ticket has the same luck in every forecast of a process.

So what is foreseen for somebody does not flicker when others come and go, and a forecast costs no
new random numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

ROWS = 4096
"""Two who share a row by chance share their luck; among some hundreds few do."""

SEED = 20_061

Matrix = npt.NDArray[np.float32]


class Luck:
    """A stock of it, for plays of so many runs."""

    def __init__(self, runs: int, seed: int = SEED) -> None:
        chance = np.random.Generator(np.random.SFC64(seed))
        self.runs = runs
        self._normals = chance.standard_normal((ROWS, runs), dtype=np.float32)
        self._uniforms = chance.random((ROWS, runs), dtype=np.float32)

    def normals(self, names: Iterable[str]) -> Matrix:
        """A row of standard normal figures for each name."""
        return self._normals[_rows(names)]

    def uniforms(self, names: Iterable[str]) -> Matrix:
        """A row between 0 and 1, which is never reached."""
        return self._uniforms[_rows(names)]

    def uniform(self, name: str) -> npt.NDArray[np.float64]:
        row: npt.NDArray[np.float64] = self._uniforms[crc32(name.encode()) % ROWS].astype(float)
        return row

    def exponential(self, name: str, mean: float) -> npt.NDArray[np.float64]:
        return -np.log1p(-self.uniform(name)) * mean


@cache
def luck_of(runs: int, seed: int = SEED) -> Luck:
    return Luck(runs, seed)


def _rows(names: Iterable[str]) -> list[int]:
    return [crc32(name.encode()) % ROWS for name in names]
