"""The printed files of a handout: which there are, where they stand, what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from handouts.diagnostics import Diagnostic
from handouts.governance.publication import Publication
from handouts.render.artifact import Artifact
from handouts.render.sheet import Edition, Paper, Size, Variant

FOLDER = "print"
"""Where sheets stand below a language's root."""

VARIANTS: tuple[Variant, ...] = tuple(
    Variant(edition, paper, size)
    for edition in get_args(Edition)
    for paper in get_args(Paper)
    for size in get_args(Size)
)
"""Every way to print a handout: eight files for each language."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The sheets that were made, and what is wrong with the others."""

    sheets: tuple[Artifact, ...]
    problems: tuple[Diagnostic, ...]


def print_name(publication: Publication, variant: Variant) -> str:
    """Such as `knee-pain-from-your-back-summary-letter-en.pdf`.

    Names never change with the content, so that links and bookmarks last.
    """
    language = publication.handout.documents[0].language
    parts = [publication.handout.id, variant.edition, variant.paper]
    if variant.size == "large":
        parts.append("large-print")
    return "-".join([*parts, language]) + ".pdf"
