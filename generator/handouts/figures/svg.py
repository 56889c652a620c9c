"""Reads a drawing safely: an allow-list of elements, attributes and colours.

A drawing may come from a stranger. Whatever is not on the lists is refused;
nothing is quietly dropped, so that what was reviewed is what is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from lxml import etree

from handouts.diagnostics import Code
from handouts.document.keys import is_key
from handouts.figures import pointers
from handouts.figures.palette import PALETTE

SVG = pointers.SVG
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

LARGEST_DRAWING = 200_000
"""Characters. The limit of 20 kB gzipped a figure allows about 80,000."""

_ELEMENTS = frozenset(
    "svg g path circle ellipse rect line polyline polygon text tspan defs symbol use "
    "linearGradient radialGradient stop pattern clipPath".split()
)
_WORDS = {
    "fill-rule": {"evenodd", "nonzero"},
    "clip-rule": {"evenodd", "nonzero"},
    "stroke-linecap": {"round", "butt", "square"},
    "stroke-linejoin": {"round", "miter", "bevel"},
    "text-anchor": {"start", "middle", "end"},
    "font-weight": {"400", "600", "700", "normal", "bold"},
    "gradientUnits": {"userSpaceOnUse", "objectBoundingBox"},
    "patternUnits": {"userSpaceOnUse", "objectBoundingBox"},
    "patternContentUnits": {"userSpaceOnUse", "objectBoundingBox"},
    "clipPathUnits": {"userSpaceOnUse", "objectBoundingBox"},
    "spreadMethod": {"pad", "reflect", "repeat"},
    "paint-order": {"stroke", "fill", "normal"},
    "visibility": {"visible"},
    "vector-effect": {"non-scaling-stroke"},
    "version": {"1.1"},
}
_PLAIN = r"-?\d{1,6}(?:\.\d{1,6})?"
_STEP = r"(?:translate|rotate|scale|skewX|skewY|matrix)\([\s0-9.,eE+-]*\)"
_TRANSFORM = re.compile(rf"{_STEP}(?:[\s,]*{_STEP})*\Z")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?(?:px|%)?\Z")
_NUMBERS = (
    "x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy width height opacity fill-opacity "
    "stroke-opacity stroke-width stroke-miterlimit stroke-dashoffset stop-opacity "
    "letter-spacing offset pathLength"
).split()

# Labels are fitted with these: plain numbers, without a unit.
_MEASURE = re.compile(r"\d{1,4}(?:\.\d{1,4})?\Z")
_MEASURES = ("font-size", "data-width", "data-lines")

_PATTERNS = {
    **dict.fromkeys(_NUMBERS, _NUMBER),
    **dict.fromkeys(_MEASURES, _MEASURE),
    "id": re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z"),
    "clip-path": re.compile(rf"(?:none|{pointers.URL.pattern})\Z"),
    "d": re.compile(r"[\sMmLlHhVvCcSsQqTtAaZz0-9.,eE+-]*\Z"),
    "points": re.compile(r"[\s0-9.,eE+-]*\Z"),
    "viewBox": re.compile(rf"{_PLAIN}(?:[\s,]+{_PLAIN}){{3}}\Z"),
    "transform": _TRANSFORM,
    "gradientTransform": _TRANSFORM,
    "patternTransform": _TRANSFORM,
    "stroke-dasharray": re.compile(r"(?:none|[\s\d.,]+)\Z"),
    "preserveAspectRatio": re.compile(r"[A-Za-z ]{1,40}\Z"),
}
_COLOURED = ("fill", "stroke", "stop-color")
_KEYS = ("data-label", "data-part")


@dataclass(frozen=True, slots=True)
class SvgProblem:
    """One thing that a drawing may not hold."""

    code: Code
    message: str
    hint: str
    line: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a label: sizes in canvas units, `lines` at most."""

    label: str
    size: float
    width: float
    lines: int
    bold: bool
    line: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that was found safe. `svg` is its text, as the illustrator wrote it."""

    svg: str
    width: float
    height: float
    slots: tuple[Slot, ...]
    parts: frozenset[str]

    def tree(self) -> etree._Element:
        """A fresh tree of the drawing, to fill and to change."""
        return _parse(self.svg)


def read(svg: str) -> tuple[Drawing | None, list[SvgProblem]]:
    """The drawing, or None with every problem found."""
    if len(svg) > LARGEST_DRAWING:
        hint = "Simplify its paths; round numbers to one decimal."
        message = f"The drawing has {len(svg):,} characters; {LARGEST_DRAWING:,} is the most."
        return None, [SvgProblem(Code.FILE_TOO_LARGE, message, hint, 1)]
    if re.search(r"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", svg, re.IGNORECASE):
        message = "The drawing declares a document type, entities or a stylesheet."
        hint = "Save it as plain SVG, without <!DOCTYPE …>."
        return None, [SvgProblem(Code.FIGURE_UNSAFE, message, hint, 1)]
    try:
        root = _parse(svg)
    except etree.XMLSyntaxError as error:
        hint = "Open it in a drawing program and save it as plain SVG."
        message = f"The drawing cannot be read: {error.msg}."
        return None, [SvgProblem(Code.FIGURE_UNSAFE, message, hint, error.lineno or 1)]
    problems = [problem for element in root.iter() for problem in _element(element)]
    if not problems:
        problems += _canvas(root)
    for element, message in pointers.wrong(root) if not problems else ():
        hint = "Check the id and what points to it."
        problems.append(_unsafe(element, message, hint))
    if problems:
        return None, problems
    box = _box(root)
    parts = frozenset(p for e in root.iter() if (p := e.get("data-part")))
    return Drawing(svg, box[2], box[3], tuple(_slots(root)), parts), []


def _parse(svg: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
    )
    return etree.fromstring(svg.encode(), parser)


def _unsafe(element: etree._Element, message: str, hint: str) -> SvgProblem:
    return SvgProblem(Code.FIGURE_UNSAFE, message, hint, _line(element))


def _element(element: etree._Element) -> list[SvgProblem]:
    tag = element.tag if isinstance(element.tag, str) else ""
    name = tag.removeprefix(SVG)
    if not tag.startswith(SVG) or name not in _ELEMENTS or element.prefix:
        hint = "Remove it. Save as plain SVG, with paths instead of effects."
        return [_unsafe(element, f"The drawing holds <{name or 'something odd'}>.", hint)]
    found = [
        problem
        for attribute, value in element.attrib.items()
        if (problem := _attribute(element, name, str(attribute), str(value)))
    ]
    words = (element.text or "").strip() or any((c.tail or "").strip() for c in element)
    if words:
        hint = "Put the words into the .yml file and leave an empty <text data-label=…/> here."
        found.append(_unsafe(element, f"The drawing holds words in <{name}>.", hint))
    return found


def _attribute(element: etree._Element, tag: str, name: str, value: str) -> SvgProblem | None:
    value = value.strip()
    if name in _COLOURED:
        return _colour(element, name, value)
    if _allowed(tag, name, value):
        return None
    shown = name.rpartition("}")[2]
    return _unsafe(
        element,
        f"The drawing holds {shown}={value[:40]!r} in <{tag}>.",
        "Remove the attribute. Save as plain SVG with presentation attributes.",
    )


def _colour(element: etree._Element, name: str, value: str) -> SvgProblem | None:
    if value == "none" or pointers.URL.match(value) or value.upper() in PALETTE:
        return None
    if "(" in value:
        hint = "Use a colour, or url(#id) of something in the drawing."
        return _unsafe(element, f"The drawing holds {name}={value[:40]!r}.", hint)
    hint = "Use a colour from docs/development/drawing-figures.md."
    message = f"The colour {value[:40]!r} is not in the palette."
    return SvgProblem(Code.FIGURE_COLOUR, message, hint, _line(element))


def _allowed(tag: str, name: str, value: str) -> bool:
    if name in ("href", pointers.XLINK_HREF):
        return tag == "use" and bool(pointers.HREF.match(value))
    if name in _WORDS:
        return value in _WORDS[name]
    if name in _KEYS:
        return is_key(value)
    pattern = _PATTERNS.get(name)
    return bool(pattern.match(value)) if pattern else name == _XML_SPACE


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 1


def _box(root: etree._Element) -> list[float]:
    numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    return [float(number) for number in numbers]


def _canvas(root: etree._Element) -> list[SvgProblem]:
    found = []
    if root.tag != f"{SVG}svg" or not root.get("viewBox"):
        found.append(
            _unsafe(root, "The drawing has no viewBox.", 'Add viewBox="0 0 360 …" to <svg>.')
        )
    elif min(_box(root)[2:]) <= 0:
        found.append(_unsafe(root, "The drawing has no size.", "Give the viewBox a size."))
    for inner in root.iterdescendants(f"{SVG}svg"):
        found.append(_unsafe(inner, "A drawing stands inside the drawing.", "Use <g> instead."))
    for element in root.iter(f"{SVG}text"):
        if not element.get("data-label"):
            hint = 'Add data-label="label-id", and the words to the .yml file.'
            found.append(_unsafe(element, "A <text> is not a label slot.", hint))
        elif not (element.get("font-size") and element.get("data-width")):
            hint = "Add font-size (14 or more) and data-width."
            found.append(_unsafe(element, "A label slot has no size or width.", hint))
        elif float(element.get("font-size", "0")) < 14:
            hint = "Use 14 or more, so that it is 12 pixels or more on a phone."
            found.append(_unsafe(element, "A label slot is too small to read.", hint))
    return found


def _slots(root: etree._Element) -> list[Slot]:
    return [
        Slot(
            label=element.get("data-label", ""),
            size=float(element.get("font-size", "14")),
            width=float(element.get("data-width", "0")),
            lines=int(float(element.get("data-lines", "1"))),
            bold=element.get("font-weight") in ("600", "700", "bold"),
            line=_line(element),
        )
        for element in root.iter(f"{SVG}text")
    ]
