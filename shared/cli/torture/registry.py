"""The promises, and the trials that put them to the test."""

from __future__ import annotations

import importlib

from shared.cli.torture.trial import Trial

PROMISES = {
    1: "the journal survives any crash",
    2: "an app that loses the line loses nothing",
    3: "the kiosk goes on without the hub",
    4: "paper",
    5: "the voice never falls silent for good",
    6: "time",
    7: "a long life",
    8: "backup and return",
    9: "upgrades",
}

MODULES: tuple[str, ...] = (
    "kills",
    "cuts",
    "disk",
    "dead_lines",
    "cut_off",
    "whole_apps",
    "two_kiosks",
    "alone",
    "paper",
    "voice",
    "voice_day",
    "clock",
    "restarts",
    "year",
    "soak",
    "lost_machine",
    "versions",
)
"""Modules of this package that hold `TRIALS: tuple[Trial, ...]`, one a line, by promise."""


def trials() -> list[Trial]:
    """Every trial, by promise and name."""
    found = [trial for name in MODULES for trial in _in(name)]
    return sorted(found, key=lambda trial: (trial.promise, trial.name))


def _in(name: str) -> tuple[Trial, ...]:
    module = importlib.import_module(f"shared.cli.torture.{name}")
    held: tuple[Trial, ...] = module.TRIALS
    return held
