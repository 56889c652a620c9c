"""The link for feedback: there to press on a screen, and never on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser
from tests.browser.reader import DESK, PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Served


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_it_is_on_the_screen_and_not_on_paper(
    small_site: Served, browser: Browser, size: dict[str, int], scripts: bool
) -> None:
    context = browser.new_context(viewport=size, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("", "rest", "sheet", "print"):
        page.goto(small_site.page(path))
        told = page.locator(".ho-footer__feedback")
        link = told.get_by_role("link")
        assert link.is_visible()
        assert (link.get_attribute("href") or "").startswith("mailto:pages+web@small.example?")
        assert "call" in told.inner_text()
        link.focus()
        assert link.evaluate("link => link === document.activeElement")
        page.emulate_media(media="print")
        assert not told.is_visible()
        page.emulate_media(media="screen")
    context.close()
