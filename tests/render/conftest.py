"""Sheets are printed once for all tests of paper that only read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from tests.render.printing import Shop, shop

from handouts.render.pdf import Press
from handouts.render.print_files import VARIANTS
from handouts.render.print_one import print_file
from handouts.render.sheet import Variant


@pytest.fixture(scope="session")
def paper_shop() -> Shop:
    return shop()


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    with Press() as made:
        yield made


@pytest.fixture(scope="session")
def sheets(press: Press, paper_shop: Shop) -> Mapping[Variant, bytes]:
    """Every variant of the small handout, unsigned."""
    return {
        variant: print_file(
            press, paper_shop.draft, paper_shop.brand, paper_shop.drawings, variant
        ).data
        for variant in VARIANTS
    }
