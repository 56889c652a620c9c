"""Drawings may come from strangers: what is refused, and what can reach a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.conftest import ROOT

from handouts.diagnostics import Code
from handouts.document import nodes as n
from handouts.figures import labels, svg
from handouts.figures.palette import PALETTE
from handouts.figures.svg import read
from handouts.render.drawing import inline_svg

ARM = (ROOT / "tests/sites/small/content/figures/arm.svg").read_text(encoding="utf-8")

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 360 200">\n'
)


def drawing(inside: str) -> str:
    return f"{HEAD}{inside}\n</svg>"


def test_the_example_is_read() -> None:
    found, problems = read(ARM)
    assert problems == [] and found is not None
    assert (found.width, found.height) == (360, 200)
    assert [(slot.label, slot.size, slot.width, slot.lines) for slot in found.slots] == [
        ("nerve", 16.0, 220.0, 2)
    ]
    assert found.parts == {"nerve-ulnar"}


# --- what is refused -------------------------------------------------------

LABEL = '<text data-label="a" font-size="16" data-width="90" '

REFUSED = {
    "a script": "<script>alert(1)</script>",
    "a handler": '<path d="M0 0" onload="alert(1)"/>',
    "HTML inside": "<foreignObject/>",
    "an image": '<image href="a.png"/>',
    "an animation": '<animate attributeName="href" to="javascript:alert(1)"/>',
    "a link": '<a href="https://a.example"><path d="M0 0"/></a>',
    "a link to script": '<use href="javascript:alert(1)"/>',
    "a use from elsewhere": '<use href="https://a.example/a.svg#b"/>',
    "a use from another file": '<use xlink:href="other.svg#b"/>',
    "a fill from elsewhere": '<path d="M0 0" fill="url(https://a.example/#b)"/>',
    "a style element": "<style>path{fill:red}</style>",
    "a style attribute": '<path d="M0 0" style="fill:red"/>',
    "a class": '<path d="M0 0" class="f-bone"/>',
    "a filter": '<filter id="a"/>',
    "a mask": '<mask id="a"/>',
    "words": "<text>Hello</text>",
    "words between": '<g>Hello<path d="M0 0"/></g>',
    "a text that is no slot": '<text x="1" y="2" font-size="16"/>',
    "a slot without width": '<text data-label="a" font-size="16"/>',
    "a slot too small to read": '<text data-label="a" font-size="9" data-width="90"/>',
    "a size with a unit": '<text data-label="a" font-size="16%" data-width="90"/>',
    "a size without end": '<text data-label="a" font-size="1e999" data-width="90"/>',
    "lines without end": LABEL + 'data-lines="1e99"/>',
    "another namespace": '<path xmlns="http://www.w3.org/1999/xhtml"/>',
    "an element with a prefix": '<s:path xmlns:s="http://www.w3.org/2000/svg" d="M0 0"/>',
    "a drawing in the drawing": '<svg viewBox="0 0 1 1"/>',
    "a pointer to nothing": '<use href="#nothing"/>',
    "a fill that is not there": '<path d="M0 0" fill="url(#nothing)"/>',
    "an id twice": '<g id="a"/><g id="a"/>',
    "a use of itself": '<g id="a"><use href="#a"/></g>',
    "a circle of uses": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "a pattern of itself": (
        '<pattern id="a" width="1" height="1"><path d="M0 0" fill="url(#a)"/></pattern>'
    ),
    "a bomb of uses": "".join(
        f'<g id="a{i}">' + (f'<use href="#a{i + 1}"/>' * 10 if i < 9 else "<g/>") + "</g>"
        for i in range(10)
    ),
    "a bomb of patterns": "".join(
        f'<pattern id="a{i}" width="1" height="1">'
        + (f'<path d="M0 0" fill="url(#a{i + 1})"/>' * 10 if i < 9 else "<g/>")
        + "</pattern>"
        for i in range(10)
    ),
    "a part with capitals": '<g data-part="Root L3"/>',
}


@pytest.mark.parametrize("inside", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_with_its_line(inside: str) -> None:
    found, problems = read(drawing(f"<g/>\n{inside}"))
    assert found is None
    assert problems[0].code is Code.FIGURE_UNSAFE
    whole = ("bomb", "circle", "itself")  # what is wrong with the whole is said of its first line
    case = next(name for name, value in REFUSED.items() if value is inside)
    assert problems[0].line == (1 if any(word in case for word in whole) else 3)
    assert problems[0].message and problems[0].hint


WHOLE = {
    "not XML": "<svg",
    "nothing": "",
    "not a drawing": "<p/>",
    "no view box": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "a view box without size": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
    "a broken view box": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1..2 3"/>',
    "an entity": '<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("<g/>"),
    "an entity bomb": (
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;">]>' + drawing("<text>&c;</text>")
    ),
    "a file from the disk": (
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + drawing("<text>&a;</text>")
    ),
    "a stylesheet": '<?xml-stylesheet href="a.css"?>' + drawing("<g/>"),
    "another encoding": '<?xml version="1.0" encoding="UTF-16"?>' + drawing("<g/>"),
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_what_is_refused_as_a_whole(text: str) -> None:
    found, problems = read(text)
    assert found is None
    assert {problem.code for problem in problems} == {Code.FIGURE_UNSAFE}


def test_a_colour_of_its_own_is_refused() -> None:
    _, problems = read(drawing('<path d="M0 0" stroke="red"/>'))
    assert [(p.code, p.line) for p in problems] == [(Code.FIGURE_COLOUR, 2)]


def test_a_huge_drawing_is_refused() -> None:
    _, problems = read(drawing(f'<path d="{"M0 0 " * 50_000}"/>'))
    assert [p.code for p in problems] == [Code.FILE_TOO_LARGE]


def test_all_problems_of_a_drawing_are_found_at_once() -> None:
    _, problems = read(drawing('<path d="M0 0" fill="red"/>\n<script/>\n<g class="a"/>'))
    assert [p.line for p in problems] == [2, 3, 4]


@pytest.mark.parametrize(
    "value", ["translate(1)" + " " * 90_000 + "x", "(" * 90_000, "1," * 45_000]
)
def test_a_long_value_is_judged_in_a_moment(value: str) -> None:
    read(drawing(f'<g transform="{value}"/>'))


# --- what reaches a page ---------------------------------------------------

ELEMENTS = svg._ELEMENTS | {"title", "desc"}
ATTRIBUTE = re.compile(
    r"(?:id|href|class|role|direction|focusable|aria-labelledby|aria-describedby|x|y|[a-zA-Z-]+)\Z"
)
ACTIVE = re.compile(r"^on|style|src|formaction|data-label", re.IGNORECASE)

TAGS = st.sampled_from(
    ["g", "path", "use", "text", "pattern", "linearGradient", "stop", "clipPath", "script", "image",
     "style", "foreignObject", "a", "tspan", "symbol", "svg", "animate", "set", "title"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["id", "href", "xlink:href", "fill", "stroke", "d", "class", "style", "onload", "onclick",
     "data-label", "data-part", "font-size", "data-width", "data-lines", "transform", "clip-path",
     "x", "width", "opacity", "xml:space", "filter", "src", "viewBox", "points", "font-weight"]
)  # fmt: skip
VALUES = st.sampled_from(
    ["a", "b", "#a", "#b", "url(#a)", "url( #b )", "none", "#F3E7CF", " #f3e7cf ", "red", "16",
     "90", "1e9", "-1", "50%", "M0 0L1 1", "translate(1,2)", "javascript:alert(1)", "//a.example/b",
     "data:image/svg+xml,x", "url(//a.example)", "preserve", "bold", "0 0 10 10", "&lt;script&gt;"]
)  # fmt: skip
ELEMENT = st.recursive(
    st.tuples(TAGS, st.dictionaries(NAMES, VALUES, max_size=4), st.just([])),
    lambda inner: st.tuples(
        TAGS, st.dictionaries(NAMES, VALUES, max_size=4), st.lists(inner, max_size=3)
    ),
    max_leaves=8,
)


def written(element: tuple[str, dict[str, str], list]) -> str:
    tag, attributes, inner = element
    values = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{values}>{''.join(map(written, inner))}</{tag}>"


def shown(found: svg.Drawing, words: str) -> etree._Element:
    """The drawing as a page has it, with the same words in every slot."""
    labels = tuple(n.Label(slot.label, words) for slot in found.slots)
    figure = n.Figure("figure-x", "x", words, (n.Text(words),), words, (), labels)
    return etree.fromstring(inline_svg(figure, found, "en"))


@given(st.lists(ELEMENT, max_size=4), st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))))
def test_whatever_is_accepted_only_safe_markup_reaches_the_page(
    elements: list[tuple[str, dict[str, str], list]], words: str
) -> None:
    found, problems = read(drawing("".join(map(written, elements))))
    assert (found is None) == bool(problems)
    if found is None:
        return
    for element in shown(found, words).iter():
        assert str(element.tag).removeprefix(svg.SVG) in ELEMENTS
        for name, value in element.attrib.items():
            assert not ACTIVE.match(str(name)), name
            if name == "href":
                assert re.match(r"#fig-x-", str(value))
            for address in re.findall(r"url\(([^)]*)\)", str(value)):
                assert address.strip().startswith("#fig-x-")
            assert "javascript" not in str(value)


@given(st.binary(max_size=300))
def test_no_bytes_whatever_break_the_reader(data: bytes) -> None:
    read(data.decode("utf-8", "replace"))
    read(ARM[: len(data)] + data.decode("latin-1") + ARM[len(data) :])


def test_every_label_is_shown_in_its_slot_and_said_aloud() -> None:
    found, _ = read(ARM)
    assert found is not None
    root = shown(found, "A <b> & {{ 1 }}")
    spans = root.iterfind(f".//{svg.SVG}tspan")
    assert " ".join(span.text or "" for span in spans) == "A <b> & {{ 1 }}"
    assert root.get("role") == "img"
    title = root.find(f"{svg.SVG}title")
    assert title is not None and title.text == "A <b> & {{ 1 }}"
    assert root.get("aria-labelledby") == title.get("id")


def test_two_figures_on_a_page_share_no_id() -> None:
    found, _ = read(ARM)
    assert found is not None
    ids = [str(e.get("id")) for e in shown(found, "a").iter() if e.get("id")]
    assert ids and all(name.startswith("fig-x") for name in ids)


# --- the palette -----------------------------------------------------------


def test_the_stylesheet_names_exactly_the_colours_of_the_palette() -> None:
    css = (ROOT / "generator/handouts/theme/assets/stylesheets/figures.css").read_text(
        encoding="utf-8"
    )
    named = set(re.findall(r"\.f-([a-z-]+)", css))
    assert named == set(PALETTE.values())
    assert set(re.findall(r"\.s-([a-z-]+)", css)) == named


def test_the_guide_for_illustrators_lists_exactly_the_palette() -> None:
    guide = (ROOT / "docs/development/drawing-figures.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(#[0-9A-F]{6})`", guide)) == set(PALETTE)


TWO_LINES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    '<text data-label="a" data-width="110" data-lines="6" font-size="16" text-anchor="{anchor}" '
    'x="40" y="20"/></svg>'
)


def _filled(anchor: str, words: str, language: str) -> etree._Element:
    drawing, problems = read(TWO_LINES.format(anchor=anchor))
    assert drawing is not None and not problems
    (label,) = labels.filled(drawing, {"a": words}, language).iter(f"{svg.SVG}text")
    return label


def test_lines_of_a_right_to_left_label_start_under_each_other_where_the_label_stands() -> None:
    words = "عصب مضغوط في أسفل الظهر وفي الساق"
    label = _filled("start", words, "ar")
    assert len(label) > 1
    assert label.get("text-anchor") == "end"
    assert 40 < float(label.get("x")) <= 40 + 110
    assert {span.get("x") for span in label} == {label.get("x")}
    # Other anchors and other languages stay as they were drawn.
    assert _filled("end", words, "ar").get("x") == "40"
    assert _filled("middle", words, "ar").get("text-anchor") == "middle"
    english = _filled("start", "a squeezed nerve in the low back", "en")
    assert (english.get("text-anchor"), english.get("x")) == ("start", "40")


def test_one_line_of_a_right_to_left_label_stays_beside_what_it_names() -> None:
    label = _filled("start", "عصب", "ar")
    assert (label.get("text-anchor"), label.get("x"), len(label)) == ("start", "40", 1)
