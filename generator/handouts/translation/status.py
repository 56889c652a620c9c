"""How far a language is: what is translated, to check, missing and reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handouts.translation.catalogs import Catalog
from handouts.translation.messages import Messages


@dataclass(frozen=True, slots=True)
class Progress:
    """The messages of one catalog file in one language, counted.

    `optional` are the missing ones that hold back no page.
    """

    domain: str
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    optional: int = 0

    @property
    def all(self) -> int:
        """How many messages the file has."""
        return self.translated + self.fuzzy + self.missing + self.optional


def progress(messages: Messages, catalog: Catalog) -> Iterable[Progress]:
    """The progress of each file, in the order of the templates."""
    for domain, found in messages.domains().items():
        count = {"translated": 0, "fuzzy": 0, "missing": 0, "optional": 0}
        for message in found:
            entry = catalog.entries.get(message.context)
            if catalog.get(message.context, message.text) is not None:
                count["translated"] += 1
            elif message.optional:
                count["optional"] += 1
            elif entry is not None and entry.text:
                count["fuzzy"] += 1
            else:
                count["missing"] += 1
        yield Progress(domain, **count)
