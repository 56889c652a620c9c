"""A clinic's logo, read safely: a plain SVG, or a PNG that is decoded and written anew."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree
from PIL import Image, UnidentifiedImageError

from handouts.content.library import Library
from handouts.diagnostics import Code, Diagnostic, shown_path
from handouts.figures import svg
from handouts.figures.svg import SVG

LARGEST_FILE = 500_000
"""Bytes. A logo on every page must not make pages slow."""

WIDEST = 800
"""Pixels that a PNG keeps: 300 dots an inch at the 60 mm a sheet gives it."""

_MOST_PIXELS = 4_000 * 4_000
_FLATTEST, _TALLEST = 8.0, 0.4
_COLOURS = ("fill", "stroke", "stop-color")
_PLAIN_COLOUR = re.compile(r"(?:#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|[A-Za-z]{3,20}|none)\Z")
_UNSEEN = ("title", "desc", "metadata")


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that was found safe. `ratio` is its width by its height."""

    format: Literal["svg", "png"]
    data: bytes
    ratio: float


@dataclass
class _RefusedError(Exception):
    message: str
    hint: str
    line: int = 0


def read(library: Library) -> tuple[Logo | None, list[Diagnostic]]:
    """The logo that the clinic's file names, or None with what is wrong."""
    if not library.clinic.logo:
        return None, []
    origin = library.clinic_origin
    file = origin.file.parent / library.clinic.logo
    try:
        return _read(file, origin.file.parent), []
    except _RefusedError as refused:
        place = file if refused.line else origin.file
        line = refused.line or origin.line("logo")
        shown = shown_path(place, library.root)
        return None, [Diagnostic(Code.CLINIC_LOGO, refused.message, refused.hint, shown, line)]


def _read(file: Path, folder: Path) -> Logo:
    if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
        hint = "Put the logo beside the clinic's file, or remove the line."
        raise _RefusedError(f"There is no file {file.name!r} here.", hint)
    size = file.stat().st_size
    if size > LARGEST_FILE:
        hint = "Save it smaller: 800 pixels wide is plenty."
        raise _RefusedError(f"The logo has {size:,} bytes; {LARGEST_FILE:,} is the most.", hint)
    logo = _svg(file) if file.suffix.lower() == ".svg" else _png(file)
    if not _TALLEST <= logo.ratio <= _FLATTEST:
        hint = "Cut it so that it is no taller than wide times 2.5 and no wider than tall times 8."
        raise _RefusedError("The logo is too tall or too wide for a sheet's head.", hint)
    return logo


def _png(file: Path) -> Logo:
    hint = "Save it as PNG or as plain SVG."
    try:
        with Image.open(file, formats=["PNG"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise _RefusedError("The logo has too many pixels.", "800 pixels wide is plenty.")
            image.load()
            mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
            clean = image.convert(mode)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _RefusedError(f"{file.name!r} is not a PNG image that can be read.", hint) from error
    clean.info.clear()
    if clean.width > WIDEST:
        clean = clean.resize((WIDEST, max(1, round(WIDEST * clean.height / clean.width))))
    written = io.BytesIO()
    clean.save(written, "PNG", optimize=True)
    return Logo("png", written.getvalue(), clean.width / clean.height)


def _svg(file: Path) -> Logo:
    """A drawing under the rules for figures, in any colours, without words."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "Save it as plain SVG, or as PNG."
        raise _RefusedError(f"{file.name!r} is not an SVG drawing.", hint) from error
    if "<!" in text.replace("<!--", ""):
        hint = "Save it as plain SVG, without <!DOCTYPE …>, or as PNG."
        raise _RefusedError("The logo declares a document type or entities.", hint)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        hint = "Open it in a drawing program and save it as plain SVG, or as PNG."
        raise _RefusedError(
            f"The logo cannot be read: {error.msg}.", hint, error.lineno or 1
        ) from None
    for unseen in [e for name in _UNSEEN for e in root.iter(f"{SVG}{name}")]:
        parent = unseen.getparent()
        if parent is not None:
            parent.remove(unseen)
    drawn = etree.tostring(root)
    drawing, problems = svg.read(_in_palette(root))
    if drawing is None:
        first = problems[0]
        hint = f"{first.hint} Or save it as PNG."
        raise _RefusedError(first.message.replace("drawing", "logo"), hint, first.line)
    return Logo("svg", drawn, drawing.width / drawing.height)


def _in_palette(root: etree._Element) -> str:
    """The drawing with every plain colour turned white: what is left to check is its shape."""
    for element in root.iter():
        for name in _COLOURS:
            if _PLAIN_COLOUR.match(element.get(name, "")):
                element.set(name, "#FFFFFF")
    return str(etree.tostring(root, encoding="unicode"))
