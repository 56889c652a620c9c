"""What the theme needs beside the text: navigation, clinic facts, page state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from babel import Locale

from handouts.compose.library import NOTICES, ComposedHandout, Composition
from handouts.content.library import Library
from handouts.document import nodes as n
from handouts.document.phrases import PHRASES
from handouts.governance.publication import Cleared, Draft, Publication, listed, withdrawn
from handouts.governance.version_pages import version_path
from handouts.render.page import json_ld
from handouts.render.print_files import FOLDER as SHEETS
from handouts.render.print_files import VARIANTS, print_name
from handouts.render.slots import dial
from handouts.site.feedback import feedback_link
from handouts.site.review_dates import review_dates
from handouts.site.switcher import Tongue
from handouts.site.translated import pair_row
from handouts.translation.voices import Voice


def handout_entry(
    composition: Composition,
    state: Publication,
    sheets: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, Any]:
    """A handout's place in menus and on the print page.

    `sheets` are the pages of each printed file that the site has, by its path.
    """
    handout = state.handout
    paired = next((d for d in composition.side_by_side if d.handout == handout.id), None)
    return {**_navigation(handout), **_printed(state, sheets, paired)}


def site_extra(
    library: Library,
    composition: Composition,
    entries: Mapping[str, Mapping[str, Any]],
    directories: bool = True,
) -> dict[str, Any]:
    """The `extra` part of the generated `mkdocs.yml`: the same for every page.

    `entries` are the handouts that pages know of, by id: see `handout_entry`.
    """
    clinic = library.clinic
    return {
        "handouts": {name: dict(entry) for name, entry in entries.items()},
        "paper": clinic.paper,
        "main_handout": library.main.id,
        "notices": [_link(d) for d in composition.notices],
        "site_pages": [_link(d) for d in composition.site_pages],
        "directories": directories,
        "material_stylesheet": material_stylesheet(),
        "phrases": dict(PHRASES),
        "clinic": {
            "name": clinic.name,
            "address": list(clinic.address),
            "hours": list(clinic.hours),
            "phones": [
                {"label": p.label, "number": p.number, "dial": dial(p.number)}
                for p in (clinic.phone, clinic.after_hours)
                if p
            ],
            "emergency": {
                "number": clinic.emergency_number,
                "dial": dial(clinic.emergency_number),
            },
            "feedback": feedback_link(clinic.feedback),
            "footer": clinic.footer,
            "language_help": clinic.language_help,
        },
    }


def voice_extra(voice: Voice, here: Tongue, tongues: Iterable[Tongue], site: str) -> dict[str, Any]:
    """What the theme says in the language of a project, and of its other languages."""
    others = [t for t in tongues if t.root and t.paths] if not here.root else []
    return {
        "language": here.code,
        "direction": here.direction,
        "phrases": dict(voice.phrases),
        "clinic_language": voice.foreign_clinic,
        "sitemaps": [f"{site.rstrip('/')}/{t.root}/sitemap.xml" for t in others],
    }


def page_meta(
    library: Library,
    composition: Composition,
    states: Mapping[str, Publication],
    versions: Iterable[n.Document],
    drafts: bool,
) -> dict[str, dict[str, Any]]:
    """The theme's facts about each page, by the page's address.

    `drafts` says whether any handout of the site is a draft.
    """
    found: dict[str, dict[str, Any]] = {}
    for handout in composition.handouts:
        parts = {page: part.title for part in handout.parts for page in part.pages}
        state = states[handout.id]
        for place, document in enumerate(handout.documents):
            before = handout.documents[place - 1] if place else None
            after = handout.documents[place + 1 : place + 2]
            found[document.path] = {
                **_common(library, document, state),
                "part": parts[document.id],
                "previous": _link(before) if before else None,
                "next": _link(after[0]) if after else None,
                **_standing(state),
                "json_ld": json_ld(_structured(library, handout, document, state)),
            }
    for document in composition.side_by_side:
        state = states[document.handout]
        found[document.path] = {**_common(library, document, state), **_standing(state)}
    for document in composition.site_pages:
        # These gather words and drawings of every handout, reviewed or not.
        facts = {"noindex": drafts, "review": {"state": "draft"} if drafts else None}
        found[document.path] = {**_common(library, document), **facts}
    current = {version_path(state.version): review_dates(state) for state in states.values()}
    for document in versions:
        # Whoever scans a signed sheet is told that its review is late.
        dates = current.get(document.path)
        found[document.path] = {**_common(library, document), "dates": dates}
    for document in composition.notices:
        state = states[NOTICES]
        found[document.path] = {
            **_common(library, document, state),
            **_standing(state),
            "noindex": drafts,
        }
    return found


def _common(
    library: Library, document: n.Document, state: Publication | None = None
) -> dict[str, Any]:
    handout = library.handouts.get(document.handout, library.main)
    titles = (handout.file.short_title if document.handout else "", document.title)
    version = state.version if state else ""
    about = (*dict.fromkeys(titles), version, document.language)
    return {
        "id": document.id,
        "kind": document.kind,
        "handout": handout.id,
        "path": document.path,
        "part": None,
        "previous": None,
        "next": None,
        "version": None,
        "review": None,
        "dates": None,
        "withdrawn": False,
        "json_ld": None,
        "feedback": feedback_link(library.clinic.feedback, *about),
        "translation": [],
        "clinic_half": None,
        "noindex": True,
        "languages": [],
        "alternates": [],
    }


def _standing(state: Publication) -> dict[str, Any]:
    """What a page says of its handout beside who reviewed it."""
    return {
        "dates": review_dates(state),
        "withdrawn": withdrawn(state),
        "noindex": isinstance(state, Draft),
    }


def _navigation(handout: ComposedHandout) -> dict[str, Any]:
    documents = {d.id: d for d in handout.documents}
    return {
        "title": handout.title,
        "short_title": handout.short_title,
        "path": handout.path,
        "parts": [
            {"title": part.title, "pages": [_link(documents[page]) for page in part.pages]}
            for part in handout.parts
        ],
        "help": _of_kind(handout, "help"),
        "summary": _of_kind(handout, "summary"),
    }


def _printed(
    state: Publication, sheets: Mapping[str, int], paired: n.Document | None
) -> dict[str, Any]:
    """The sheets of a handout: a row for each edition and size, with a file for each paper."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for variant in VARIANTS:
        path = f"{SHEETS}/{print_name(state, variant)}"
        if path not in sheets:
            continue
        row = rows.setdefault(
            (variant.edition, variant.size), {"edition": variant.edition, "size": variant.size}
        )
        row[variant.paper] = path
        row["pages"] = str(max(int(row.get("pages", 0)), sheets[path]))
    language = state.handout.documents[0].language
    every = list(rows.values())
    if paired and len(row := pair_row(paired, state, sheets)) > len(("edition", "size")):
        every.append(row)
    return {
        "print": every,
        "side_by_side": _link(paired) if paired else None,
        "dates": review_dates(state),
        "listed": listed(state),
        "withdrawn": withdrawn(state),
        "version": state.version,
        "language_name": Locale.parse(language, sep="-").get_display_name() or language,
    }


def _of_kind(handout: ComposedHandout, kind: str) -> dict[str, str] | None:
    """A way to the page of a kind; a language may withhold it."""
    return next((_link(d) for d in handout.documents if d.kind == kind), None)


def _link(document: n.Document) -> dict[str, str]:
    return {"id": document.id, "title": document.short_title, "path": document.path}


def material_stylesheet() -> str:
    """Material's main stylesheet; its name holds a hash that changes with the version."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    names = sorted(f.name for f in folder.iterdir())
    return next(f"assets/stylesheets/{x}" for x in names if x[:5] == "main." and x[-4:] == ".css")


def _structured(
    library: Library, handout: ComposedHandout, document: n.Document, state: Publication
) -> dict[str, Any]:
    """schema.org data. A reviewer is named only where a sign-off exists."""
    file = library.handouts[handout.id].file
    system = {"icd-10-cm": "ICD-10-CM", "icd-10": "ICD-10", "mesh": "MeSH", "loinc": "LOINC"}
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": document.title,
        "description": document.description,
        "inLanguage": document.language,
        "url": f"{library.clinic.site_address.rstrip('/')}/{document.path}".rstrip("/") + "/",
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "about": {
            "@type": "MedicalCondition",
            "name": file.condition,
            "code": [
                {"@type": "MedicalCode", "codeValue": c.code, "codingSystem": system[c.system]}
                for c in file.codes
            ],
        },
        "version": state.version,
    }
    if isinstance(state, Cleared):
        signed = state.clinician
        page["lastReviewed"] = signed.signed_on.isoformat()
        page["reviewedBy"] = {
            "@type": "Person",
            "name": signed.reviewer,
            "jobTitle": signed.role,
        }
    return page
