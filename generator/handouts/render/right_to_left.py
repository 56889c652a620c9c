"""Puts the words of right-to-left lines into reading order for readers by ear.

Typst draws such a line word by word from left to right, each word marked
`/ReversedChars`. On paper that is right; read aloud by its tags, a line would
come with its last word first. Each word has its own place on the page, so the
order of the words in the file can be turned without moving anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def turn_words(pdf: pikepdf.Pdf) -> None:
    """Puts right-to-left words into the order of the text; to the eye nothing changes."""
    for page in pdf.pages:
        turned = list(_turned(pikepdf.parse_content_stream(page)))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(turned))


def _turned(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    """Every run of reversed words, last word first. A run never leaves its text object."""
    words: list[list[Instruction]] = []
    inside = False
    for instruction in instructions:
        name = str(instruction.operator)
        if name == "BMC" and str(instruction.operands[0]) == "/ReversedChars":
            words.append([instruction])
            inside = True
        elif inside:
            words[-1].append(instruction)
            inside = name != "EMC"
        else:
            yield from (each for word in reversed(words) for each in word)
            words.clear()
            yield instruction
    yield from (each for word in reversed(words) for each in word)
