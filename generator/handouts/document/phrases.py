"""The generator's own words: what it says around an author's text.

One place, so that translators get all of them. Authors never write these.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "worse-better": "What can make it worse or better",
        "worse": "Can make it worse",
        "better": "Can make it better",
        "where": "Where you feel it",
        "feels-like": "What it feels like",
        "urgent": "When it is urgent",
        "risks": "Risks",
        "not-sure": "What experts do not know for sure",
        "other-choices": "Other choices",
        "ask": "What to ask",
        "who-not": "Who should not try this first",
        "do-avoid": "What helps and what to avoid",
        "do": "Do",
        "avoid": "Try not to",
        "stop-if": "Stop and get help if",
        "test-what": "What is done",
        "test-shows": "What it can show",
        "test-limits": "What it cannot show",
        "choose-root": "Choose a nerve root to see where it goes",
        "all-roots": "All",
        "nerve-table": "Five nerve roots and what each one does",
        "root": "Nerve root",
        "root-path": "Where it runs",
        "root-feels": "Skin it feels",
        "root-moves": "Muscles it moves",
        "root-reflex": "Reflex that tests it",
        "root-everyday": "What you may notice",
        "key-points": "Key points",
        "what-to-do": "What to do",
        "questions": "Questions to ask",
        "notes": "My notes",
        "next-visit": "My next visit",
        "what-we-talked-about": "What we talked about",
        "signature": "Signature",
        "next": "Where to go next",
        "about-handout": "About this handout",
        "purpose": "What it is for",
        "audience": "Who it is for",
        "uncertainty": "What nobody can promise",
        "glossary": "Words explained",
        "glossary-lead": "Medical words in plain English.",
        "sources": "Sources",
        "sources-lead": "Where the facts on these pages come from.",
        "skip": "Skip to content",
        "menu": "Menu",
        "dark-mode": "Dark mode",
        "you-are-here": "You are here",
        "home": "Home",
        "draft": "Not yet clinically reviewed.",
        "reviewed-by": "Reviewed by",
        "review-due": "Next review due",
        "overdue": (
            "The next review of this handout was due on {date}. Please ask us for the newest one."
        ),
        "due-soon": "For clinic staff: the next review of this handout is due on {date}.",
        "print-lapsed": (
            "These sheets are not on the list now. Their review was due on {date}, and a "
            "clinician has to check them first. Please ask us for the newest ones."
        ),
        "version": "Version",
        "print-page": "Print this page",
        "one-page-summary": "One-page summary",
        "previous-next": "Previous and next page",
        "previous": "Previous",
        "next-page": "Next",
        "on-this-page": "On this page",
        "all-pages": "All pages",
        "more": "More",
        "in-an-emergency": "In an emergency, call",
        "not-found": "This page is not here",
        "not-found-lead": "The address may be old or mistyped. These pages may help:",
        "danger-signs": "Danger signs",
        "danger-signs-first": "Danger signs: check first",
        "checked-on": "Checked on",
        "not-checked": "Not checked yet.",
        "signed-on": "Signed on",
        "withdrawn-on": "Withdrawn on",
        "withdrawn-because": "Why it was withdrawn",
        "newest": "The newest version",
        "version-current": "This is the current version. You can use it.",
        "version-replaced": "This version has been replaced. Please use the newest one.",
        "version-withdrawn": "This version was withdrawn. Do not use it any more.",
        "notices": "About this site",
        "print": "Sheets to print",
        "print-lead": "Every sheet as a PDF, ready for a black-and-white printer.",
        "print-more": "More sizes and papers",
        "print-sheet": "Sheet",
        "print-summary": "Summary sheet",
        "print-full": "Full handout",
        "print-standard": "Standard print",
        "print-large": "Large print",
        "print-pages": "Pages",
        "print-letter": "US Letter",
        "print-a4": "A4",
        "print-record": "For the patient's record",
        "print-record-lead": "Copy this line. Nothing about a patient is stored or sent.",
        "print-copy": "Copy",
        "print-copied": "Copied",
        "given": "Given",
        "gallery": "All pictures",
        "gallery-lead": "Every picture of this site, with its description, for clinic staff.",
        # paper
        "do-not-hand-out-after": "Do not hand out after",
        "page-of": "Page {page} of {pages}",
        "on-page": "page {page}",
        "read-online": "Read online",
        "contents": "Contents",
        "your-clinic": "Your clinic",
        "danger-signs-on-page": "All danger signs are on page {page}.",
        # languages
        "language": "Language",
        "translated-by": "Translated by",
        "translation-not-reviewed": (
            "This translation has not yet been reviewed by a qualified translator."
        ),
        "translation-reviewed-by": "Translation reviewed by",
        "clinic-words-in": "The clinic's own words may be in another language.",
        "withheld": "This page is not ready in your language",
        "withheld-changed": (
            "The original page was changed. We show the page in your language again when its "
            "translation is up to date."
        ),
        "withheld-missing": "The page is not yet fully translated.",
        "withheld-call": (
            "Questions? Call {clinic_phone}. In an emergency, call {emergency_number}."
        ),
        "withheld-other": "Read this page in another language:",
        "side-by-side": "Two languages side by side",
        "side-by-side-lead": "Point at a line. It has the same number in both languages.",
        "line": "Line",
    }
)
