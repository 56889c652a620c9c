"""The canonical text: exactly what is reviewed, as plain lines a person can read.

It covers meaning and nothing else: words, numbers, levels of urgency, the
content of drawings. Layout, clinic details, search words and the order of keys
in a file are not in it. Its SHA-256 is the handout's fingerprint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from handouts.compose.library import ComposedHandout
from handouts.document import nodes as n

VERSION_LENGTH = 8
"""Characters of the fingerprint that are printed as the version."""


def canonical_text(handout: ComposedHandout, language: str, art: Mapping[str, str]) -> str:
    """The text of a whole handout.

    Args:
        handout: the handout in one language.
        language: that language.
        art: the digest of each drawing, by figure id.
    """
    lines = [f"handout: {handout.id}", f"language: {language}", f"title: {handout.title}"]
    for document in handout.documents:
        lines += ["", f"page: {document.id}", f"title: {document.title}"]
        if document.short_title != document.title:
            lines.append(f"short title: {document.short_title}")
        lines.append(f"in search results: {document.description}")
        lines += _blocks(document.blocks, art)
    return "\n".join(lines) + "\n"


def fingerprint(text: str) -> str:
    """The SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def art_digest(svg: str) -> str:
    """The SHA-256 of a drawing, whatever its line ends and indents."""
    folded = " ".join(svg.split()).replace("> <", "><")
    return hashlib.sha256(folded.encode()).hexdigest()


def written(inlines: n.Inlines) -> str:
    """Inlines as text: `**` marks what must not be missed, `{name}` a clinic's fact."""
    parts = []
    for inline in inlines:
        match inline:
            case n.Text(text):
                parts.append(text)
            case n.Strong(children):
                parts.append(f"**{written(children)}**")
            case n.PageLink(page, anchor, children):
                target = f"{page}#{anchor}" if anchor else page
                parts.append(f"[{written(children)}]({target})")
            case n.WebLink(url, children):
                parts.append(f"[{written(children)}]({url})")
            case n.Term(_, children):
                parts.append(written(children))
            case n.Slot(name):
                parts.append("{" + name + "}")
            case _:
                assert_never(inline)
    return "".join(parts)


def _blocks(blocks: Iterable[n.Block], art: Mapping[str, str]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, art)


def _items(items: Iterable[n.Item], mark: str) -> Iterator[str]:
    return (f"{mark} {written(item.content)}" for item in items)


def _block(block: n.Block, art: Mapping[str, str]) -> Iterator[str]:  # noqa: C901, PLR0912, PLR0915 - a table
    match block:
        case n.Paragraph(_, content):
            yield written(content)
        case n.BulletList(_, items):
            yield from _items(items, "-")
        case n.NumberedList(_, items):
            yield from _items(items, "+")
        case n.Inset(_, paragraphs):
            yield from (f"> {written(p.content)}" for p in paragraphs)
        case n.KeyPoint(_, content):
            yield f"key point: {written(content)}"
        case n.CareCard():
            yield from _care_card(block)
        case n.DangerSigns(_, title, cards):
            yield f"danger signs: {written(title)}"
            yield from (line for card in cards for line in _care_card(card))
        case n.DangerStrip(_, content, link):
            yield f"danger signs, short: {written(content)} {written((link,))}"
        case n.Figure():
            yield from _figure(block, art)
        case n.Definitions(_, entries) | n.GlossaryList(_, entries):
            for entry in entries:
                plain = f" ({entry.plain})" if entry.plain else ""
                yield f"word: {entry.name}{plain}: {written(entry.content)}"
        case n.Facts(_, facts):
            yield from (f"{written(f.name)}: {written(f.content)}" for f in facts)
        case n.Contrast(_, good_title, good, bad_title, bad):
            yield f"{written(good_title)}:"
            yield from _items(good, "-")
            yield f"{written(bad_title)}:"
            yield from _items(bad, "-")
        case n.Cards(_, cards):
            yield from (f"to {written((c.link,))}: {written(c.content)}" for c in cards)
        case n.Table(_, caption, head, rows):
            yield f"table: {written(caption)}"
            yield " | ".join(map(written, head))
            yield from (" | ".join(map(written, row.cells)) for row in rows)
        case n.NerveMap(_, note, figures, heads, roots):
            yield f"nerve map: {written(note)}"
            for figure in figures:
                yield from _figure(figure, art)
            yield " | ".join(map(written, heads))
            yield from (_root(root) for root in roots)
        case n.Questions(_, items):
            yield from _items(items, "?")
        case n.Diary(_, caption, day, columns, days):
            yield f"diary of {days} days: {written(caption)}"
            yield " | ".join([written(day), *(written(c.content) for c in columns)])
        case n.NoteLines(_, label, _):
            yield f"room to write: {written(label)}"
        case n.ClinicCard():
            yield "clinic: its name, phones and hours"
        case n.Sources(_, sources):
            for source in sources:
                yield f"source: {source.title}. {source.publisher}. {source.date}. {source.url}"
        case n.SideBySide(_, _, _, _, groups):
            for group in groups:
                yield f"{group.level or 'both'}: {_both(group.title)}"
                yield from (f"{line.number}. {_both(line.words)}" for line in group.lines)
        case n.Section(_, title, inner, level, _):
            yield f"{'#' * level} {written(title)}"
            yield from _blocks(inner, art)
        case _:
            assert_never(block)


def _both(words: n.Both) -> str:
    return f"{written(words.patient)} | {written(words.clinic)}"


def _care_card(card: n.CareCard) -> Iterator[str]:
    yield f"{card.level}: {written(card.title)}: {written(card.action)}"
    for sign in card.signs:
        more = f" ({written(sign.more)})" if sign.more else ""
        yield f"! {written(sign.content)}{more} (icon: {sign.icon})"


def _figure(figure: n.Figure, art: Mapping[str, str]) -> Iterator[str]:
    yield f"figure {figure.figure}: {figure.title}. {written(figure.caption)}"
    yield f"drawing: {art.get(figure.figure, 'missing')}"
    yield f"alt: {figure.alt}"
    labels = sorted(figure.labels, key=lambda label: label.slot)
    yield from (f"label {label.slot}: {label.text}" for label in labels)
    yield from (f"described: {written(p.content)}" for p in figure.long_description)


def _root(root: n.NerveRoot) -> str:
    cells = (root.path, root.feels, root.moves, root.reflex, root.everyday)
    lit = f"lights up: {', '.join(root.parts) or 'nothing'}"
    return " | ".join([root.name, *map(written, cells), lit])
