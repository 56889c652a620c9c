"""Lighthouse, as a phone, on a signed copy of the real site: 100 where no clock decides.

Its performance depends on the computer and is measured in benchmarks/bench_lighthouse.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.lighthouse import audit

if TYPE_CHECKING:
    from tests.browser.conftest import Served

PAGES = ("", "when-to-get-help/", "nerve-connection/", "questions-to-ask/", "summary/", "symptoms/")
CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.sweep
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_full_marks(signed_site: Served, path: str) -> None:
    found = audit(signed_site.url + path, CATEGORIES)
    assert found.scores == dict.fromkeys(CATEGORIES, 100), found.costs
