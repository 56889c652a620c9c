"""The names of printed files: stable, readable, safe in any file system."""

from __future__ import annotations

from handouts.governance.publication import Publication
from handouts.render.sheet import Variant


def print_name(publication: Publication, variant: Variant) -> str:
    """Such as `knee-pain-from-your-back-summary-letter-en.pdf`."""
    language = publication.handout.documents[0].language
    parts = [publication.handout.id, variant.edition, variant.paper]
    if variant.size == "large":
        parts.append("large-print")
    return "-".join([*parts, language]) + ".pdf"
