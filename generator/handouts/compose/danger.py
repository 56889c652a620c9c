"""The danger signs as blocks: whole, in detail, or as one line."""

from __future__ import annotations

from handouts.compose.context import Context
from handouts.content.models import LevelFile, UrgentLevelFile
from handouts.document import nodes as n
from handouts.document.walk import text_of

KEY = "danger-signs"


def whole(ctx: Context) -> n.DangerSigns:
    """What to do now and today, for the pages that must carry every danger sign."""
    signs = ctx.handout.danger_signs
    return n.DangerSigns(
        KEY,
        text_of(signs.title),
        (_card("now", signs.now, False), _card("today", signs.today, False)),
    )


def brief(ctx: Context) -> n.DangerSigns:
    """What to do now and today in the short lines of a printed sheet."""
    signs = ctx.handout.danger_signs
    return n.DangerSigns(
        KEY,
        text_of(signs.title),
        (_brief_card("now", signs.now), _brief_card("today", signs.today)),
    )


def _brief_card(level: n.CareLevel, file: UrgentLevelFile) -> n.CareCard:
    icons = {sign.id: sign.icon for sign in file.signs}
    return n.CareCard(
        key=level,
        level=level,
        title=text_of(file.title),
        action=file.brief_action,
        signs=tuple(
            n.Sign(f"brief-{line.covers[0]}", icons[line.covers[0]], line.text, ())
            for line in file.brief
        ),
        detailed=False,
    )


def detailed(ctx: Context) -> n.DangerSigns:
    """Every sign of every level, explained."""
    signs = ctx.handout.danger_signs
    return n.DangerSigns(
        KEY,
        text_of(signs.title),
        (
            _card("now", signs.now, True),
            _card("today", signs.today, True),
            _card("book", signs.book, True),
        ),
    )


def strip(ctx: Context) -> n.DangerStrip:
    """The danger signs in one line, with a link to all of them."""
    signs = ctx.handout.danger_signs
    help_page = ctx.handout.of_kind("help")
    assert help_page is not None, "content.checks refuses a handout without help"
    return n.DangerStrip(KEY, signs.strip, n.PageLink(help_page.id, "", text_of(signs.strip_link)))


def _card(level: n.CareLevel, file: LevelFile, with_details: bool) -> n.CareCard:
    return n.CareCard(
        key=level,
        level=level,
        title=text_of(file.title),
        action=file.action,
        signs=tuple(
            n.Sign(f"sign-{sign.id}", sign.icon, sign.text, sign.more if with_details else ())
            for sign in file.signs
        ),
        detailed=with_details,
    )
