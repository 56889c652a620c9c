"""The types that fields of `clinic.yml` have.

A clinic's own words are taken as they are: nothing in them is Markdown, Typst
or HTML. They are short, because every sheet has to hold them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from handouts.content.colours import (
    LINE_CONTRAST,
    TEXT_CONTRAST,
    WHITE,
    contrast,
    is_colour,
    nearest_passing,
)
from handouts.content.fields import problem
from handouts.content.inlines import UNSEEN

_HOST = re.compile(r"(?=.{1,80}\Z)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{2,5})?\Z")
_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*\Z")
_MAIL = re.compile(r"[^@\s<>\"'(),;:\\]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}\Z")
_PAGE = re.compile(
    r"https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{2,5})?(?:[/?#][!#-;=?-\[\]_a-z~]*)?\Z"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?\Z")
_FILE = re.compile(r"(?!\.)[\w. -]{1,80}\Z")
_LONGEST_SITE = 60


def _verbatim(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not any(map(str.isalnum, value)):
            raise problem(
                "FIELD_INVALID",
                "The text is empty.",
                "Write it, or remove the line. Put text that starts with # in quotes.",
            )
        text = unicodedata.normalize("NFC", " ".join(value.split()))
        if len(text) > longest:
            raise problem(
                "FIELD_INVALID",
                f"The text has {len(text)} characters; {longest} is the most.",
                "Shorten it: it stands on every printed sheet.",
            )
        if UNSEEN.search(text):
            raise problem(
                "CONTROL_CHARACTER",
                "The text holds an invisible or broken character.",
                "Type the text again. Right-to-left names need no marks for their direction.",
            )
        return text

    return read


def _read_site_address(value: str) -> str:
    parts = urlsplit(value)
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    if parts.scheme not in ("https", "http") or not _HOST.match(parts.netloc.lower()):
        raise problem(
            "FIELD_INVALID",
            f"{value[:80]!r} is not the address of a site.",
            "Write it as https://clinic.example/ or https://clinic.example/knee/.",
        )
    if parts.query or parts.fragment or not _PATH.match(path):
        raise problem(
            "FIELD_INVALID",
            f"{value[:80]!r} has more than a name and a path.",
            "Remove everything from ? or # on, and use plain letters in the path.",
        )
    address = f"{parts.scheme}://{parts.netloc.lower()}{path}"
    if len(address) > _LONGEST_SITE:
        raise problem(
            "FIELD_INVALID",
            f"The address has {len(address)} characters; {_LONGEST_SITE} is the most.",
            "Patients type it from paper. Ask for a shorter one.",
        )
    return address


def _read_feedback(value: str) -> str:
    if not value or _MAIL.match(value) or _PAGE.match(value):
        return value
    raise problem(
        "FIELD_INVALID",
        f"{value[:80]!r} is neither an e-mail address nor a web address.",
        "Write it as name@clinic.example or https://clinic.example/feedback.",
    )


def language_code(value: str) -> str | None:
    """The usual form of a language's code (BCP 47), or None where it is none."""
    if not _LANGUAGE.match(value):
        return None
    try:
        locale = Locale.parse(value, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    code = str(locale).replace("_", "-")
    # Babel passes over parts that it does not know.
    wanted = value.lower().split("-")[1:]
    return code if set(wanted) <= set(code.lower().split("-")) else None


def _read_language(value: str) -> str:
    code = language_code(value)
    if code is None:
        raise problem(
            "FIELD_INVALID",
            f"{value[:40]!r} is not the code of a language.",
            "Write it as en, es, zh-Hans or ar.",
        )
    return code


def _read_file_name(value: str) -> str:
    if not value or _FILE.match(value):
        return value
    raise problem(
        "FIELD_INVALID",
        f"{value[:80]!r} is not the name of a file beside this one.",
        "Put it into the same folder and write its name only.",
    )


def _colour(ratio: float, use: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not is_colour(value):
            raise problem(
                "FIELD_INVALID",
                f"{value[:40]!r} is not a colour.",
                'Write six digits behind #, in quotes: "#1F5A57".',
            )
        found = contrast(value, WHITE)
        if found < ratio:
            nearest = nearest_passing(value, WHITE, ratio)
            raise problem(
                "CLINIC_COLOUR",
                f"{value} on white has a contrast of {found:.1f} to 1; {use} {ratio:g}.",
                f'The nearest colour that passes is "{nearest}".',
            )
        return value.upper()

    return read


Name = Annotated[
    str, BeforeValidator(_verbatim(80)), WithJsonSchema({"type": "string", "maxLength": 80})
]
"""A name or a line of an address, printed as it is written."""

Sentence = Annotated[
    str, BeforeValidator(_verbatim(160)), WithJsonSchema({"type": "string", "maxLength": 160})
]
"""One or two short sentences, printed as they are written."""

SiteAddress = Annotated[str, AfterValidator(_read_site_address)]
"""Where the site is: scheme, host and perhaps a path. It ends in `/`."""

Feedback = Annotated[str, AfterValidator(_read_feedback)]
"""An e-mail address or a web address."""

Language = Annotated[str, AfterValidator(_read_language)]
"""A language code (BCP 47)."""

FileName = Annotated[str, AfterValidator(_read_file_name)]
"""The name of a file or folder beside `clinic.yml`."""

TextColour = Annotated[str, AfterValidator(_colour(TEXT_CONTRAST, "words need"))]
"""A colour that words on white may have."""

LineColour = Annotated[str, AfterValidator(_colour(LINE_CONTRAST, "lines need"))]
"""A colour that lines and borders on white may have."""
