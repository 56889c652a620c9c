"""A drawing as inline SVG for a web page: named colours, own ids, said aloud."""

from __future__ import annotations

import re

from lxml import etree

from handouts.document import nodes as n
from handouts.figures import labels
from handouts.figures.palette import PALETTE
from handouts.figures.pointers import XLINK_HREF
from handouts.figures.svg import SVG, Drawing

_URL = re.compile(r"url\(\s*#")
_COLOURED = {"fill": "f", "stroke": "s", "stop-color": "c"}


def inline_svg(figure: n.Figure, drawing: Drawing, language: str) -> str:
    """The drawing with its labels, as an SVG element.

    Colours become classes (`f-bone` fills, `s-bone` outlines), so that the
    stylesheet can change them for dark mode and print. Ids get the figure's id
    in front, so that two figures on a page do not meet.
    """
    words = {label.slot: label.text for label in figure.labels}
    root = labels.filled(drawing, words, language)
    prefix = f"fig-{figure.figure}"
    for element in root.iter():
        _restyle(element)
        _rename(element, prefix)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title")
    root.set("aria-describedby", f"{prefix}-alt")
    root.set("class", "ho-drawing")
    root.set("focusable", "false")
    alt = etree.Element(f"{SVG}desc", id=f"{prefix}-alt")
    alt.text = figure.alt
    title = etree.Element(f"{SVG}title", id=f"{prefix}-title")
    title.text = figure.title
    root.insert(0, alt)
    root.insert(0, title)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _restyle(element: etree._Element) -> None:
    classes = []
    for attribute, letter in _COLOURED.items():
        name = PALETTE.get(element.get(attribute, "").strip().upper())
        if name:
            del element.attrib[attribute]
            classes.append(f"{letter}-{name}")
    if classes:
        element.set("class", " ".join(classes))


def _rename(element: etree._Element, prefix: str) -> None:
    for name, value in element.attrib.items():
        text = str(value).strip()
        if name == "id":
            element.set(name, f"{prefix}-{text}")
        elif name in ("href", XLINK_HREF):
            del element.attrib[name]  # the older name has a prefix that HTML may not know
            element.set("href", f"#{prefix}-{text.lstrip('#')}")
        elif "url(" in text:
            element.set(name, _URL.sub(f"url(#{prefix}-", text))
