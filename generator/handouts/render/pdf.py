"""Tagged PDFs (PDF/UA-1) from neutral documents, by Typst.

The only module that imports typst. One `Press` holds one compiler and the
fonts; each sheet gets its own data, so that no clinic's words reach another's.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import Literal

import typst

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.document.codec import Json
from handouts.render import fonts
from handouts.render.right_to_left import in_reading_order
from handouts.render.sheet import texts

_STANDARD: Literal["ua-1"] = "ua-1"
_TEMPLATE = "main.typ"
_OVERRUN = re.compile(r"overrun (?P<where>[a-z-]+) (?P<lines>[\d.]+)")
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
        self._folder = tempfile.TemporaryDirectory(prefix="handouts-fonts-")
        self.fonts = fonts.prepare(Path(self._folder.name), own_fonts)
        book = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in self.fonts.folders],
        )
        self._families = [fonts.FAMILY, *sorted(set(book.families()) - {fonts.FAMILY})]
        self._templates = as_file(files("handouts.render") / "templates")
        root = self._templates.__enter__()
        self._main = str(root / _TEMPLATE)
        self._compiler = typst.Compiler(font_paths=book, ignore_system_fonts=True, root=str(root))

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
        self._templates.__exit__(None, None, None)
        self._folder.cleanup()

    def typeset(self, payload: Mapping[str, Json]) -> bytes:
        """The PDF of one sheet.

        Raises:
            typst.TypstError: the sheet does not fit, or a template cannot set it.
        """
        data = json.dumps({**payload, "font": self._families}, ensure_ascii=False)
        made = self._compiler.compile(
            input=self._main,
            format="pdf",
            pdf_standards=[_STANDARD],
            sys_inputs={"sheet": data},
        )
        assert isinstance(made, bytes), "one document gives one PDF"
        return in_reading_order(made) if _right_to_left(payload) else made

    def picture(self, template: str, payload: Mapping[str, Json], density: float) -> bytes:
        """One page of another template as a PNG, at `density` pixels an inch."""
        data = json.dumps({**payload, "font": self._families}, ensure_ascii=False)
        made = self._compiler.compile(
            input=str(Path(self._main).with_name(template)),
            format="png",
            ppi=density,
            sys_inputs={"sheet": data},
        )
        assert isinstance(made, bytes), "one page gives one picture"
        return made


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
    if bad := _undrawable(press, payload):
        raise ContentProblems(bad)
    try:
        return press.typeset(payload)
    except typst.TypstError as error:
        raise ContentProblems([_explained(error, name, bool(payload["large"]))]) from None


def _right_to_left(payload: Mapping[str, Json]) -> bool:
    """Whether the sheet is in such a language, or for a clinic with such a name."""
    if payload["direction"] == "rtl":
        return True
    letters = (letter for text in texts(payload["clinic"]) for letter in text)
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters)


def _undrawable(press: Press, payload: Mapping[str, Json]) -> list[Diagnostic]:
    """A problem for every text with a character that no font draws."""
    places = {name: list(texts(payload[name])) for name in ("clinic", "facts", "footer")}
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


def _explained(error: typst.TypstError, name: str, large: bool) -> Diagnostic:
    match = _OVERRUN.search(error.message)
    if match is None:
        hint = "Report this with the text of the page: a template cannot set it."
        said = error.message or error.diagnostic
        return Diagnostic(Code.PRINT_FAILED, f"{name}: {said[:300]}", hint)
    lines = float(match["lines"])
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
