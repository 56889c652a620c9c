"""A handout's review date, as the pages and their small script need it.

A build says what held on its day. `freshness.js` compares the same dates with the
reader's own day, so that a site that nobody builds again still tells when it is old.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TypedDict

from handouts.document.dates import day_text
from handouts.governance.publication import Freshness, Publication, withdrawn

_DAY = timedelta(days=1)


class ReviewDates(TypedDict):
    """What a page knows of its review. Days are written year-month-day.

    `soon_after` is the day after which staff are told that the review comes, `due`
    the day after which readers are told that it is late, `listed_until` the day
    after which the sheets are out of the print list. The rest held when the site
    was built.
    """

    soon_after: str
    due: str
    due_words: str
    listed_until: str
    due_soon: bool
    overdue: bool
    lapsed: bool


def review_dates(state: Publication) -> ReviewDates | None:
    """The review dates of a handout; None where none matters.

    That is a draft with no sign-off behind it, which says that it is one, and what was
    withdrawn. A translation that nobody signed has the dates of
    its original: it grows old with it.
    """
    term = state.term
    if term is None or withdrawn(state):
        return None
    language = state.handout.documents[0].language
    return ReviewDates(
        soon_after=(term.soon_from - _DAY).isoformat(),
        due=term.due.isoformat(),
        due_words=day_text(term.due, language),
        listed_until=term.listed_until.isoformat(),
        due_soon=term.freshness is Freshness.DUE_SOON,
        overdue=term.overdue,
        lapsed=term.freshness is Freshness.LAPSED,
    )
