"""The search index: one script file per language, loaded when a reader first searches.

It is a script and not JSON, because pages opened from a disk may not fetch. It
holds titles, search words and first lines as text, and on which pages each word of
the text stands. How words are compared is data too (`languages/<language>.json`);
`theme/assets/javascripts/search-engine.js` reads it all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from handouts.render.artifact import Artifact
from handouts.render.search_language import language
from handouts.render.search_part import STARTS, SearchPart, base36

FORMAT = 2


def search_index(
    parts: Iterable[SearchPart], same: Iterable[tuple[str, ...]], code: str
) -> Artifact:
    """The index of a site in one language.

    Args:
        parts: what search knows of the pages that are published in that language.
        same: words that mean the same, a line for each meaning.
        code: the language, such as `en`.
    """
    rules, rows = language(code), _Rows()
    for part in parts:
        rows.add(part)
    words = sorted(rows.uses)
    data = {
        "format": FORMAT,
        "code": code,
        "language": {**rules.rules, "same": tuple(same)},
        "messages": rules.messages,
        "pages": rows.pages,
        "entries": rows.entries,
        "cards": rows.cards,
        "signs": rows.signs,
        "help": rows.help,
        "starts": rows.starts[:STARTS],
        "words": " ".join(words),
        "uses": " ".join(",".join(rows.uses[word]) for word in words),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Two signs that end a line in older scripts.
    text = text.replace("\u2028", " ").replace("\u2029", " ")
    return Artifact(index_path(code), f"self.handoutsSearchIndex={text};\n".encode())


class _Rows:
    """The rows of all parts, counted through."""

    def __init__(self) -> None:
        self.pages: list[Any] = []
        self.entries: list[list[Any]] = []
        self.cards: list[Any] = []
        self.signs: list[tuple[int, int]] = []
        self.help: list[int] = []
        self.starts: list[int] = []
        self.uses: dict[str, list[str]] = {}

    def add(self, part: SearchPart) -> None:
        """Adds a part behind those that are there."""
        page, entry, card = len(self.pages), len(self.entries), len(self.cards)
        sign = len(self.signs)
        for on, *middle, nth in part.entries:
            self.entries.append([on + page, *middle, nth + sign if nth >= 0 else nth])
        self.pages += part.pages
        self.cards += ({**row, "page": row["page"] + page} for row in part.cards)
        self.signs += ((on + card, nth + entry) for on, nth in part.signs)
        self.help += (nth + page for nth in part.help)
        self.starts += (nth + page for nth in part.starts)
        # Pages of a part are counted from its first one: `2s!4` is 4, from page 2s on.
        front = f"{base36(page)}!" if page else ""
        uses = self.uses
        for word, places in zip(part.words, part.uses, strict=True):
            uses.setdefault(word, []).append(front + places)


def index_path(code: str) -> str:
    """Where the index of a language stands below the site's root."""
    return f"assets/search/index.{code}.js"


def search_theme(code: str) -> dict[str, Any]:
    """What the theme needs for the search box: where the index is, and its words."""
    return {"index": index_path(code), "messages": dict(language(code).messages)}
