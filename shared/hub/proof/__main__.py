"""``python -m shared.hub.proof DIR NUMBER OTHER``: why OTHER was called before NUMBER today.

A process beside the hub: it plays the day again, and that would stop the hub for a second. Prints
a `WhyBefore`; ends with status 2 and words where there is no such number.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import msgspec

from shared.hub.codec import Foreign
from shared.hub.journal.port import JournalError
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.proof.days import NoSuchDay, day_of
from shared.hub.proof.story import NoSuchNumber, story_of
from shared.protocol.why import WhyBefore

NO_SUCH_NUMBER = 2


def why(directory: Path, number: str, other: str) -> WhyBefore:
    """The answer, from the newest day. Raises what reading raises, and `NoSuchNumber`."""
    with closing(Reader(directory / JOURNAL_FILE)) as reader:
        story = story_of(reader, day_of(reader, None), number, other)
    assert story.rival is not None
    calls = story.rivals_calls
    return WhyBefore(
        number=story.ticket.number,
        before=story.rival.number,
        cause=calls[-1].why.cause if calls else "",
        sentences={language: story.answer(language) for language in ("id", "en")},
    )


def main(directory: str, number: str, other: str) -> int:
    """The exit status."""
    try:
        answer = why(Path(directory), number, other)
    except (NoSuchNumber, NoSuchDay) as error:
        print(error)
        return NO_SUCH_NUMBER
    except (JournalError, Foreign, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(msgspec.json.encode(answer).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
