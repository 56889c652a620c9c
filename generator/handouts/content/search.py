"""`search/<language>.yml`: the words that patients search by, beside the pages' own.

English words for one page, symptom, test, sign or term stand with it, as its
`aliases`. Search words are not translated one by one: for another language the
file holds that language's own words for pages, signs and terms.
"""

from __future__ import annotations

from pydantic import Field

from handouts.content.fields import Key, Model, Plain


class SearchFile(Model):
    """What patients type, in one language."""

    same: tuple[tuple[Plain, ...], ...] = Field(
        (), description="Each line: words that mean the same to a patient."
    )
    pages: dict[str, tuple[Plain, ...]] = Field(
        {}, description="By page id, or page id#part: words that lead there."
    )
    signs: dict[Key, tuple[Plain, ...]] = Field(
        {}, description="By the id of a danger sign: words that mean it."
    )
    terms: dict[Key, tuple[Plain, ...]] = Field(
        {}, description="By the id of a glossary term: words that mean it."
    )
