"""A phone link dials the number that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from handouts.diagnostics import Code, Diagnostic


def wrong_numbers(name: str, links: Iterable[etree._Element]) -> Iterator[Diagnostic]:
    """The phone links of a page that show one number and dial another.

    Args:
        name: the page's file in the site.
        links: its links that dial.
    """
    for link in links:
        address = str(link.get("href", ""))
        shown = "".join(str(words) for words in link.itertext())
        if _digits(shown) and _digits(shown) != _digits(address):
            message = f"The built page {name} has a link that shows {shown!r} and is {address!r}."
            hint = "Make both the same number. Readers of the page call by pressing it."
            yield Diagnostic(Code.VERIFY_LINK, message, hint)


def _digits(words: str) -> str:
    return "".join(letter for letter in words if letter.isdecimal())
