"""The printed sheet in two languages: what it holds, as JSON for the Typst templates.

It stands across the paper, so that most lines of both languages have room beside each
other at 12 points, and every danger sign is on page one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from babel import Locale

from handouts.document import nodes as n
from handouts.document.codec import Json, encode
from handouts.document.dates import day_text
from handouts.document.phrases import PHRASES
from handouts.document.walk import find
from handouts.governance.publication import Cleared, Publication
from handouts.render.sheet import Brand, Paper, Variant, sheet

EDITION = "side-by-side"


@dataclass(frozen=True, slots=True)
class Pair:
    """What is printed side by side.

    `document` is the page in both languages; `patient` and `clinic` are the states of
    the handout in the patient's language and in the clinic's, and the two brands say
    the frame's words in them.
    """

    document: n.Document
    patient: Publication
    clinic: Publication
    brand: Brand
    clinic_brand: Brand


def pair_name(handout: str, document: n.Document, paper: Paper) -> str:
    """Such as `knee-pain-from-your-back-side-by-side-letter-es-en.pdf`."""
    return f"{handout}-{EDITION}-{paper}-{'-'.join(_languages(document))}.pdf"


def pair_sheets(pair: Pair) -> Iterator[tuple[str, dict[str, Json]]]:
    """The name and the payload of the sheet for each paper."""
    for paper in get_args(Paper):
        yield pair_name(pair.patient.handout.id, pair.document, paper), pair_sheet(pair, paper)


def pair_sheet(pair: Pair, paper: Paper) -> dict[str, Json]:
    """Everything that the templates need. The frame is that of the patient's language."""
    variant = Variant("summary", paper)
    theirs = sheet(_leading_here(pair), pair.brand, {}, variant)
    ours = sheet(_without_figures(pair.clinic), pair.clinic_brand, {}, variant)
    other: Json = {
        "language": ours["language"],
        "title": pair.clinic.handout.title,
        "footer": _around(ours)["footer"],
    }
    return {
        **theirs,
        "edition": EDITION,
        "title": pair.patient.handout.title,
        "documents": [encode(pair.document)],
        "languages": {code: _language(code) for code in _languages(pair.document)},
        "around": {**_around(theirs), "other": other},
    }


def _around(payload: Mapping[str, Json]) -> dict[str, Json]:
    around = payload["around"]
    assert isinstance(around, dict)
    return around


def _languages(document: n.Document) -> tuple[str, str]:
    (node,) = find(document, n.SideBySide)
    return node.patient_language, node.clinic_language


def _language(code: str) -> dict[str, Json]:
    locale = Locale.parse(code, sep="-")
    name = locale.get_display_name() or code
    return {"name": name[:1].upper() + name[1:], "direction": locale.text_direction}


def clinic_half(state: Publication, language: str) -> dict[str, str]:
    """What the clinic's half of a page says of itself, in the clinic's language."""
    said = PHRASES["draft"]
    if isinstance(state, Cleared):
        signed, due = day_text(state.signed_on, language), day_text(state.review_due, language)
        said = f"{PHRASES['reviewed-by']} {state.reviewer}, {state.role}, {signed}."
        said += f" {PHRASES['review-due']} {due}."
    return {
        "language": language,
        "direction": Locale.parse(language, sep="-").text_direction,
        "said": f"{said} {PHRASES['version']} {state.version}.",
    }


def _leading_here(pair: Pair) -> Publication:
    """The patient's handout; its code leads to the page in both languages."""
    return _without_figures(pair.patient, pair.document.path)


def _without_figures(publication: Publication, path: str | None = None) -> Publication:
    """The publication with its summary alone, and no drawing in it."""
    documents = tuple(
        replace(
            document,
            path=document.path if path is None else path,
            blocks=tuple(b for b in document.blocks if not isinstance(b, n.Figure)),
        )
        for document in publication.handout.documents
        if document.kind == "summary"
    )
    return replace(publication, handout=replace(publication.handout, documents=documents))
