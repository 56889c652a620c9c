"""What the tests of paper share: sheets of the small library, and ways to read a PDF."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from PIL import Image

from handouts.compose.library import ComposedHandout, compose
from handouts.content import loader
from handouts.content.library import Library
from handouts.document import nodes as n
from handouts.document.walk import plain
from handouts.figures import check as figures
from handouts.figures.svg import Drawing
from handouts.governance.publication import Cleared, Draft, Publication
from handouts.render.sheet import Brand

SMALL = Path(__file__).parents[1] / "sites/small/content"
FINGERPRINT = "0123abcd" * 8
MM = 72 / 25.4


@dataclass(frozen=True)
class Shop:
    """Everything that printing needs."""

    library: Library
    handout: ComposedHandout
    brand: Brand
    drawings: Mapping[str, Drawing]

    @property
    def draft(self) -> Draft:
        return Draft(self.handout, FINGERPRINT)

    @property
    def cleared(self) -> Cleared:
        return Cleared(
            self.handout,
            FINGERPRINT,
            "Ada Example",
            "Physician",
            date(2026, 3, 1),
            date(2028, 3, 1),
        )

    def with_clinic(self, **changes: object) -> Brand:
        """The brand of a clinic with other details."""
        return replace(self.brand, clinic=self.library.clinic.model_copy(update=changes))


def shop(content: Path = SMALL) -> Shop:
    """The small library, ready to print."""
    library, problems = loader.load(content)
    assert library is not None and not problems, problems
    drawings = figures.check(library).drawings
    return Shop(library, compose(library).handouts[0], Brand(library.clinic), drawings)


def with_blocks(publication: Publication, page: str, *blocks: n.Block) -> Publication:
    """The publication with blocks put after those of a page."""
    documents = tuple(
        replace(d, blocks=(*d.blocks, *blocks)) if d.id == page else d
        for d in publication.handout.documents
    )
    return replace(publication, handout=replace(publication.handout, documents=documents))


def brief_signs(at: Shop) -> Iterator[str]:
    """The lines of page one, which together stand for every sign to act on now or today."""
    danger = at.library.main.danger_signs
    for level in (danger.now, danger.today):
        covered = [sign for line in level.brief for sign in line.covers]
        assert sorted(covered) == sorted(sign.id for sign in level.signs)
        yield from (plain(line.text) for line in level.brief)


# --- reading ---------------------------------------------------------------


def text(data: bytes, page: int = 0) -> str:
    """The words of one page (from 1) or of all, in reading order, spaces folded."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    found = subprocess.run(
        ["pdftotext", *pages, "-", "-"], input=data, capture_output=True, check=True
    )
    return " ".join(found.stdout.decode().split())


def texts(data: bytes) -> list[str]:
    """The words of every page, in reading order, spaces folded."""
    found = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return [" ".join(page.split()) for page in found.stdout.decode().split("\f")[:-1]]


def text_lines(data: bytes, page: int) -> list[str]:
    """The lines of one page (from 1) as they stand on paper, spaces folded."""
    found = subprocess.run(
        ["pdftotext", "-layout", "-f", str(page), "-l", str(page), "-", "-"],
        input=data,
        capture_output=True,
        check=True,
    )
    return [" ".join(line.split()) for line in found.stdout.decode().splitlines()]


def image(data: bytes, page: int = 1, dpi: int = 150) -> Image.Image:
    """One page as a grey picture, as a photocopier sees it."""
    found = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), "-"],
        input=data,
        capture_output=True,
        check=True,
    )
    return Image.open(io.BytesIO(found.stdout))


def images(data: bytes, dpi: int) -> list[Image.Image]:
    """Every page as a grey picture."""
    with TemporaryDirectory() as folder:
        subprocess.run(
            ["pdftoppm", "-gray", "-r", str(dpi), "-", f"{folder}/page"], input=data, check=True
        )
        files = sorted(Path(folder).iterdir(), key=lambda file: int(file.stem.partition("-")[2]))
        return [Image.open(io.BytesIO(file.read_bytes())) for file in files]


def opened(data: bytes) -> pikepdf.Pdf:
    """The PDF's structure."""
    return pikepdf.open(io.BytesIO(data))


def tags(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree, in reading order."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if isinstance(element, pikepdf.Array):
            for child in element:
                yield from below(child)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                yield element
            if "/K" in element:
                yield from below(element.K)

    yield from below(pdf.Root.StructTreeRoot.K)


def kinds_of_tags(pdf: pikepdf.Pdf) -> list[str]:
    """The names of every structure element, in reading order."""
    return [str(tag.S).lstrip("/") for tag in tags(pdf)]


def spoken(pdf: pikepdf.Pdf) -> str:
    """The words in the order of the tags, as a screen reader says them; spaces folded."""
    pages = {page.obj.objgen: _words_by_tag(page) for page in pdf.pages}

    def below(element: object, page: tuple[int, int]) -> Iterator[str]:
        if isinstance(element, pikepdf.Array):
            for child in element:
                yield from below(child, page)
        elif isinstance(element, int):
            yield pages[page].get(element, "")
        elif isinstance(element, pikepdf.Dictionary):
            page = element.Pg.objgen if "/Pg" in element else page
            if element.get("/Type") == "/MCR":
                yield pages[page].get(int(element.MCID), "")
            elif "/K" in element:
                yield " "
                yield from below(element.K, page)

    start = pdf.pages[0].obj.objgen
    return " ".join("".join(below(pdf.Root.StructTreeRoot.K, start)).split())


def _words_by_tag(page: pikepdf.Page) -> dict[int, str]:
    fonts = {str(name): _characters(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    marks: list[tuple[int | None, bool]] = []
    font: dict[int, str] = {}
    for operation in pikepdf.parse_content_stream(page):
        name, operands = str(operation.operator), operation.operands
        if name in ("BDC", "BMC"):
            named = operands[1] if len(operands) > 1 else None
            tagged = isinstance(named, pikepdf.Dictionary) and "/MCID" in named
            tag = int(named.MCID) if tagged else None
            marks.append((tag, str(operands[0]) == "/ReversedChars"))
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            parts = operands[0] if name == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            glyphs = [int.from_bytes(codes[i : i + 2], "big") for i in range(0, len(codes), 2)]
            if any(reverse for _, reverse in marks):
                glyphs.reverse()
            tag = next((tag for tag, _ in reversed(marks) if tag is not None), None)
            if tag is not None:
                words = "".join(font.get(glyph, "?") for glyph in glyphs)
                found[tag] = found.get(tag, "") + words
    return found


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """The letters of a font's glyphs, from its own table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, letters in re.findall(r"<([0-9A-F]+)>\s*<([0-9A-F]*)>", block, re.IGNORECASE):
            found[int(glyph, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    return found
