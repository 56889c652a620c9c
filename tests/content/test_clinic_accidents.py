"""Accidents to a clinic's settings and logo: refused, or shown exactly as they were written."""

from __future__ import annotations

import io
import random
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from PIL import Image
from tests.accidents import PIECES, SEED, active, as_html, shapes, spoilt, tries

from handouts import pipeline
from handouts.diagnostics import has_errors
from handouts.figures import logo
from handouts.render.sheet import Brand, Variant, sheet

LONGEST_SECONDS = 5.0

CLINIC = """\
id: small-clinic
name: Small Clinic & Sons
address:
  - 1 Small Street
  - Smalltown, ST 00000
phone:
  label: Front desk
  number: (555) 555-0110
after_hours:
  label: Nurse line
  number: (555) 555-0111
emergency_number: "911"
hours:
  - Monday to Friday, 8:30 to 17:00
site_address: https://small.example/handouts/
paper: a4
colors:
  main: "#7A1F5C"
logo: logo.svg
grace_days: 14
languages:
  - es
  - zh-Hans
footer: This does not replace a visit.
language_help: Ask us in your language.
feedback: https://small.example/tell?from=a&to=b
"""

LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30"><title>Ours</title>
<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>
<clipPath id="b"><path d="M0 0h60v30z"/></clipPath></defs>
<g transform="translate(1 2)" clip-path="url(#b)"><rect width="58" height="26" fill="url(#a)"/>
<path fill="#7A1F5C" stroke="teal" stroke-width="2" d="M0 0h40v20z"/></g></svg>
"""

OF_DRAWINGS = [
    *(b"<script>x</script>", b"<image href='x.png'/>", b"<foreignObject>", b"<a href='#b'>"),
    *(b'<use href="#b"/>', b'<use href="http://x.example/"/>', b"<style>a{}</style>"),
    *(b' style="fill:red"', b' href="javascript:x"', b" onload='x'", b" class='x'"),
    *(b"<!ENTITY a 'b'>", b"&a;", b"<![CDATA[", b"]]>", b"<?xml-stylesheet href='x'?>"),
    *(b"url(http://x/)", b"<animate/>", b"<set/>", b"<text>Call 912</text>"),
    *(b'xmlns:x="http://www.w3.org/1999/xlink" x:href="http://x/"', *PIECES),
]


@pytest.fixture
def content(small: Path) -> Path:
    """The small library's content with every setting of a clinic."""
    (small / "content/clinic.yml").write_text(CLINIC, encoding="utf-8")
    (small / "content/logo.svg").write_bytes(LOGO)
    return small / "content"


def test_no_accident_to_a_clinics_settings_changes_them_in_silence(content: Path) -> None:
    file = content / "clinic.yml"
    chance = random.Random(SEED + 11)
    first = read(content)
    assert first is not None
    expected = shapes(as_html(page) for page in pages(first))
    passed = 0
    for _ in range(tries(150)):
        file.write_bytes(spoilt(CLINIC.encode(), chance))
        shown = file.read_bytes().decode(errors="replace")[:4000]
        started = time.process_time()
        try:
            given = read(content)
            if given is None:
                continue
            passed += 1
            for page in pages(given):
                assert list(active(as_html(page), expected)) == [], shown
            assert str(sheet_of(given)), shown
        except AssertionError:
            raise
        except Exception as error:
            pytest.fail(f"{type(error).__name__}: {error}\n{shown}")
        assert time.process_time() - started < LONGEST_SECONDS, shown
        # Another reader of YAML finds the same values, where it can read the file at all.
        try:
            written = yaml.load(file.read_bytes(), Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            continue
        taken = given.library.clinic.model_dump(mode="json")
        for name, value in written.items():
            assert _same(taken[name], value), f"{name}\n{shown}"
        for name in ("phone", "after_hours"):
            if phone := taken[name]:
                assert phone["number"] in _text(given), shown
    assert passed > tries(150) / 30


def test_no_accident_to_a_logo_lets_anything_through(content: Path) -> None:
    chance = random.Random(SEED + 12)
    file = content / "logo.svg"
    given = read(content)
    assert given is not None
    passed = 0
    for _ in range(tries(400)):
        file.write_bytes(spoilt(LOGO, chance, OF_DRAWINGS))
        shown = file.read_bytes().decode(errors="replace")[:4000]
        try:
            found, told = logo.read(given.library)
        except Exception as error:
            pytest.fail(f"{type(error).__name__}: {error}\n{shown}")
        assert (found is None) == bool(told), shown
        if found is not None:
            passed += 1
            assert list(_alive(found.data)) == [], shown
    assert passed > tries(400) / 30


def test_no_accident_to_a_png_lets_anything_through(content: Path) -> None:
    (content / "clinic.yml").write_text(CLINIC.replace("logo.svg", "logo.png"), encoding="utf-8")
    made = io.BytesIO()
    Image.effect_noise((60, 30), 90).convert("RGBA").save(made, "PNG")
    (content / "logo.png").write_bytes(made.getvalue())
    given = read(content)
    assert given is not None
    chance = random.Random(SEED + 13)
    passed = 0
    for _ in range(tries(400)):
        data = spoilt(made.getvalue(), chance)
        (content / "logo.png").write_bytes(data)
        try:
            found, told = logo.read(given.library)
        except Exception as error:
            pytest.fail(f"{type(error).__name__}: {error}\n{data!r}")
        assert (found is None) == bool(told)
        if found is not None:
            passed += 1
            assert set(_chunks(found.data)) <= {"IHDR", "IDAT", "PLTE", "tRNS", "IEND"}
    assert passed > tries(400) / 50


def test_no_accident_to_a_drawing_lets_anything_through(content: Path) -> None:
    file = content / "figures/arm.svg"
    good = file.read_bytes()
    given = read(content)
    assert given is not None
    expected = shapes(as_html(page) for page in pages(given))
    expected |= {(tag, name) for tag in _DRAWN for name in ("", "id", "class", *_PLACED)}
    chance = random.Random(SEED + 14)
    passed = 0
    for _ in range(tries(200)):
        file.write_bytes(spoilt(good, chance, OF_DRAWINGS))
        shown = file.read_bytes().decode(errors="replace")[:6000]
        try:
            found = read(content)
            made = pages(found) if found else []
        except Exception as error:
            pytest.fail(f"{type(error).__name__}: {error}\n{shown}")
        for page in made:
            passed += 1
            tree = as_html(page)
            assert not [a for a in active(tree, expected) if "url(#" not in a], shown
            for label in tree.xpath("//svg//text"):
                assert str(label.text_content()).strip(), shown
        file.write_bytes(good)
    assert passed > tries(200) / 30


def read(content: Path) -> pipeline.Inputs | None:
    """What a build would start from; None where it is refused."""
    found = pipeline.check(content)
    assert all(d.message and d.hint for d in found.diagnostics)
    if found.library is None or has_errors(found.diagnostics):
        return None
    drawings, reviews = found.drawings, found.reviews
    return pipeline.Inputs(found.library, drawings, reviews, date(2026, 1, 1), (), found.logo)


def pages(given: pipeline.Inputs) -> list[pipeline.Artifact]:
    return [page for page in pipeline.project(given).pages if page.path.endswith(".md")]


def sheet_of(given: pipeline.Inputs) -> dict[str, Any]:
    """What Typst would be given for the summary."""
    publication = next(iter(pipeline.publications(given).values()))
    brand = Brand(given.library.clinic, given.logo)
    return sheet(publication, brand, given.drawings, Variant())


def _text(given: pipeline.Inputs) -> str:
    trees = (as_html(page) for page in pages(given) if "get-help" in page.path)
    return " ".join(str(tree.text_content()) for tree in trees)


def _same(taken: Any, written: Any) -> bool:
    """Whether a setting is what was written, whatever its letter case and line breaks."""
    if isinstance(written, dict):
        return all(_same(taken[key], value) for key, value in written.items())
    if isinstance(written, list):
        return len(taken) == len(written) and all(map(_same, taken, written))
    one, other = (" ".join(str(v or "").split()).casefold().rstrip("/") for v in (taken, written))
    return one == other


_DRAWN = "svg g path circle ellipse rect line polyline polygon text tspan defs symbol use".split()
_DRAWN += "lineargradient radialgradient stop pattern clippath".split()
_PLACED = "x y x1 y1 x2 y2 cx cy r rx ry d points transform width height".split()


def _alive(data: bytes) -> Iterator[str]:
    """What in a drawing could run, or fetch, or say something."""
    for element in etree.fromstring(data).iter():
        if not isinstance(element.tag, str):
            yield repr(element)
            continue
        name = etree.QName(element)
        if name.namespace != "http://www.w3.org/2000/svg" or name.localname.lower() not in _DRAWN:
            yield str(element.tag)
        if (element.text or "").strip() or (element.tail or "").strip():
            yield f"{element.text} {element.tail}"
        for attribute, value in element.attrib.items():
            local = etree.QName(attribute).localname
            if local.startswith("on") or local in ("style", "class"):
                yield f"{attribute}={value}"
            if local == "href" and not str(value).startswith("#"):
                yield f"{attribute}={value}"
            if re.search(r"url\(\s*(?!#)|:", str(value)):
                yield f"{attribute}={value}"


def _chunks(data: bytes) -> Iterator[str]:
    """The names of the parts of a PNG."""
    place = 8
    while place < len(data):
        yield data[place + 4 : place + 8].decode()
        place += 12 + int.from_bytes(data[place : place + 4], "big")
