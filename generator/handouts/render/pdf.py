"""Tagged PDFs (PDF/UA-1) from neutral documents, by Typst.

The only module that imports typst. One `Press` holds one compiler and the
fonts; each sheet gets its own data, so that no clinic's words reach another's.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Literal

import pikepdf
import typst

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.document.codec import Json
from handouts.render import fonts
from handouts.render.floats import with_most_floating
from handouts.render.right_to_left import turn_words
from handouts.render.row_headers import mark_row_headers
from handouts.render.sheet import texts

_STANDARD: Literal["ua-1"] = "ua-1"
_TEMPLATE = "main.typ"
_OVERRUN = re.compile(r"overrun (?P<where>[a-z-]+) (?P<lines>[\u2212\d.]+)")
_UNTAGGED = "PDF/UA-1 error"
WAYS = (0, 1)
"""The ways to arrange a summary: the second only where the first has no room."""

_WORDS_A_LINE, _WORDS_A_LARGE_LINE = 15, 10
"""Words that a full line holds, to say an overrun in words."""


class Press:
    """One Typst compiler with its fonts, for many sheets.

    Use it as a context manager, or call `close`: it owns a temporary folder.
    """

    def __init__(self, own_fonts: Path | None = None) -> None:
        """Prepares the fonts.

        Args:
            own_fonts: a clinic's folder with fonts for further scripts.

        Raises:
            fonts.FontError: that folder cannot be used.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="handouts-press-")
        folder = Path(self._folder.name)
        (folder / "fonts").mkdir()
        self.fonts = fonts.prepare(folder / "fonts", own_fonts)
        book = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in self.fonts.folders],
        )
        self._families = [fonts.FAMILY, *sorted(set(book.families()) - {fonts.FAMILY})]
        self._root = folder / "root"
        _lay_out_templates(self._root)
        # Files stay open: to make one anew takes longer than to set a page.
        self._data = {
            name: (self._root / "data" / f"{name}.json").open("w+b", buffering=0)
            for name in ("sheet", "clinic")
        }
        self._compiler = typst.Compiler(
            font_paths=book, ignore_system_fonts=True, root=str(self._root)
        )

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes the temporary folder."""
        for file in self._data.values():
            file.close()
        self._folder.cleanup()

    def typeset(self, payload: Mapping[str, Json], way: int = 0) -> bytes:
        """The PDF of one sheet.

        Args:
            payload: what `sheet.sheet` gives.
            way: how a summary is arranged, one of `WAYS`.

        Raises:
            typst.TypstError: the sheet does not fit, or a template cannot set it.
        """
        self._write({**payload, "way": way})
        made = self._compiler.compile(
            input=str(self._root / _TEMPLATE), format="pdf", pdf_standards=[_STANDARD]
        )
        assert isinstance(made, bytes), "one document gives one PDF"
        return _finished(made, _right_to_left(payload), payload["edition"] == "full")

    def room(self, payload: Mapping[str, Json], page: str) -> float:
        """How many lines of one page of a summary are free; below zero where it is too long.

        The page is laid out as it is for print, in each way until one has room.

        Args:
            payload: what `sheet.sheet` gives.
            page: `summary`, or in large print `page-one` for the danger signs.

        Raises:
            typst.TypstError: a template cannot set the sheet.
        """
        found = []
        for way in WAYS:
            try:
                self.typeset({**payload, "room_of": page}, way)
            except typst.TypstError as error:
                match = _OVERRUN.search(error.message)
                if match is None or match["where"] != page:
                    raise
                found.append(-_lines(match))
                if found[-1] >= 0:
                    break
        return found[-1] if found[-1] >= 0 else found[0]

    def picture(self, template: str, payload: Mapping[str, Json], density: float) -> bytes:
        """One page of another template as a PNG, at `density` pixels an inch."""
        self._write(payload)
        made = self._compiler.compile(input=str(self._root / template), format="png", ppi=density)
        assert isinstance(made, bytes), "one page gives one picture"
        return made

    def _write(self, payload: Mapping[str, Json]) -> None:
        """Hands over the data of a sheet, and takes away those of the one before.

        Two files, because Typst sets again only what has changed: the words stay the
        same for many clinics.
        """
        words = {name: value for name, value in payload.items() if name != "around"}
        for name, data in (
            ("sheet", {**words, "font": self._families}),
            ("clinic", payload.get("around", {})),
        ):
            file = self._data[name]
            file.seek(0)
            file.write(json.dumps(data, ensure_ascii=False).encode())
            file.truncate()


def _finished(made: bytes, right_to_left: bool, tables: bool) -> bytes:
    """What Typst leaves undone, for readers by ear; nothing moves on paper."""
    if not right_to_left and not tables:
        return made
    with pikepdf.open(io.BytesIO(made)) as opened:
        if right_to_left:
            turn_words(opened)
        if tables:
            mark_row_headers(opened)
        written = io.BytesIO()
        opened.save(written, deterministic_id=True, fix_metadata_version=False)
    return written.getvalue()


def _lay_out_templates(root: Path) -> None:
    (root / "data").mkdir(parents=True)
    for template in (files("handouts.render") / "templates").iterdir():
        if template.name.endswith(".typ"):
            text = template.read_text(encoding="utf-8")
            (root / template.name).write_text(text, encoding="utf-8")


def render_pdf(press: Press, payload: Mapping[str, Json], name: str) -> bytes:
    """One printed sheet as a PDF.

    Args:
        press: the compiler and fonts.
        payload: what `sheet.sheet` gives.
        name: what problems call the sheet.

    Raises:
        ContentProblems: a character has no font, the words do not fit, or the
            sheet cannot be set.
    """
    if bad := undrawable(press, payload):
        raise ContentProblems(bad)
    try:
        if payload["edition"] == "summary":
            return _summary(press, payload)
        return _full(press, payload)
    except typst.TypstError as error:
        raise ContentProblems([_explained(error, name, bool(payload["large"]))]) from None


def _summary(press: Press, payload: Mapping[str, Json]) -> bytes:
    try:
        return press.typeset(payload)
    except typst.TypstError as first:
        for way in WAYS[1:]:
            with suppress(typst.TypstError):
                return press.typeset(payload, way)
        raise first from None


def _full(press: Press, payload: Mapping[str, Json]) -> bytes:
    """The full handout, its short lists whole where Typst can tag all of it like that."""
    refused = []

    def made(floating: Sequence[str], whole_lists: bool = False) -> bytes | None:
        arranged: dict[str, Json] = {"floating": [*floating], "whole_lists": whole_lists}
        try:
            return press.typeset({**payload, **arranged})
        except typst.TypstError as error:
            if _UNTAGGED not in error.message:
                raise
            refused.append(error)
            return None

    figures = payload["figures"]
    assert isinstance(figures, dict), "a sheet names its drawings"
    drawings = tuple(figures)
    sheet = made(drawings, whole_lists=True) or with_most_floating(made, drawings)
    if sheet is None:
        raise refused[0]
    return sheet


def _right_to_left(payload: Mapping[str, Json]) -> bool:
    """Whether the sheet is in such a language, or for a clinic with such a name."""
    spoken = payload.get("languages", {})
    assert isinstance(spoken, dict)
    if payload["direction"] == "rtl" or "rtl" in texts(list(spoken.values())):
        return True
    letters = (letter for text in texts(payload["around"]) for letter in text)
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters)


def undrawable(press: Press, payload: Mapping[str, Json]) -> list[Diagnostic]:
    """A problem for every text with a character that no font draws."""
    places = {"clinic": [*texts(payload["around"]), *texts(payload["facts"])]}
    documents = payload["documents"]
    assert isinstance(documents, list)
    for document in (d for d in documents if isinstance(d, dict)):
        places[f"page {document['id']}"] = list(texts(document))
    places["danger signs"] = list(texts(payload["danger"]))
    found = []
    for place, characters, text in fonts.missing(press.fonts, places):
        named = ", ".join(f"{c} (U+{ord(c):04X})" for c in characters)
        found.append(
            Diagnostic(
                Code.PRINT_CHARACTER,
                f"No font draws {named} in {text[:80]!r} ({place}).",
                "Write it in other words, or name a folder with a font for it as `fonts:`.",
            )
        )
    return found


def _lines(match: re.Match[str]) -> float:
    """By how many lines a sheet is too long; below zero where it has room."""
    return float(match["lines"].replace("\u2212", "-"))


def _explained(error: typst.TypstError, name: str, large: bool) -> Diagnostic:
    match = _OVERRUN.search(error.message)
    if match is None:
        hint = "Report this with the text of the page: a template cannot set it."
        said = error.message or error.diagnostic
        return Diagnostic(Code.PRINT_FAILED, f"{name}: {said[:300]}", hint)
    lines = max(0.1, round(_lines(match), 1))
    words = round(lines * (_WORDS_A_LARGE_LINE if large else _WORDS_A_LINE))
    if match["where"] == "footer":
        message = f"{name}: the footer is {lines:g} lines too long."
        hint = "Shorten the clinic's footer or language help, the title, or the reviewer's role."
    elif match["where"] == "page-one":
        message = f"{name}: the danger signs are {lines:g} lines too long for page one."
        hint = f"Take about {words} words from the danger signs, or give them short words."
    else:
        side = "two pages" if large else "one page"
        message = f"{name}: the text is {lines:g} lines too long for {side}."
        hint = f"Take about {words} words from the summary or the danger signs."
    return Diagnostic(Code.PRINT_OVERRUN, message, hint)
