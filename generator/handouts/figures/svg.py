"""Reads a drawing safely: an allow-list of elements, attributes and colours.

A drawing may come from a stranger. Whatever is not on the lists is refused;
nothing is quietly dropped, so that what was reviewed is what is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from handouts.diagnostics import Code
from handouts.document.keys import is_key
from handouts.figures.palette import PALETTE

SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

LARGEST_DRAWING = 200_000
"""Characters. The limit of 20 kB gzipped a figure allows about 80,000."""

_ELEMENTS = frozenset(
    "svg g path circle ellipse rect line polyline polygon text tspan defs symbol use "
    "linearGradient radialGradient stop pattern clipPath".split()
)
_NUMBERS = frozenset(
    "x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy width height opacity fill-opacity "
    "stroke-opacity stroke-width stroke-miterlimit stroke-dashoffset stop-opacity "
    "font-size letter-spacing data-width data-lines offset pathLength".split()
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
_PATTERNS = {
    "d": re.compile(r"[\sMmLlHhVvCcSsQqTtAaZz0-9.,eE+-]*\Z"),
    "points": re.compile(r"[\s0-9.,eE+-]*\Z"),
    "viewBox": re.compile(r"-?[\d.]+(?:[\s,]+-?[\d.]+){3}\Z"),
    "transform": re.compile(
        r"(?:\s*(?:translate|rotate|scale|skewX|skewY|matrix)\([\s0-9.,eE+-]*\)\s*,?)*\Z"
    ),
    "gradientTransform": re.compile(
        r"(?:\s*(?:translate|rotate|scale|skewX|skewY|matrix)\([\s0-9.,eE+-]*\))*\Z"
    ),
    "patternTransform": re.compile(
        r"(?:\s*(?:translate|rotate|scale|skewX|skewY|matrix)\([\s0-9.,eE+-]*\))*\Z"
    ),
    "stroke-dasharray": re.compile(r"none|[\s\d.,]+\Z"),
    "preserveAspectRatio": re.compile(r"[A-Za-z ]{1,40}\Z"),
}
_COLOURED = ("fill", "stroke", "stop-color")
_KEYS = ("id", "data-label", "data-part")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:px|%)?\Z")
_LOCAL = re.compile(r"#([A-Za-z][\w.-]*)\Z")
_LOCAL_URL = re.compile(r"url\(\s*#([A-Za-z][\w.-]*)\s*\)\Z")
_ID = re.compile(r"[A-Za-z][\w.-]*\Z")


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
    problems += _references(root)
    problems += _canvas(root)
    if problems:
        return None, problems
    box = [float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
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
    return SvgProblem(Code.FIGURE_UNSAFE, message, hint, element.sourceline or 1)


def _element(element: etree._Element) -> list[SvgProblem]:
    tag = element.tag if isinstance(element.tag, str) else ""
    name = tag.removeprefix(SVG)
    if not tag.startswith(SVG) or name not in _ELEMENTS:
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


def _attribute(
    element: etree._Element, tag: str, name: str, value: str
) -> SvgProblem | None:
    value = value.strip()
    if name in _COLOURED:
        if value == "none" or _LOCAL_URL.match(value) or value.upper() in PALETTE:
            return None
        hint = "Use a colour from docs/development/drawing-figures.md."
        message = f"The colour {value[:40]!r} is not in the palette."
        return SvgProblem(Code.FIGURE_COLOUR, message, hint, element.sourceline or 1)
    if name in ("href", _XLINK_HREF):
        fine = tag == "use" and _LOCAL.match(value)
    elif name == "clip-path":
        fine = _LOCAL_URL.match(value) or value == "none"
    elif name == "id":
        fine = _ID.match(value)
    elif name in _KEYS:
        fine = is_key(value)
    elif name in _NUMBERS:
        fine = _NUMBER.match(value)
    elif name in _WORDS:
        fine = value in _WORDS[name]
    elif name in _PATTERNS:
        fine = _PATTERNS[name].match(value)
    else:
        fine = name == _XML_SPACE
    if fine:
        return None
    shown = name.rpartition("}")[2]
    return _unsafe(
        element,
        f"The drawing holds {shown}={value[:40]!r} in <{tag}>.",
        "Remove the attribute. Save as plain SVG with presentation attributes.",
    )


def _references(root: etree._Element) -> list[SvgProblem]:
    """Every pointer must lead to something in the file, and never in a circle."""
    ids = {e.get("id"): e for e in root.iter() if e.get("id")}
    found = []
    for element in root.iter():
        for value in element.attrib.values():
            match = _LOCAL_URL.match(str(value).strip()) or (
                _LOCAL.match(str(value).strip())
                if element.tag == f"{SVG}use" and not PALETTE.get(str(value).upper())
                else None
            )
            if match and match[1] not in ids:
                hint = "Check the id, or remove the pointer."
                found.append(_unsafe(element, f"Nothing has the id {match[1]!r}.", hint))
    if not found and _circular(ids):
        found.append(_unsafe(root, "A part of the drawing uses itself.", "Remove the <use>."))
    return found


def _circular(ids: dict[str | None, etree._Element]) -> bool:
    uses = {
        name: {
            str(u.get("href") or u.get(_XLINK_HREF) or "").lstrip("#")
            for u in element.iter(f"{SVG}use")
        }
        for name, element in ids.items()
        if name
    }
    # What a `use` shows grows with each step: twelve are more than any drawing needs.
    reached = {name: set(direct) for name, direct in uses.items()}
    for _ in range(12):
        for name in reached:
            reached[name] |= {far for near in reached[name] for far in uses.get(near, ())}
    return any(name in far for name, far in reached.items())


def _canvas(root: etree._Element) -> list[SvgProblem]:
    found = []
    if root.tag != f"{SVG}svg" or not root.get("viewBox"):
        found.append(
            _unsafe(root, "The drawing has no viewBox.", 'Add viewBox="0 0 360 …" to <svg>.')
        )
    if any(e.tag == f"{SVG}svg" for e in root.iterdescendants()):
        found.append(_unsafe(root, "A drawing stands inside the drawing.", "Use <g> instead."))
    for element in root.iter(f"{SVG}text"):
        if not element.get("data-label"):
            hint = 'Add data-label="label-id", and the words to the .yml file.'
            found.append(_unsafe(element, "A <text> is not a label slot.", hint))
        elif not (element.get("font-size") and element.get("data-width")):
            hint = "Add font-size (14 or more) and data-width."
            found.append(_unsafe(element, "A label slot has no size or width.", hint))
        elif float(element.get("font-size", "0").removesuffix("px")) < 14:
            hint = "Use 14 or more, so that it is 12 pixels or more on a phone."
            found.append(_unsafe(element, "A label slot is too small to read.", hint))
    return found


def _slots(root: etree._Element) -> list[Slot]:
    return [
        Slot(
            label=element.get("data-label", ""),
            size=float(element.get("font-size", "14").removesuffix("px")),
            width=float(element.get("data-width", "0")),
            lines=int(float(element.get("data-lines", "1"))),
            bold=element.get("font-weight") in ("600", "700", "bold"),
            line=element.sourceline or 1,
        )
        for element in root.iter(f"{SVG}text")
    ]
