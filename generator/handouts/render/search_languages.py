"""The languages that search can read."""

from __future__ import annotations

from importlib.resources import files


def can_search(language: str) -> bool:
    """Whether there are rules and words for searching in a language."""
    return (files("handouts.render") / "languages" / f"{language}.json").is_file()
