"""Where a message's English stands: file and line, for translators and for reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handouts.content.library import Library, PageSource
from handouts.diagnostics import shown_path

_WORDS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file; both are empty for the generator's own words."""

    file: str = ""
    line: int = 0


class Origins:
    """Finds the file and line of a message by its context and text."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def place(self, context: str, text: str) -> Place:
        """Where the English of a message stands."""
        domain, _, rest = context.partition("/")
        second, _, key = rest.partition("/")
        page = self._page(domain, second)
        if page and (line := page.prose.lines.get(key)) is not None:
            return Place(self._shown(page.origin.file), page.origin.body_line + line)
        files = [page.origin.file] if page else []
        files += [file] if (file := self._file(domain, second)) else []
        if context.endswith("/aliases"):
            text = f"- {text.partition(chr(10))[0]}"
        for file in files:
            if line := _line(file, text):
                return Place(self._shown(file), line)
        return Place(self._shown(files[0]), 1) if files else Place()

    def _page(self, domain: str, page: str) -> PageSource | None:
        if domain == "notices":
            return self._library.notices.get(page)
        handout = self._library.handouts.get(domain)
        return handout.pages.get(page) if handout else None

    def _file(self, domain: str, second: str) -> Path | None:
        library = self._library
        if domain == "glossary":
            return library.glossary_origin.file
        if domain == "clinic":
            return library.clinic_origin.file
        if domain == "figures" and second in library.figures:
            return library.figures[second].origin.file
        handout = library.handouts.get(domain)
        if handout is None:
            return None
        return (handout.danger_origin if second == "danger-signs.yml" else handout.origin).file

    def _shown(self, file: Path) -> str:
        return shown_path(file, self._library.root)


def _line(file: Path, text: str) -> int:
    """The first line with the text's first words, or 0."""
    words = text.split()[:_WORDS]
    lines = _lines(file)
    for length in range(len(words), min(len(words), 2) - 1, -1):
        start = " ".join(words[:length])
        for number, line in enumerate(lines, start=1):
            if start in line:
                return number
    return 0


@cache
def _lines(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8").splitlines())
