"""The summary in two languages at once: line beside line, each pair with one number.

Lines are paired by the keys of their blocks, which a translation keeps, and never by
their place: a line can be missing, but it cannot stand beside another line's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal, TypeAlias, assert_never

from handouts.compose.library import ComposedHandout, Composition
from handouts.document import nodes as n
from handouts.document.walk import text_of
from handouts.translation.translate import Withheld

KIND = "side-by-side"
"""The kind, and the last part of the address, of such a page."""

_OWN = "handout"
"""The group that says what the handout is about, under the handout's title."""

_Level: TypeAlias = n.CareLevel | Literal[""]


class UnpairedError(ValueError):
    """The two summaries do not hold the same blocks."""


@dataclass(frozen=True, slots=True)
class _Line:
    words: n.Inlines
    icon: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    title: n.Inlines
    level: _Level
    lines: Mapping[str, _Line]


def summary_of(handout: ComposedHandout) -> n.Document | None:
    """The page whose content the sheet shows, where the handout has it."""
    return next((d for d in handout.documents if d.kind == "summary"), None)


def one_language_pages(composition: Composition) -> dict[str, str]:
    """The address of each page in two languages, with that of the summary that it shows."""
    handouts = {handout.id: handout for handout in composition.handouts}
    shown = ((page.path, summary_of(handouts[page.handout])) for page in composition.side_by_side)
    return {path: summary.path for path, summary in shown if summary}


def side_by_side(
    patient: ComposedHandout,
    clinic: ComposedHandout,
    phrases: Mapping[str, str],
    clinic_phrases: Mapping[str, str],
) -> n.Document | None:
    """The summary of a handout in the patient's language beside the clinic's.

    Args:
        patient: the handout in the patient's language.
        clinic: the same handout in the clinic's.
        phrases: the generator's own words in the patient's language.
        clinic_phrases: the same words in the clinic's.

    Raises:
        UnpairedError: a block of one summary is not in the other.
    """
    theirs, ours = summary_of(patient), summary_of(clinic)
    if theirs is None or ours is None:
        return None
    lead = n.Both(text_of(phrases[f"{KIND}-lead"]), text_of(clinic_phrases[f"{KIND}-lead"]))
    groups = _paired(_groups(patient, theirs), _groups(clinic, ours))
    return replace(
        _empty(patient, theirs),
        title=phrases[KIND],
        short_title=phrases[KIND],
        description=phrases[f"{KIND}-lead"],
        blocks=(
            n.KeyPoint("key-point", lead.patient),
            n.SideBySide(KIND, theirs.language, ours.language, lead, groups),
        ),
    )


def withheld(handout: ComposedHandout, because: Withheld) -> Withheld:
    """The page that is not there, because the summary is not."""
    page = _empty(handout, because.document)
    return Withheld(page, because.missing, because.changed)


def _empty(handout: ComposedHandout, summary: n.Document) -> n.Document:
    path = "/".join(part for part in (handout.path, KIND) if part)
    return replace(summary, id=KIND, kind=KIND, path=path, blocks=(), aliases=())


# --- pairing ---------------------------------------------------------------


def _paired(theirs: Mapping[str, _Group], ours: Mapping[str, _Group]) -> tuple[n.PairedGroup, ...]:
    _hold_the_same(theirs, ours)
    numbers = count(1)
    made = []
    for key, group in theirs.items():
        other = ours[key]
        _hold_the_same(group.lines, other.lines)
        lines = tuple(
            n.PairedLine(at, next(numbers), line.icon, n.Both(line.words, other.lines[at].words))
            for at, line in group.lines.items()
        )
        made.append(n.PairedGroup(key, group.level, n.Both(group.title, other.title), lines))
    return tuple(made)


def _hold_the_same(theirs: Mapping[str, object], ours: Mapping[str, object]) -> None:
    alone = sorted(theirs.keys() ^ ours.keys())
    if alone:
        raise UnpairedError(f"{alone[0]} is in one language and not in the other")


# --- one language ----------------------------------------------------------


def _groups(handout: ComposedHandout, summary: n.Document) -> dict[str, _Group]:
    """The lines of a summary under their headings, by key, the danger signs first."""
    danger: dict[str, _Group] = {}
    rest: dict[str, _Group] = {}
    own: dict[str, _Line] = {}
    for block in summary.blocks:
        if isinstance(block, n.DangerSigns):
            danger |= {card.key: _card(card) for card in block.cards}
        elif isinstance(block, n.Section):
            rest |= _section(block)
        else:
            own |= dict(_lines(block))
    about = {_OWN: _Group(text_of(handout.title), "", own)} if own else {}
    return {**danger, **about, **rest}


def _card(card: n.CareCard) -> _Group:
    action = {f"{card.key}-action": _Line(_words(card.action))}
    signs = {sign.key: _Line(_words(sign.content), sign.icon) for sign in card.signs}
    return _Group(_words(card.title), card.level, {**action, **signs})


def _section(section: n.Section) -> dict[str, _Group]:
    """A section, and the sections in it; nothing where there is no line to read."""
    lines: dict[str, _Line] = {}
    inner: dict[str, _Group] = {}
    for block in section.blocks:
        if isinstance(block, n.Section):
            inner |= _section(block)
        else:
            lines |= dict(_lines(block))
    here = {section.key: _Group(_words(section.title), "", lines)} if lines else {}
    return {**here, **inner}


def _lines(block: n.Block) -> Iterator[tuple[str, _Line]]:  # noqa: C901, PLR0912 - a table
    """What can be pointed at in a block, by key. Drawings and room to write have no line."""
    match block:
        case n.Paragraph(key, content) | n.KeyPoint(key, content) | n.DangerStrip(key, content, _):
            yield key, _Line(_words(content))
        case n.BulletList(_, items) | n.NumberedList(_, items) | n.Questions(_, items):
            yield from _items(items)
        case n.Inset(_, paragraphs):
            yield from ((p.key, _Line(_words(p.content))) for p in paragraphs)
        case n.Facts(_, facts):
            for fact in facts:
                yield fact.key, _Line((*_words(fact.name), n.Text(": "), *_words(fact.content)))
        case n.Contrast(key, good_title, good, bad_title, bad):
            yield f"{key}/good", _Line(_words(good_title))
            yield from _items(good)
            yield f"{key}/bad", _Line(_words(bad_title))
            yield from _items(bad)
        case n.Cards(_, cards):
            yield from ((card.key, _Line(_words(card.content))) for card in cards)
        case n.Table(_, _, _, rows):
            for row in rows:
                cells = (inline for cell in row.cells for inline in (*_words(cell), n.Text(" · ")))
                yield row.key, _Line(tuple(cells)[:-1])
        case n.Definitions(_, entries) | n.GlossaryList(_, entries):
            for entry in entries:
                yield entry.term, _Line((n.Text(f"{entry.name}: "), *_words(entry.content)))
        case n.CareCard():
            yield from _card(block).lines.items()
        case (
            n.DangerSigns() | n.Section() | n.Figure() | n.NerveMap() | n.Diary()
            | n.NoteLines() | n.ClinicCard() | n.Sources() | n.SideBySide()
        ):  # fmt: skip
            return
        case _:
            assert_never(block)


def _items(items: tuple[n.Item, ...]) -> Iterator[tuple[str, _Line]]:
    return ((item.key, _Line(_words(item.content))) for item in items)


def _words(content: n.Inlines) -> n.Inlines:
    """The words without links: they would lead from one half into the other's language."""
    made: list[n.Inline] = []
    for inline in content:
        match inline:
            case n.PageLink(_, _, children) | n.WebLink(_, children) | n.Term(_, children):
                made += _words(children)
            case n.Strong(children):
                made.append(n.Strong(_words(children)))
            case n.Text() | n.Slot():
                made.append(inline)
            case _:
                assert_never(inline)
    return tuple(made)
