"""Letters as they are said in Indonesian: ``ka te pe`` for ``ktp``."""

from __future__ import annotations

from string import ascii_lowercase

_SAID = "a be ce de e ef ge ha i je ka el em en o pe ki er es te u fe we eks ye zet"

LETTERS_SAID = {
    **dict(zip(_SAID.split(), ascii_lowercase, strict=True)),
    "ve": "v",
    "qi": "q",
    **{letter: letter for letter in ascii_lowercase},
}
"""What is said, or the letter itself, to the letter."""
