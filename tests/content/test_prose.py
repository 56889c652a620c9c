"""The prose dialect: what an author may write, and what is refused by name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.inlines import FigurePlace
from handouts.content.prose import Prose, ProseError, parse, parse_line
from handouts.diagnostics import Code
from handouts.document import nodes as n
from handouts.document.walk import descend, plain


def text(words: str) -> tuple[n.Text, ...]:
    return (n.Text(words),)


# --- what is allowed -------------------------------------------------------

ALLOWED = {
    "words": ("Rest helps.", text("Rest helps.")),
    "bold": ("Rest **now**.", (n.Text("Rest "), n.Strong(text("now")), n.Text("."))),
    "a link to a page": ("[home](index.md)", (n.PageLink("index", "", text("home")),)),
    "a link to a part": ("[grip](symptoms.md#weak-grip)", (
        n.PageLink("symptoms", "weak-grip", text("grip")),
    )),
    "a glossary mark": ("a [cord](term:tendon)", (n.Text("a "), n.Term("tendon", text("cord")))),
    "a clinic slot": ("Call {clinic_phone}.", (
        n.Text("Call "), n.Slot("clinic_phone"), n.Text("."),
    )),
    "signs that mean themselves": ("5 < 6 & 7 > 2, 1/2, 50 %, a_b, 2 * 3", text(
        "5 < 6 & 7 > 2, 1/2, 50 %, a_b, 2 * 3"
    )),
    "escaped signs": (r"\*not italic\*, 2024\. \[brackets\]", text(
        "*not italic*, 2024. [brackets]"
    )),
    "other alphabets": ("ظهر 背中 🦵 naïve", text("ظهر 背中 🦵 naïve")),
    "a line that goes on": ("one\ntwo", text("one two")),
}  # fmt: skip


@pytest.mark.parametrize(("written", "read"), ALLOWED.values(), ids=ALLOWED)
def test_what_an_author_may_write_in_a_line(written: str, read: n.Inlines) -> None:
    found = parse(written)
    assert found.problems == []
    assert found.intro == (n.Paragraph(found.intro[0].key, read),)


def test_lists_insets_and_figures_have_a_place_of_their_own() -> None:
    found = parse("- one\n- two\n\n1. first\n2. second\n\n> Take care.\n\n![](figure:arm)\n")
    assert found.problems == []
    kinds = [type(block) for block in found.intro]
    assert kinds == [n.BulletList, n.NumberedList, n.Inset, FigurePlace]
    assert [plain(item.content) for item in found.intro[1].items] == ["first", "second"]
    assert found.intro[3].figure == "arm"


def test_a_heading_may_have_an_address() -> None:
    section = parse("## Why it helps {#why-it-helps}\n\nText.").sections[0]
    assert (section.key, plain(section.title), section.level) == ("why-it-helps", "Why it helps", 2)


def test_every_pointer_is_listed_with_its_line() -> None:
    words = "One\n**two\n[three](a.md)**\n{clinic_name}\n\n- [four](term:b)\n\n![](figure:c)"
    lines = [(type(node).__name__, line) for node, line in parse(words).references]
    assert lines == [("PageLink", 2), ("Slot", 3), ("Term", 5), ("FigurePlace", 7)]


# --- what is refused -------------------------------------------------------

REFUSED = {
    "italics": ("This is *not* allowed.", Code.PROSE_NOT_ALLOWED, 0),
    "code": ("Use `code`.", Code.PROSE_NOT_ALLOWED, 0),
    "a code block": ("a\n\n```\ncode\n```", Code.PROSE_NOT_ALLOWED, 2),
    "an indented block": ("a\n\n    indented", Code.PROSE_NOT_ALLOWED, 2),
    "a rule": ("a\n\n***", Code.PROSE_NOT_ALLOWED, 2),
    "a table": ("| a | b |\n|---|---|\n| 1 | 2 |", Code.PROSE_NOT_ALLOWED, 0),
    "struck-out text": ("a\n~~b~~", Code.PROSE_NOT_ALLOWED, 1),
    "a forced line break": ("a\\\nb", Code.PROSE_NOT_ALLOWED, 0),
    "a title in the prose": ("# Title", Code.PROSE_NOT_ALLOWED, 0),
    "a deep heading": ("## A {#a}\n\nb\n\n#### Too deep", Code.PROSE_NOT_ALLOWED, 4),
    "a small heading first": ("### Small {#small}\n\nb", Code.PROSE_NOT_ALLOWED, 0),
    "a heading without words": ("## {#empty}\n\nb", Code.PROSE_NOT_ALLOWED, 0),
    "a heading with bold": ("## **Bold** {#a}", Code.PROSE_NOT_ALLOWED, 0),
    "a heading with a slot": ("## Call {clinic_phone} {#a}", Code.PROSE_NOT_ALLOWED, 0),
    "a heading's bad address": ("## Why {#Why It}", Code.FIELD_INVALID, 0),
    "a list in a list": ("- a\n  - b", Code.PROSE_NOT_ALLOWED, 1),
    "two paragraphs in an item": ("- a\n\n  b", Code.PROSE_NOT_ALLOWED, 2),
    "an empty item": ("- a\n-", Code.PROSE_NOT_ALLOWED, 1),
    "steps that do not start at 1": ("3. Turn over.", Code.PROSE_NOT_ALLOWED, 0),
    "a year that would become a step": ("a\n\n2024. It was so.", Code.PROSE_NOT_ALLOWED, 2),
    "steps with a gap": ("1. a\n3. b", Code.PROSE_NOT_ALLOWED, 0),
    "a list in an inset": ("> - a", Code.PROSE_NOT_ALLOWED, 0),
    "an empty inset": (">", Code.PROSE_NOT_ALLOWED, 0),
    "marks in marks in marks": ("**" * 9 + "a" + "**" * 9, Code.PROSE_NOT_ALLOWED, 0),
    "a block of HTML": ("a\n\n<div>b</div>", Code.PROSE_HTML, 2),
    "HTML in a line": ("a\nb <b>c</b>", Code.PROSE_HTML, 1),
    "a script": ("<script>alert(1)</script>", Code.PROSE_HTML, 0),
    "an HTML comment": ("a <!-- hidden --> b", Code.PROSE_HTML, 0),
    "a javascript: link": ("[a](javascript:alert)", Code.PROSE_LINK, 0),
    "a data: link": ("[a](data:text/html,b)", Code.PROSE_LINK, 0),
    "a link to another site": ("a\nb\n[c](https://a.example)", Code.PROSE_LINK, 2),
    "a bare address": ("<https://a.example>", Code.PROSE_LINK, 0),
    "a link out of the folder": ("[a](../secret.md)", Code.PROSE_LINK, 0),
    "a link without words": ("[](index.md)", Code.PROSE_LINK, 0),
    "a link's hidden title": ('[a](index.md "hidden")', Code.PROSE_LINK, 0),
    "a picture from elsewhere": ("![](https://a.example/b.png)", Code.PROSE_LINK, 0),
    "a figure's hidden words": ("![hidden](figure:arm)", Code.PROSE_NOT_ALLOWED, 0),
    "a figure in a line": ("a ![](figure:arm) b", Code.PROSE_NOT_ALLOWED, 0),
    "an unknown slot form": ("Call {Clinic Phone}.", Code.SLOT_UNKNOWN, 0),
    "an emergency number": ("If worse,\ncall 911.", Code.EMERGENCY_NUMBER_IN_PROSE, 1),
    "an emergency number with hyphens": ("Call 9-1-1.", Code.EMERGENCY_NUMBER_IN_PROSE, 0),
    "an emergency number in bold": ("Call **112** now", Code.EMERGENCY_NUMBER_IN_PROSE, 0),
    "an emergency number in two halves": ("Call 9**11** now", Code.EMERGENCY_NUMBER_IN_PROSE, 0),
    "a link with a space in its address": ("a\n[b](my page.md)", Code.PROSE_NOT_ALLOWED, 1),
    "a link with a space before its address": ("[b] (index.md)", Code.PROSE_NOT_ALLOWED, 0),
    "a link by a name": ("[b][c]", Code.PROSE_NOT_ALLOWED, 0),
    "a definition of a link": ("[a]: javascript:alert(1)", Code.PROSE_NOT_ALLOWED, 0),
    "a comment": ("[//]: # (not for patients)", Code.PROSE_NOT_ALLOWED, 0),
    "a footnote": ("Rest.[^1]", Code.PROSE_NOT_ALLOWED, 0),
    "bold that has no end": ("**Do not wait", Code.PROSE_NOT_ALLOWED, 0),
    "bold with blanks inside": ("a\nb ** do not ** c", Code.PROSE_NOT_ALLOWED, 1),
    "a heading without a blank": ("##When to rest", Code.PROSE_NOT_ALLOWED, 0),
    "a box of another dialect": ("!!! note\n    words", Code.PROSE_NOT_ALLOWED, 0),
    "a box to tick": ("- [ ] done", Code.PROSE_NOT_ALLOWED, 0),
    "a control character": ("a\nb\x07c", Code.CONTROL_CHARACTER, 1),
    "a mark that turns text round": ("a \u202eb", Code.CONTROL_CHARACTER, 0),
    "such a mark by its number": ("a &#8238;b", Code.CONTROL_CHARACTER, 0),
    "a letter that was lost": ("na\ufffdve", Code.CONTROL_CHARACTER, 0),
}


@pytest.mark.parametrize(("written", "code", "line"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_with_its_line(written: str, code: Code, line: int) -> None:
    first = parse(written).problems[0]
    assert (first.code, first.line) == (code, line)
    assert first.message and first.hint


def test_lines_are_counted_past_every_kind_of_break() -> None:
    found = parse("a  \n**b\nc** `d`\n*e*")
    assert [problem.line for problem in found.problems] == [0, 2, 3]


@pytest.mark.parametrize("number", ["1911", "91.1", "5,000", "911-4", "2000", "1.112"])
def test_other_numbers_are_not_taken_for_emergency_numbers(number: str) -> None:
    assert parse(f"About {number} people.").problems == []


def test_a_line_stops_at_its_first_problem() -> None:
    with pytest.raises(ProseError) as caught:
        parse_line("a *b* `c`")
    assert caught.value.problem.code is Code.PROSE_NOT_ALLOWED
    assert "italics" in caught.value.problem.message


def test_a_definition_of_a_link_does_not_vanish() -> None:
    found = parse("[Note]: take it with food")
    assert plain(found.intro[0].content) == "[Note]: take it with food"
    assert [problem.code for problem in found.problems] == [Code.PROSE_NOT_ALLOWED]


JOINERS = ["می\u200cرود", "A team \U0001f469\u200d\u2695\ufe0f helps"]


@pytest.mark.parametrize("written", JOINERS)
def test_joiners_stay_where_a_script_or_an_emoji_needs_them(written: str) -> None:
    assert parse(written).problems == []


UNSEEN = (
    "\xad\u034f\u061c\u115f\u180b\u200b\u200c\u200d\u2800\u3164\ue000\ufdd0\ufe00\uffa0\U000e0100"
)


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
@pytest.mark.parametrize("written", ["do no{}t wait", "Do not wait{}", "{}Do not wait"])
def test_a_sign_that_nobody_sees_never_parts_a_word(sign: str, written: str) -> None:
    """Search, a screen reader and the eye would each read another word."""
    found = parse(written.format(sign)).problems
    assert [problem.code for problem in found] == [Code.CONTROL_CHARACTER]


WAYS = [
    "９１１",
    "٩١١",
    "9\u20111\u20111",
    "9 1 1",
    "9.1.1",
    "9\ufe0f\u20e31\ufe0f\u20e31",
    "¹¹²",
    "⑨①①",
]


@pytest.mark.parametrize("number", WAYS, ids=ascii)
def test_an_emergency_number_is_known_in_other_digits(number: str) -> None:
    codes = {problem.code for problem in parse(f"Call {number} now.").problems}
    assert codes == {Code.EMERGENCY_NUMBER_IN_PROSE}


# --- keys ------------------------------------------------------------------


def test_a_paragraph_before_others_changes_no_other_key() -> None:
    before = parse("Rest helps.\n\n- Walk\n- Sit\n\n## Why {#why}\n\nCells heal slowly.")
    after = parse(
        "Brand new.\n\nRest helps.\n\n- Walk\n- Sit\n\n## Why {#why}\n\nCells heal slowly."
    )
    assert keys(before) == [key for key in keys(after) if "brand-new" not in key]


def test_equal_paragraphs_get_keys_of_their_own() -> None:
    found = keys(parse("Same.\n\nSame.\n\nSame."))
    assert found == ["intro/same", "intro/same-2", "intro/same-3"]


def keys(found: Prose) -> list[str]:
    blocks = (found.intro, tuple(section.blocks for section in found.sections))
    return [node.key for node in descend(blocks) if hasattr(node, "key")]


# --- laws ------------------------------------------------------------------

MARKS = st.sampled_from(
    ["**", "*", "_", "`", "[", "]", "(", ")", "{", "}", "<", ">", "#", "##", "- ", "1. ", "> ",
     "\n", "\n\n", "    ", "|", "~~", "![](figure:a)", "](index.md)", "](term:a)", "&amp;", "\\",
     "<!--", "<script>", "{clinic_phone}", "{#a}", "```", "---", ":", '"', "word", "9", "11"]
)  # fmt: skip
WRITTEN = st.one_of(
    st.lists(st.one_of(MARKS, st.text(max_size=6)), max_size=40).map("".join),
    st.text(max_size=200),
)


@given(WRITTEN)
def test_no_text_whatever_breaks_the_reader(written: str) -> None:
    found = parse(written)
    allowed = (*vars(n).values(), FigurePlace)
    for node in descend((found.intro, tuple(s.blocks for s in found.sections))):
        assert type(node) in allowed
    assert len(keys(found)) == len(set(keys(found)))


@given(WRITTEN)
def test_no_line_whatever_breaks_the_reader(written: str) -> None:
    try:
        content = parse_line(written)
    except ProseError as error:
        assert error.problem.message and error.problem.hint
    else:
        assert all(isinstance(inline, n.Inline) for inline in content)


@given(WRITTEN)
def test_what_is_accepted_keeps_every_word(written: str) -> None:
    found = parse(written)
    if found.problems:
        return
    kept = "".join(plain(node.content) for node in descend(blocks_of(found)) if has_words(node))
    kept += "".join(plain(section.title) + section.key for section in found.sections)
    kept += "".join(link.page + link.anchor for link in find(found, n.PageLink))
    kept += "".join(term.term for term in find(found, n.Term))
    kept += "".join(figure.figure for figure in find(found, FigurePlace))
    for word in set(re.findall(r"[^\W\d_]{2,}", without_entities(written))) - {"md", "term"}:
        assert word in kept or word in ("figure", "amp")


@pytest.mark.parametrize("length", [1, 40_000])
@pytest.mark.parametrize(
    "piece", ["[", "**a ", "a\n", "same words again\n\n", "## a ", "> ", "- ", "<!--", "{#", " "]
)
def test_a_long_page_is_read_in_a_moment(piece: str, length: int) -> None:
    parse(piece * (length // len(piece) + 1))  # pytest's own time limit is the patience of a person


def blocks_of(found: Prose) -> tuple[object, ...]:
    return (found.intro, tuple(section.blocks for section in found.sections))


def has_words(node: object) -> bool:
    return isinstance(node, n.Paragraph | n.Item)


def find(found: Prose, kind: type) -> list:
    titles = tuple(section.title for section in found.sections)
    return [node for node in descend((blocks_of(found), titles)) if isinstance(node, kind)]


def without_entities(written: str) -> str:
    return re.sub(r"&#?\w+;", " ", written)
