"""What stands in for a file with problems, so that those of all other files are told as well.

Nothing is ever built from a stand-in: the problems of its file stop the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from handouts.content.models import (
    BriefFile,
    ClinicFile,
    DangerSignsFile,
    HandoutFile,
    LevelFile,
    Part,
    SignFile,
    UrgentLevelFile,
)
from handouts.content.yaml import Value

UNREAD_CLINIC = ClinicFile.model_validate(
    {
        "id": "unread",
        "name": "A clinic whose file has problems",
        "example": True,
        "phone": {"label": "Phone", "number": "000"},
        "after_hours": {"label": "Phone", "number": "000"},
        "emergency_number": "000",
        "site_address": "https://unread.invalid/",
    }
)

_KEY = re.compile(r"^([^\s#:]+):", re.MULTILINE)


def unread_handout(told: Value, name: str, pages: Iterable[str]) -> HandoutFile:
    """A handout with all of its pages in order, at the address that its file gives."""
    path = told.get("path", "") if isinstance(told, dict) else name
    return HandoutFile.model_construct(
        title=name,
        short_title=name,
        path=path if isinstance(path, str) else name,
        purpose="",
        audience=(),
        uncertainty=(),
        condition="",
        parts=(Part.model_construct(title=name, pages=tuple(pages)),),
        review_every_months=1,
    )


def unread_signs(told: Value) -> DangerSignsFile:
    """Danger signs of which no more is known than their ids."""
    now, today = (
        UrgentLevelFile.model_construct(
            title="",
            action=(),
            signs=signs,
            brief_action=(),
            brief=(BriefFile.model_construct(text=(), covers=tuple(s.id for s in signs)),),
        )
        for signs in (_signs(told, "now"), _signs(told, "today"))
    )
    book = LevelFile.model_construct(title="", action=(), signs=_signs(told, "book"))
    return DangerSignsFile.model_construct(
        title="", strip=(), strip_link="", now=now, today=today, book=book
    )


def _signs(told: Value, level: str) -> tuple[SignFile, ...]:
    found = told.get(level) if isinstance(told, dict) else None
    signs = found.get("signs") if isinstance(found, dict) else None
    names = [s.get("id") for s in signs if isinstance(s, dict)] if isinstance(signs, list) else []
    return tuple(
        SignFile.model_construct(id=name, icon="clock", text=(), more=())
        for name in dict.fromkeys(names)
        if isinstance(name, str)
    )


class EveryId(frozenset[str]):
    """Stands for the ids in a file that cannot be read at all: any id may be in it."""

    def __contains__(self, key: object) -> bool:
        return True


def ids_in(text: str) -> frozenset[str]:
    """The ids in a file of entries, whether or not its YAML can be read."""
    return frozenset(_KEY.findall(text))
