"""From each kind of page to blocks: one small function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import cast

from handouts.compose import danger
from handouts.compose.context import Context
from handouts.content import kinds as k
from handouts.content.library import PageSource
from handouts.document import nodes as n
from handouts.document.walk import text_of

Compose = Callable[[Context, PageSource], n.Blocks]


def _lead(ctx: Context, page: PageSource) -> n.Blocks:
    """What every page starts with: the key point, then the danger signs in one line."""
    key_point = n.KeyPoint("key-point", page.fields.key_point)
    if page.fields.danger_signs_whole:
        return (key_point,)
    return (key_point, danger.strip(ctx))


def _top_figure(ctx: Context, page: PageSource) -> n.Blocks:
    return (ctx.figure(page.fields.figure),) if page.fields.figure else ()


def _prose(ctx: Context, page: PageSource) -> n.Blocks:
    named = (heading.key for heading in page.fields.headings)
    return ctx.sections(page.prose.sections, named)


def _section(ctx: Context, page: PageSource, key: str) -> n.Blocks:
    """One named section, with the smaller sections under it."""
    found = [s for s in _prose(ctx, page) if isinstance(s, n.Section) and s.key == key]
    return tuple(found)


def _others(ctx: Context, page: PageSource, *keys: str) -> n.Blocks:
    """The sections that are not among `keys`, in the author's order."""
    return tuple(s for s in _prose(ctx, page) if isinstance(s, n.Section) and s.key not in keys)


def _pointers(scope: str, ctx: Context, pointers: tuple[k.PagePointer, ...]) -> n.Cards:
    def card(pointer: k.PagePointer) -> n.Card:
        target = ctx.handout.pages.get(pointer.page) or ctx.library.notices.get(pointer.page)
        title = target.fields.title if target else pointer.page
        link = n.PageLink(pointer.page, "", text_of(title))
        return n.Card(f"{scope}/{pointer.page}", link, pointer.text)

    return n.Cards(scope, tuple(card(pointer) for pointer in pointers))


def _home(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Home, page.fields)
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        danger.whole(ctx),
        *_top_figure(ctx, page),
        *_prose(ctx, page),
        ctx.own_section("next", _pointers("next-cards", ctx, fields.cards)),
        ctx.own_section("about-handout", _about(ctx)),
    )


def _about(ctx: Context) -> n.Facts:
    file = ctx.handout.file
    return n.Facts(
        "about-handout/facts",
        (
            ctx.fact("about-handout", "purpose", text_of(file.purpose)),
            ctx.fact("about-handout", "audience", file.audience),
            ctx.fact("about-handout", "uncertainty", file.uncertainty),
        ),
    )


def _explanation(ctx: Context, page: PageSource) -> n.Blocks:
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        *_top_figure(ctx, page),
        *_prose(ctx, page),
    )


def _nerves(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Nerves, page.fields)
    names = ("root", "root-path", "root-feels", "root-moves", "root-reflex", "root-everyday")
    roots = tuple(
        n.NerveRoot(r.id, r.name, r.path, r.feels, r.moves, r.reflex, r.everyday, r.parts)
        for r in fields.roots
    )
    nerve_map = n.NerveMap(
        "nerve-map/map",
        fields.map_note,
        tuple(ctx.figure(figure) for figure in fields.map_figures),
        tuple(ctx.phrase(name) for name in names),
        roots,
    )
    return (
        *_explanation(ctx, page),
        n.Section("nerve-map", text_of(fields.map_title), (nerve_map,)),
    )


def _cause(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Cause, page.fields)
    contrast = n.Contrast(
        "worse-better/lists",
        good_title=ctx.phrase("better"),
        good=ctx.items("better", fields.better),
        bad_title=ctx.phrase("worse"),
        bad=ctx.items("worse", fields.worse),
    )
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        *_top_figure(ctx, page),
        *_others(ctx, page, "outlook"),
        ctx.own_section("worse-better", contrast),
        *_section(ctx, page, "outlook"),
    )


def _symptoms(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Symptoms, page.fields)
    parts = tuple(_symptom(ctx, page, part) for part in fields.parts)
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        danger.whole(ctx),
        *_top_figure(ctx, page),
        *parts,
        *_others(ctx, page, *(part.id for part in fields.parts)),
    )


def _symptom(ctx: Context, page: PageSource, part: k.SymptomPart) -> n.Section:
    facts = n.Facts(
        f"{part.id}/facts",
        (
            ctx.fact(part.id, "where", part.where),
            ctx.fact(part.id, "feels-like", part.feels_like),
            ctx.fact(part.id, "urgent", part.urgent),
        ),
    )
    inner = tuple(
        block
        for section in _section(ctx, page, part.id)
        if isinstance(section, n.Section)
        for block in section.blocks
    )
    return n.Section(part.id, text_of(part.title), (*inner, facts))


def _overview(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Overview, page.fields)
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        n.Section(
            "choices",
            text_of(fields.choices_title),
            (_pointers("choices/cards", ctx, fields.choices),),
        ),
        *_top_figure(ctx, page),
        *_prose(ctx, page),
    )


def _treatment(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Treatment, page.fields)
    first = ("what-it-is", "how-it-may-help", "what-to-expect")
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        *_top_figure(ctx, page),
        *(block for key in first for block in _section(ctx, page, key)),
        *_others(ctx, page, *first),
        ctx.own_section("risks", ctx.bullets("risks", fields.risks)),
        ctx.own_section("not-sure", n.Paragraph("not-sure/text", fields.not_sure)),
        ctx.own_section("other-choices", ctx.bullets("other-choices", fields.other_choices)),
        ctx.own_section("ask", n.Questions("ask/list", ctx.items("ask", fields.ask))),
    )


def _self_care(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.SelfCare, page.fields)
    contrast = n.Contrast(
        "do-avoid/lists",
        good_title=ctx.phrase("do"),
        good=ctx.items("do", fields.do),
        bad_title=ctx.phrase("avoid"),
        bad=ctx.items("avoid", fields.avoid),
    )
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        ctx.own_section(
            "who-not",
            n.Inset("who-not/inset", (n.Paragraph("who-not/text", fields.not_for),)),
        ),
        ctx.own_section("do-avoid", contrast),
        ctx.own_section("stop-if", ctx.bullets("stop-if", fields.stop_if)),
        *_top_figure(ctx, page),
        *_prose(ctx, page),
    )


def _help(ctx: Context, page: PageSource) -> n.Blocks:
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        danger.detailed(ctx),
        *_top_figure(ctx, page),
        *_prose(ctx, page),
    )


def _diagnosis(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Diagnosis, page.fields)
    tests = tuple(
        n.Section(
            test.id,
            text_of(test.title),
            (
                n.Facts(
                    f"{test.id}/facts",
                    (
                        ctx.fact(test.id, "test-what", test.what),
                        ctx.fact(test.id, "test-shows", test.shows),
                        ctx.fact(test.id, "test-limits", test.limits),
                    ),
                ),
            ),
            level=3,
        )
        for test in fields.tests
    )
    sections = []
    for section in _prose(ctx, page):
        assert isinstance(section, n.Section)
        own = tests if section.key == "tests" else ()
        sections.append(replace(section, blocks=(*section.blocks, *own)))
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        *_top_figure(ctx, page),
        *sections,
    )


def _questions(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Questions, page.fields)
    groups = tuple(
        n.Section(
            group.id,
            text_of(group.title),
            (n.Questions(f"{group.id}/list", ctx.items(group.id, group.questions)),),
        )
        for group in fields.groups
    )
    return (
        *_lead(ctx, page),
        *ctx.blocks(page.prose.intro),
        danger.whole(ctx),
        *groups,
        *_prose(ctx, page),
        *((_diary(fields.diary),) if fields.diary else ()),
        *_top_figure(ctx, page),
    )


def _diary(diary: k.DiaryFields) -> n.Section:
    columns = tuple(n.Item(f"diary/{c.id}", text_of(c.title)) for c in diary.columns)
    table = n.Diary("diary/table", text_of(diary.title), text_of(diary.day), columns, diary.days)
    return n.Section(
        "diary", text_of(diary.title), (n.Paragraph("diary/intro", diary.intro), table)
    )


def _summary(ctx: Context, page: PageSource) -> n.Blocks:
    fields = cast(k.Summary, page.fields)
    return (
        *_lead(ctx, page),
        danger.brief(ctx),
        *_top_figure(ctx, page),
        ctx.own_section("key-points", ctx.bullets("key-points", fields.key_points)),
        ctx.own_section("what-to-do", ctx.bullets("what-to-do", fields.what_to_do)),
        ctx.own_section(
            "questions", n.Questions("questions/list", ctx.items("questions", fields.questions))
        ),
        n.ClinicCard("clinic"),
        n.NoteLines("notes", ctx.phrase("what-we-talked-about"), 3),
    )


COMPOSE: Mapping[str, Compose] = MappingProxyType(
    {
        "home": _home,
        "explanation": _explanation,
        "nerves": _nerves,
        "cause": _cause,
        "symptoms": _symptoms,
        "overview": _overview,
        "treatment": _treatment,
        "self-care": _self_care,
        "help": _help,
        "diagnosis": _diagnosis,
        "questions": _questions,
        "summary": _summary,
        "notice": _explanation,
    }
)
"""Every kind of page has its function; a test holds this table complete."""
