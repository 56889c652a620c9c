"""Tagged PDFs (PDF/UA-1) from neutral documents, by Typst.

The only module that imports typst. One `Press` holds one compiler and the
fonts; each sheet gets its own data, so that no clinic's words reach another's.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType

import typst

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.document.codec import Json
from handouts.figures.svg import Drawing
from handouts.governance.publication import Publication
from handouts.render import fonts
from handouts.render.artifact import Artifact
from handouts.render.print_names import print_name
from handouts.render.sheet import Brand, Variant, sheet, texts

_STANDARD = "ua-1"
_TEMPLATE = "main.typ"
_OVERRUN = re.compile(r"overrun (?P<where>[a-z-]+) (?P<lines>[\d.]+)")
_WORDS_A_LINE = {"standard": 15, "large": 10}


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
        self._compiler = typst.Compiler(
            font_paths=book, ignore_system_fonts=True, root=str(root)
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
        return made


def render_pdf(
    press: Press,
    publication: Publication,
    brand: Brand,
    drawings: Mapping[str, Drawing],
    variant: Variant,
) -> Artifact:
    """One printed sheet as a file.

    Raises:
        ContentProblems: a character has no font, the words do not fit, or the
            sheet cannot be set.
    """
    payload = sheet(publication, brand, drawings, variant)
    name = print_name(publication, variant)
    if bad := _undrawable(press, payload):
        raise ContentProblems(bad)
    try:
        return Artifact(name, press.typeset(payload))
    except typst.TypstError as error:
        raise ContentProblems([_explained(error, name, variant)]) from None


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


def _explained(error: typst.TypstError, name: str, variant: Variant) -> Diagnostic:
    match = _OVERRUN.search(error.message)
    if match is None:
        hint = "Report this with the text of the page: a template cannot set it."
        return Diagnostic(Code.PRINT_FAILED, f"{name}: {error.message[:300]}", hint)
    lines = float(match["lines"])
    words = round(lines * _WORDS_A_LINE[variant.size])
    if match["where"] == "page-one":
        message = f"{name}: the danger signs are {lines:g} lines too long for page one."
        hint = f"Take about {words} words from the danger signs, or give them short words."
    else:
        side = "one page" if variant.size == "standard" else "two pages"
        message = f"{name}: the text is {lines:g} lines too long for {side}."
        hint = f"Take about {words} words from the summary or the danger signs."
    return Diagnostic(Code.PRINT_OVERRUN, message, hint)
