"""What has happened so far, counted for the person who watches."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from shared.protocol.messages import Answer


@dataclass(slots=True)
class Tally:
    """Counts of the whole simulation."""

    taken: int = 0
    called: int = 0
    done: int = 0
    absent: int = 0
    held: int = 0
    transferred: int = 0
    given_up: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """Refusals by their code."""

    def noted(self, answer: Answer) -> bool:
        """Whether the hub did it; a refusal is counted."""
        if answer.problem is None:
            return True
        self.refused[answer.problem.code] += 1
        return False

    def words(self, seconds: float) -> str:
        """One line for a person."""
        minutes, rest = divmod(round(seconds), 60)
        refused = ", ".join(f"{count} {code}" for code, count in self.refused.most_common())
        return (
            f"{minutes}:{rest:02d}  {self.taken} tickets, {self.called} called, {self.done} served,"
            f" {self.absent} absent, {self.held} held, {self.transferred} transferred,"
            f" {self.given_up} gave up" + (f"; refused: {refused}" if refused else "")
        )
