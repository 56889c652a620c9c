"""Search words: each leads to one page, each page has some, each names what is there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from handouts.content.library import Handout, Origin, PageSource
from handouts.content.report import Report, Spot
from handouts.content.stand_ins import EveryId
from handouts.content.validate import did_you_mean
from handouts.content.yaml import Place
from handouts.diagnostics import Code


@dataclass(frozen=True, slots=True)
class _Claim:
    """A word that leads to a page, and where an author wrote it."""

    word: str
    page: str
    origin: Origin
    place: Place

    @property
    def spot(self) -> Spot:
        """The line in the author's file."""
        return Spot(self.origin, self.origin.line(*self.place))


def check_handout_words(report: Report, handout: Handout) -> None:
    """Every problem with the words that lead to a handout's pages."""
    words = list(_words(handout))
    _shared(report, [*_titles(handout), *words])
    _unreached(report, handout, words)


def check_search_files(report: Report) -> None:
    """Every problem within a `search/<language>.yml`."""
    for language, file in report.library.search.items():
        origin = report.library.search_origins[language]
        unread = report.library.unread.glossary
        if not isinstance(unread, EveryId):
            _unknown(report, origin, "terms", file.terms, {*report.library.glossary, *unread})
        _shared(report, list(_in_file(origin, file.pages)))


def check_search_names(report: Report, pages: set[str], signs: set[str]) -> None:
    """Search words for what is not there; `pages` and `signs` are the names that are."""
    for language, file in report.library.search.items():
        origin = report.library.search_origins[language]
        _unknown(report, origin, "pages", file.pages, pages)
        _unknown(report, origin, "signs", file.signs, signs)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """The word as search compares it: no case, accents, apostrophes or hyphens."""
    plain = word.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    kept = plain.replace("'", "").replace("’", "").replace(".", "")
    return " ".join(kept.replace("-", " ").split())


def _shared(report: Report, claims: list[_Claim]) -> None:
    claimed: dict[str, str] = {}
    for claim in claims:
        word = _folded(claim.word)
        owner = claimed.setdefault(word, claim.page)
        if owner != claim.page:
            message = f"The search word {claim.word!r} is also claimed by the page {owner!r}."
            hint = "Keep it on the page that answers it best."
            report.warning(Code.ALIAS_SHARED, message, hint, claim.spot)


def _unreached(report: Report, handout: Handout, words: Iterable[_Claim]) -> None:
    """Pages that only a word of their title leads to, or no word of their own."""
    owners: dict[str, set[str]] = {}
    for claim in words:
        owners.setdefault(_folded(claim.word), set()).add(claim.page)
    reached = {page for pages in owners.values() if len(pages) == 1 for page in pages}
    for page in handout.pages.values():
        if page.id not in reached:
            message = "No search word leads to this page alone."
            hint = "Add `aliases:` with words that patients would type to find it."
            spot = Spot(page.origin, page.origin.line("aliases"))
            report.warning(Code.SEARCH_UNREACHED, message, hint, spot)


def _titles(handout: Handout) -> Iterator[_Claim]:
    for page in _in_order(handout):
        for field in ("title", "short_title"):
            if words := getattr(page.fields, field):
                yield _Claim(words, page.id, page.origin, (field,))


def _words(handout: Handout) -> Iterator[_Claim]:
    for page in _in_order(handout):
        origin = page.origin
        for place, word in enumerate(page.fields.aliases):
            yield _Claim(word, page.id, origin, ("aliases", place))
        for field in ("parts", "tests"):
            for nth, part in enumerate(getattr(page.fields, field, ())):
                for place, word in enumerate(part.aliases):
                    yield _Claim(word, page.id, origin, (field, nth, "aliases", place))
    help_page = handout.of_kind("help")
    if help_page is None:
        return
    origin = handout.danger_origin
    for level in ("now", "today"):
        for nth, sign in enumerate(getattr(handout.danger_signs, level).signs):
            for place, word in enumerate(sign.aliases):
                where = (level, "signs", nth, "aliases", place)
                yield _Claim(word, help_page.id, origin, where)


def _in_order(handout: Handout) -> Iterator[PageSource]:
    return (handout.pages[page] for page in handout.order if page in handout.pages)


# --- search/<language>.yml -------------------------------------------------


def _in_file(origin: Origin, pages: Mapping[str, tuple[str, ...]]) -> Iterator[_Claim]:
    for name, words in pages.items():
        for place, word in enumerate(words):
            page = name.partition("#")[0]
            yield _Claim(word, page, origin, ("pages", name, place))


def _unknown(
    report: Report,
    origin: Origin,
    field: str,
    words: Mapping[str, tuple[str, ...]],
    known: set[str],
) -> None:
    for name in words:
        bare = name.partition("#")[0]
        if bare not in known:
            message = f"There is nothing named {bare!r} for these search words to lead to."
            hint = did_you_mean(bare, known, "Use the id of a page, a sign or a term.")
            spot = Spot(origin, origin.line(field, name))
            report.warning(Code.SEARCH_WORDS_UNKNOWN, message, hint, spot)
