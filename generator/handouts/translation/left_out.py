"""Says which pages a language leaves out, so that nobody finds it out from a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.diagnostics import Code, Diagnostic, Severity
from handouts.document import nodes as n
from handouts.translation.catalogs import Catalog
from handouts.translation.translate import Withheld

_NAMED = 5
"""Pages that are named one by one; the others are counted."""


def left_out(
    catalog: Catalog, withheld: Iterable[Withheld], unpublished: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """What a language does not show: one warning for each handout and for the site's pages.

    Handouts of which nothing is translated are passed over: nobody has begun them.

    Args:
        catalog: the translations that may be used.
        withheld: the pages that are not shown.
        unpublished: the messages that keep the whole language back.
    """
    if unpublished:
        what = f"The whole language {catalog.language} is left out, which must not lack any of this"
        yield _warning(catalog, what, unpublished)
        return
    begun = {c.partition("/")[0] for c, entry in catalog.entries.items() if entry.text}
    pages: dict[str, list[Withheld]] = {}
    for page in withheld:
        pages.setdefault(page.document.handout, []).append(page)
    for handout, held in pages.items():
        if not handout or handout in begun:
            missing = tuple(dict.fromkeys(c for page in held for c in page.missing))
            what = f"{catalog.language} leaves out {_named(catalog, held)}"
            yield _warning(catalog, what, missing, handout)


def _named(catalog: Catalog, held: list[Withheld]) -> str:
    names = [_address(catalog.language, page.document) for page in held]
    more = len(names) - _NAMED
    counted = f" and {more} more" if more > 0 else ""
    return f"{'the page' if len(names) == 1 else 'the pages'} {', '.join(names[:_NAMED])}{counted}"


def _address(language: str, page: n.Document) -> str:
    return f"/{language}/{page.path}/" if page.path else f"/{language}/"


def _warning(
    catalog: Catalog, what: str, missing: tuple[str, ...], handout: str = ""
) -> Diagnostic:
    """A warning that stands in the file of the handout, or of the first missing message."""
    domain = handout or missing[0].partition("/")[0]
    file = f"content/translations/{catalog.language}/{domain}.po"
    entries = [catalog.entries[c] for c in missing if c in catalog.entries]
    first = next((entry for entry in entries if entry.file.endswith(f"/{domain}.po")), None)
    texts = f"the text {missing[0]!r} has"
    if len(missing) > 1:
        texts = f"{missing[0]!r} and {len(missing) - 1} more of its texts have"
    return Diagnostic(
        Code.TRANSLATION_LEFT_OUT,
        f"{what}: {texts} no translation that can be used.",
        f"Mend what is said of the catalogs, if anything is. Then: handouts translate update "
        f"{catalog.language}, and translate what is missing or fuzzy.",
        first.file if first else file,
        first.line if first else 0,
        Severity.WARNING,
    )
