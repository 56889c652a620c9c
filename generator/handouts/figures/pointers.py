"""What points to what inside a drawing: nothing missing, no circles, no bombs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

HREF = re.compile(r"#([A-Za-z][A-Za-z0-9_.-]*)\Z")
URL = re.compile(r"url\(\s*#([A-Za-z][A-Za-z0-9_.-]*)\s*\)\Z")

MOST_ELEMENTS = 20_000
"""Elements that a browser has to draw when everything that is used is counted each time."""

_DEEPEST = 12


def wrong(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each element that points where it must not, and what is wrong with it."""
    ids = Counter(str(e.get("id")) for e in root.iter() if e.get("id"))
    by_id = {str(e.get("id")): e for e in root.iter() if e.get("id")}
    for element in root.iter():
        name = element.get("id")
        if name and ids[name] > 1 and by_id[name] is element:
            yield element, f"The id {name!r} stands more than once."
        for target in _targets(element):
            if target not in by_id:
                yield element, f"Nothing has the id {target!r}."
    if (cost := _cost(root, by_id, {}, 0)) is None:
        yield root, "A part of the drawing uses itself, or uses are nested too deeply."
    elif cost > MOST_ELEMENTS:
        message = f"The drawing grows to {cost:,} shapes; {MOST_ELEMENTS:,} is the most."
        yield root, message


def _targets(element: etree._Element) -> Iterator[str]:
    """The ids that an element points to."""
    for name, value in element.attrib.items():
        words = str(value).strip()
        match = HREF.match(words) if name in ("href", XLINK_HREF) else URL.match(words)
        if match:
            yield match[1]


def _cost(
    element: etree._Element,
    by_id: Mapping[str, etree._Element],
    known: dict[str, int | None],
    depth: int,
) -> int | None:
    """How many elements it takes to draw one, or None where that has no end."""
    if depth > _DEEPEST:
        return None
    total = 0
    for inner in element.iter():
        total += 1
        for target in _targets(inner):
            if target not in known and target in by_id:
                known[target] = None  # met again before it is known: a circle
                known[target] = _cost(by_id[target], by_id, known, depth + 1)
            found = known.get(target, 0)
            if found is None:
                return None
            total += found
    return total
