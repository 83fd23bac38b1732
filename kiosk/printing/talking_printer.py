"""A printer that answers: asked before a ticket, and asked whether the ticket came out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kiosk.printing.port import (
    Failed,
    FailureReason,
    Printed,
    PrinterError,
    PrinterState,
    PrinterStatus,
    PrintResult,
    Unreachable,
    reason_for,
)
from kiosk.printing.realtime_status import (
    ASK_WHEN_DONE,
    CLEAR_BUFFER,
    QUESTIONS,
    is_realtime,
    is_transmitted,
    meaning,
    question,
)
from kiosk.printing.wire import Deadline, TimeLimits, Wire

_PAUSE_MS = 200


class TalkingPrinter:
    """The port over a wire that carries answers back.

    A conversation is short: other hosts may use the printer in between, and a line that broke
    unnoticed is found at the next one.
    """

    def __init__(self, wire: Wire, limits: TimeLimits | None = None) -> None:
        self._wire = wire
        self._limits = limits or TimeLimits()
        self._torn = False
        """The rest of a paper may be in the printer still: the line broke in the middle of it."""

    def status(self) -> PrinterStatus:
        try:
            with self._conversation() as talk:
                return talk.status()
        except PrinterError as error:
            return status_after(error)

    def print(self, data: bytes) -> PrintResult:
        talk: _Conversation | None = None
        try:
            with self._conversation() as talk:
                return talk.print(data)
        except PrinterError as error:
            return Failed(error.reason, talk is not None and talk.sent, str(error))
        finally:
            self._torn = self._torn or (talk is not None and talk.torn)

    def cancel(self) -> None:
        self._wire.cancel()

    def close(self) -> None:
        self._wire.close()

    @contextmanager
    def _conversation(self) -> Iterator[_Conversation]:
        try:
            self._wire.open(self._limits.connect_ms)
            talk = _Conversation(self._wire, self._limits)
            if self._torn:
                talk.forget_the_rest()
                self._torn = False
            yield talk
        except BaseException:
            self._wire.close()
            raise
        self._wire.rest()


def status_after(error: PrinterError) -> PrinterStatus:
    """What is known of a printer after this error."""
    offline = isinstance(error, Unreachable)
    return PrinterStatus(PrinterState.OFFLINE if offline else PrinterState.UNKNOWN, str(error))


class _Conversation:
    """One exchange with the printer, from the first question to the last answer."""

    def __init__(self, wire: Wire, limits: TimeLimits) -> None:
        self._wire = wire
        self._limits = limits
        self._done = False
        self.sent = False
        self.torn = False
        """A paper was begun and is not out, and what the printer holds of it is not cleared."""

    def status(self) -> PrinterStatus:
        """Asks all questions within one time limit."""
        self._note(self._wire.receive(0))  # late answers to an earlier question
        deadline = Deadline(self._limits.answer_ms)
        answers: list[int] = []
        for which in QUESTIONS:
            self._wire.send(question(which), self._limits.answer_ms)
            answer = self._answer(deadline)
            if answer is None:
                return PrinterStatus(PrinterState.UNKNOWN, _silence(deadline))
            answers.append(answer)
        return meaning(*answers)

    def print(self, data: bytes) -> PrintResult:
        """Sends the paper if the printer says that it can print, and waits until it is out."""
        before = self.status()
        if not before.state.can_print:
            return Failed(reason_for(before.state), False, before.detail)
        self.sent = self.torn = True
        self._done = False
        self._wire.send(data + ASK_WHEN_DONE, self._limits.send_ms)
        result = self._until_out()
        self.torn = isinstance(result, Failed)
        if self.torn:
            with suppress(PrinterError):
                self.torn = not self.forget_the_rest()
        return result

    def _until_out(self) -> PrintResult:
        settled, silent = Deadline(self._limits.settle_ms), Deadline(self._limits.silence_ms)
        while not self._heard_done(Deadline(_PAUSE_MS)):
            status = self.status()
            if self._done:
                break
            if status.state is not PrinterState.UNKNOWN:
                silent = Deadline(self._limits.silence_ms)
                if not status.state.can_print:
                    return Failed(reason_for(status.state), True, status.detail)
                if settled.passed:
                    return Printed(confirmed=False)
            elif silent.passed:
                return Failed(FailureReason.NO_ANSWER, True, status.detail)
        return Printed()

    def _heard_done(self, pause: Deadline) -> bool:
        while not self._done and not pause.passed:
            self._note(self._wire.receive(pause.left_ms))
        return self._done

    def _note(self, heard: bytes) -> list[int]:
        """Takes the word that all is printed out of what was heard; returns the rest."""
        if not self.sent or self._done:
            return list(heard)
        self._done = any(map(is_transmitted, heard))
        return [byte for byte in heard if not is_transmitted(byte)]

    def _answer(self, deadline: Deadline) -> int | None:
        """The one byte that answers a question; None for silence or for anything else."""
        while not deadline.passed:
            rest = self._note(self._wire.receive(deadline.left_ms))
            if rest:
                return rest[0] if len(rest) == 1 and is_realtime(rest[0]) else None
        return None

    def forget_the_rest(self) -> bool:
        """Has the printer throw away what it holds of a paper; whether it said that it did."""
        self._wire.send(CLEAR_BUFFER, self._limits.answer_ms)
        # The answer tells that it is done; hanging up before might throw the command away.
        return bool(self._wire.receive(self._limits.answer_ms))


def _silence(deadline: Deadline) -> str:
    return "no answer" if deadline.passed else "an answer that is no printer status"
