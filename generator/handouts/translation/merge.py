"""Brings a language's catalogs up to date after the English changed.

Entries are matched by context. English that changed makes an entry fuzzy and
keeps the old English beside it; text that moved within its page is found again
by its words. Nothing that a translator wrote is thrown away.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

import polib

from handouts.translation.catalogs import template
from handouts.translation.messages import Message

_NEAR = 0.7
"""How alike two texts of one page are, from 0 to 1, for one to be offered for the other."""


def merged(
    old: Iterable[polib.POFile], domains: Mapping[str, tuple[Message, ...]], language: str
) -> Mapping[str, polib.POFile]:
    """A language's files for the messages as they are now, by domain."""
    files = list(old)
    before: dict[str, polib.POEntry] = {}
    for entry in (e for po in files for e in po if e.msgctxt):
        known = before.get(entry.msgctxt)
        if known is None or (known.obsolete and not entry.obsolete):
            before[entry.msgctxt] = entry
    wanted = {m.context for found in domains.values() for m in found}
    orphans = _Orphans(e for e in before.values() if e.msgctxt not in wanted and e.msgstr)
    made: dict[str, polib.POFile] = {}
    for domain, messages in domains.items():
        po = template(messages, language)
        for entry, message in zip(po, messages, strict=True):
            found = before.get(message.context) or orphans.take(message)
            if found is not None:
                _carry(found, entry)
        made[domain] = po
    headers = {domain: _header_of(files, domain) for domain in made}
    for domain, po in made.items():
        po.metadata = {**po.metadata, **headers[domain]}
        po.metadata["Language"] = language.replace("-", "_")
    for entry in orphans.left():
        domain = entry.msgctxt.partition("/")[0]
        target = made.get(domain) or next(iter(made.values()))
        entry.obsolete = True
        target.append(entry)
    return made


def _carry(old: polib.POEntry, new: polib.POEntry) -> None:
    """Takes over a translation; it is fuzzy where its English was another."""
    new.tcomment = old.tcomment
    if not old.msgstr:
        return
    new.msgstr = old.msgstr
    new.flags = [flag for flag in old.flags if flag != "fuzzy"]
    # The English that the translation was made from.
    source = old.previous_msgid if old.fuzzy and old.previous_msgid else old.msgid
    if source != new.msgid:
        new.previous_msgid = source
        new.flags.append("fuzzy")
    elif old.fuzzy and not old.previous_msgid:
        new.flags.append("fuzzy")  # a translator was not sure


class _Orphans:
    """Translations whose context is gone, to be found again or kept aside."""

    def __init__(self, entries: Iterable[polib.POEntry]) -> None:
        self._pages: dict[str, list[polib.POEntry]] = {}
        for entry in entries:
            self._pages.setdefault(_page(entry.msgctxt), []).append(entry)

    def take(self, message: Message) -> polib.POEntry | None:
        """The translation of a text that has another context now."""
        page = self._pages.get(_page(message.context), [])
        same = [entry for entry in page if entry.msgid == message.text]
        if same:
            page.remove(same[0])
            return same[0]
        near = difflib.get_close_matches(message.text, [e.msgid for e in page], 1, _NEAR)
        if not near:
            return None
        found = next(entry for entry in page if entry.msgid == near[0])
        page.remove(found)
        return found

    def left(self) -> list[polib.POEntry]:
        """What no message wanted, in a fixed order."""
        entries = [entry for page in self._pages.values() for entry in page]
        return sorted(entries, key=lambda entry: str(entry.msgctxt))


def _page(context: str) -> str:
    """The page of a context. A page that moved to another handout is the same page."""
    parts = context.split("/")
    shared = parts[1] in ("handout.yml", "danger-signs.yml") if len(parts) > 1 else True
    return "/".join(parts[:2]) if shared else parts[1]


def _header_of(files: Iterable[polib.POFile], domain: str) -> dict[str, str]:
    for po in files:
        contexts = [entry.msgctxt for entry in po if entry.msgctxt]
        if contexts and contexts[0].partition("/")[0] == domain:
            return dict(po.metadata)
    return {}
