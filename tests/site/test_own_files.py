"""A clinic's own files in docs/: what may stand in the site, and what is refused by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts.diagnostics import Code
from handouts.site.own_files import in_the_way, own_files

PAGES = ("index.html", "rest/index.html")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'

GOOD = {
    "map.png": b"\x89PNG",
    "map.svg": SVG.format('<style>.a{fill:red}</style><a href="https://a.example"/>').encode(),
    "sitemap-images.xml": b"<urlset/>",
    "parking.md": "# Parking\n\nna\u00efve\n".encode(),
    "Way in.pdf": b"%PDF",
    "عيادة.txt": b"x",
}

BAD = {
    "x.htm": (b"<p>Hello", Code.FILE_UNEXPECTED),
    "x.xhtml": (b"<html/>", Code.FILE_UNEXPECTED),
    "x.php": (b"<?php ?>", Code.FILE_UNEXPECTED),
    "feed.xml": (b'<?xml-stylesheet href="a.xsl"?><a/>', Code.FILE_UNEXPECTED),
    "script.svg": (SVG.format("<script>alert(1)</script>").encode(), Code.FIGURE_UNSAFE),
    "html.svg": (SVG.format("<foreignObject/>").encode(), Code.FIGURE_UNSAFE),
    "click.svg": (SVG.format('<g onclick="alert(1)"/>').encode(), Code.FIGURE_UNSAFE),
    "link.svg": (SVG.format('<a href="javascript:alert(1)"/>').encode(), Code.FIGURE_UNSAFE),
    "away.svg": (SVG.format('<image href="//a.example/b.png"/>').encode(), Code.FIGURE_UNSAFE),
    "laughs.svg": (b'<!DOCTYPE s [<!ENTITY a "b">]><s>&a;</s>', Code.FIGURE_UNSAFE),
    "utf16.svg": (SVG.format("<script/>").encode("utf-16"), Code.FIGURE_UNSAFE),
    "broken.svg": (SVG.format("<script/>").encode()[:-6], Code.FIGURE_UNSAFE),
    "latin.md": ("na\u00efve".encode("latin-1"), Code.FILE_NOT_UTF8),
    "two\nlines.txt": (b"x", Code.FILE_NAME),
    "turned\u202etxt.exe": (b"x", Code.FILE_NAME),
    "Rest/index.html": (b"x", Code.FILE_UNEXPECTED),
    "REST": (b"x", Code.FILE_UNEXPECTED),
    "INDEX.md": (b"# x", Code.FILE_UNEXPECTED),
}


def said(folder: Path) -> list[tuple[Code, str]]:
    return [(d.code, d.file) for d in in_the_way(own_files(folder), PAGES)]


@pytest.mark.parametrize(("name", "data"), GOOD.items(), ids=GOOD)
def test_a_clinics_file_stands_in_the_site_as_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert said(tmp_path) == []
    assert [file.data for file in own_files(tmp_path)] == [data]


@pytest.mark.parametrize(("name", "expected"), BAD.items(), ids=map(ascii, BAD))
def test_what_a_browser_would_run_or_mistake_is_refused(
    tmp_path: Path, name: str, expected: tuple[bytes, Code]
) -> None:
    data, code = expected
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    assert [found for found, _ in said(tmp_path)] == [code]
    assert all(file.startswith("docs/") and file.isprintable() for _, file in said(tmp_path))


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.txt")).touch()
    assert said(tmp_path) == [(Code.FILE_NAME, "docs/?.txt")]
