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
        "glossary": "Words explained",
        "glossary-lead": "Medical words in plain English.",
        "sources": "Sources",
        "sources-lead": "Where the facts on these pages come from.",
        "danger-signs": "Danger signs",
        "checked-on": "Checked on",
        "not-checked": "Not checked yet.",
        "gallery": "All pictures",
        "gallery-lead": "Every picture of this site, with its description, for clinic staff.",
    }
)
