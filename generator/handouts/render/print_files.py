"""The printed files of a handout: which there are, what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from handouts.figures.svg import Drawing
from handouts.governance.publication import Publication
from handouts.render.artifact import Artifact
from handouts.render.pdf import Press, render_pdf
from handouts.render.sheet import Brand, Edition, Paper, Size, Variant, sheet

VARIANTS: tuple[Variant, ...] = tuple(
    Variant(edition, paper, size)
    for edition in get_args(Edition)
    for paper in get_args(Paper)
    for size in get_args(Size)
)
"""Every way to print a handout: eight files for each language."""


def print_name(publication: Publication, variant: Variant) -> str:
    """Such as `knee-pain-from-your-back-summary-letter-en.pdf`.

    Names never change with the content, so that links and bookmarks last.
    """
    language = publication.handout.documents[0].language
    parts = [publication.handout.id, variant.edition, variant.paper]
    if variant.size == "large":
        parts.append("large-print")
    return "-".join([*parts, language]) + ".pdf"


def print_file(
    press: Press,
    publication: Publication,
    brand: Brand,
    drawings: Mapping[str, Drawing],
    variant: Variant,
) -> Artifact:
    """One printed sheet under its name.

    Raises:
        ContentProblems: the sheet cannot be printed as it is.
    """
    name = print_name(publication, variant)
    payload = sheet(publication, brand, drawings, variant)
    return Artifact(name, render_pdf(press, payload, name))
