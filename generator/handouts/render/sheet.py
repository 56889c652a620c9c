"""What a printed sheet holds, as JSON for the Typst templates.

Text stays data: the templates are static, and nothing here writes Typst. What is
said around the words, and is another's for every clinic, stands apart (`around`),
so that the words are not set again for each clinic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

from babel import Locale
from babel.dates import format_skeleton

from handouts.content.models import ClinicFile
from handouts.document import nodes as n
from handouts.document.codec import Json, encode
from handouts.document.phrases import PHRASES
from handouts.document.walk import descend, find
from handouts.figures.logo import Logo
from handouts.figures.svg import Drawing
from handouts.governance.publication import Cleared, Publication
from handouts.governance.version_pages import version_path
from handouts.render import slots
from handouts.render.direction import ISOLATE, ISOLATE_END, isolated
from handouts.render.fonts import FAMILY
from handouts.render.qr import qr
from handouts.render.sheet_art import drawn, icon

Edition: TypeAlias = Literal["summary", "full"]
Paper: TypeAlias = Literal["a4", "letter"]
Size: TypeAlias = Literal["standard", "large"]

_PHRASES = (
    "contents",
    "danger-signs-on-page",
    "next-visit",
    "on-page",
    "page-of",
    "read-online",
    "signature",
)
"""The generator's own words that the templates say."""

_FRONT_KINDS = ("home", "summary")
"""Kinds of page whose danger signs are those of page one: no line needs to point there."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to print a handout: how much of it, on what paper, how large."""

    edition: Edition = "summary"
    paper: Paper = "letter"
    size: Size = "standard"


@dataclass(frozen=True, slots=True)
class Brand:
    """Who hands a sheet out, and in which language the frame around it speaks.

    `language_root` is the path of the language's pages on the site; `phrases` are
    the generator's own words in that language; `note` says who translated.
    """

    clinic: ClinicFile
    logo: Logo | None = None
    language_root: str = ""
    phrases: Mapping[str, str] = field(default_factory=lambda: PHRASES)
    note: tuple[str, ...] = ()


def sheet(
    publication: Publication, brand: Brand, drawings: Mapping[str, Drawing], variant: Variant
) -> dict[str, Json]:
    """Everything that the templates need for one printed sheet.

    Raises:
        KeyError: a drawing, an icon or a fact of the clinic is missing; the
            checks of content report each of these.
    """
    documents = _chosen(publication, variant.edition)
    language = documents[0].language
    # The short lines are those of the summary: page one of every sheet has room for them.
    danger = next(find(_chosen(publication, "summary")[0], n.DangerSigns))
    nodes = tuple(descend(documents))
    strip = next((node for node in nodes if isinstance(node, n.DangerStrip)), None)
    figures = {node.figure: node for node in nodes if isinstance(node, n.Figure)}
    # A signed sheet leads to the page that says whether its version is still good.
    signed = isinstance(publication, Cleared)
    path = version_path(publication.version) if signed else documents[0].path
    address = online_address(brand, path)
    code = qr(address)
    handout = publication.handout
    parts = handout.parts
    summary = variant.edition == "summary"
    return {
        "edition": variant.edition,
        "paper": variant.paper,
        "large": variant.size == "large",
        "language": language,
        "direction": Locale.parse(language, sep="-").text_direction,
        "font": [FAMILY],
        "title": _title(publication, variant),
        "danger": encode(danger),
        "documents": _told_once([encode(_without_repeats(d, strip)) for d in documents]),
        "anchors": [] if summary else [a for d in documents for a in _anchors(d)],
        "parts": [] if summary else [{"title": p.title, "pages": list(p.pages)} for p in parts],
        "facts": _facts(brand.clinic, nodes),
        "contact": {} if summary else _contact(brand.clinic),
        "colors": {"main": brand.clinic.colors.main, "accent": brand.clinic.colors.accent},
        "qr_modules": code.modules,
        "icons": {name: icon(name) for name in _icons_of((*descend(danger), *nodes))},
        "figures": {i: drawn(f, drawings[i], language) for i, f in figures.items()},
        "phrases": {name: brand.phrases[name] for name in _PHRASES},
        "around": {
            "clinic": _clinic(brand),
            "footer": _footer(publication, brand, language, address, variant.size == "large"),
            "qr": code.svg,
        },
    }


def online_address(brand: Brand, path: str) -> str:
    """Where a page is online: the site's address, the language's root, the page's path."""
    parts = [part for part in (brand.language_root.strip("/"), path.strip("/")) if part]
    return brand.clinic.site_address + "".join(f"{part}/" for part in parts)


def texts(payload: Json) -> Iterator[str]:
    """Every text of a sheet that is printed as words, for a check of the fonts."""
    if isinstance(payload, str):
        yield payload
    elif isinstance(payload, list):
        for child in payload:
            yield from texts(child)
    elif isinstance(payload, dict):
        for name, child in payload.items():
            if name not in ("svg", "png", "type", "url", "key", "icon", "qr"):
                yield from texts(child)


# --- documents -------------------------------------------------------------


def _chosen(publication: Publication, edition: Edition) -> tuple[n.Document, ...]:
    documents = publication.handout.documents
    if edition == "full":
        return documents
    return tuple(d for d in documents if d.kind == "summary")[:1]


def _title(publication: Publication, variant: Variant) -> str:
    """A summary's own title may say that it is one page, which its large print is not."""
    handout = publication.handout
    if variant.edition == "full":
        return handout.title
    if variant.size == "large":
        return handout.short_title
    return _chosen(publication, "summary")[0].title


def _whole(document: n.Document) -> Iterator[n.DangerSigns]:
    """The danger signs for page one; those with every explanation are for later pages."""
    for danger in find(document, n.DangerSigns):
        if not any(card.detailed for card in danger.cards):
            yield danger


def _without_repeats(document: n.Document, strip: n.DangerStrip | None) -> n.Document:
    """The document with one line in place of the danger signs that stand on page one."""
    on_front = set(_whole(document))
    kept = tuple(b for b in document.blocks if b not in on_front)
    if on_front and strip and document.kind not in _FRONT_KINDS:
        kept = (strip, *kept)
    return replace(document, blocks=kept)


def _told_once(documents: list[Json]) -> list[Json]:
    """The documents, with a mark on every drawing that stands on an earlier page."""
    seen: set[object] = set()

    def visit(value: Json) -> None:
        if isinstance(value, list):
            for child in value:
                visit(child)
        elif isinstance(value, dict):
            if value.get("type") == "Figure":
                value["again"] = value["figure"] in seen
                seen.add(value["figure"])
            for child in value.values():
                visit(child)

    visit(documents)
    return documents


def _anchors(document: n.Document) -> list[Json]:
    return [document.id, *(f"{document.id}#{s.key}" for s in find(document, n.Section))]


def _facts(clinic: ClinicFile, nodes: Iterable[object]) -> dict[str, Json]:
    """The clinic's facts that the words ask for."""
    found: dict[str, Json] = {}
    for name in sorted({node.name for node in nodes if isinstance(node, n.Slot)}):
        if name != "after_hours_phone" or clinic.after_hours:
            found[name] = slots.fill(clinic, name).text
    if "clinic_name" in found:
        # A name keeps its own direction inside a sentence of the other one.
        found["clinic_name"] = f"{ISOLATE}{clinic.name}{ISOLATE_END}"
    return found


def _icons_of(nodes: Iterable[object]) -> list[str]:
    """The icons of a sheet: those of its signs and levels, and the ticks of contrasts."""
    cards = [node for node in nodes if isinstance(node, n.CareCard)]
    used = {sign.icon for card in cards for sign in card.signs}
    used |= {f"level-{card.level}" for card in cards}
    return sorted(used | {"level-now", "yes", "no"})


# --- around the documents --------------------------------------------------


def _contact(clinic: ClinicFile) -> dict[str, Json]:
    return {
        "name": clinic.name,
        "address": list(clinic.address),
        "phones": _phones(clinic),
        "hours": list(clinic.hours),
    }


def _phones(clinic: ClinicFile) -> list[Json]:
    phones = [clinic.phone, clinic.after_hours] if clinic.after_hours else [clinic.phone]
    return [{"label": p.label, "number": p.number} for p in phones]


def _clinic(brand: Brand) -> dict[str, Json]:
    clinic, logo = brand.clinic, brand.logo
    shown: dict[str, Json] = {
        "name": clinic.name,
        "phones": _phones(clinic),
        "hours": list(clinic.hours),
        "footer": clinic.footer,
        "language_help": clinic.language_help,
    }
    if logo and logo.format == "svg":
        shown["logo"] = {"svg": logo.data.decode(), "ratio": f"{logo.ratio:.4f}"}
    elif logo:
        shown["logo"] = {"png": list(logo.data), "ratio": f"{logo.ratio:.4f}"}
    return shown


def _footer(
    publication: Publication, brand: Brand, language: str, address: str, large: bool
) -> dict[str, Json]:
    """What every page says of itself. In large print the reviewer's role has no room."""
    words = brand.phrases
    state = words["draft"]
    until = ""
    if isinstance(publication, Cleared):
        clinician = publication.clinician
        signed = _short_day(clinician.signed_on, language)
        role = "" if large else clinician.role
        who = ", ".join(part for part in (clinician.reviewer, role) if part)
        state = f"{words['reviewed-by']} {isolated(who, language)}, {signed}."
    if publication.term:
        # A translation that nobody signed may not be handed out for longer than its original.
        until = f"{words['do-not-hand-out-after']} {_short_day(publication.term.due, language)}."
    return {
        "reviewed": isinstance(publication, Cleared),
        "state": state,
        # Every footer says whether the translation was reviewed; who made it, and how,
        # stands once in the full handout.
        "note": brand.note[-1] if brand.note else "",
        "translation": " ".join(brand.note),
        "until": until,
        "version": f"{words['version']} {publication.version}",
        "language": Locale.parse(language, sep="-").get_display_name(language) or language,
        "address": address.removeprefix("https://").removeprefix("http://").rstrip("/"),
        "url": address,
        "date": publication.signed_on.isoformat() if isinstance(publication, Cleared) else "",
    }


def _short_day(day: date, language: str) -> str:
    """With the month's short name: footers are narrow, and a bare number misleads."""
    return str(format_skeleton("yMMMd", day, locale=Locale.parse(language, sep="-")))
