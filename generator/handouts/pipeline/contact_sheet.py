"""Every figure of a library in one picture, to look at."""

from __future__ import annotations

from handouts.compose.site_pages import gallery
from handouts.document import nodes as n
from handouts.document.walk import find
from handouts.pipeline.inputs import Inputs
from handouts.render.contact_sheet import contact_sheet
from handouts.render.pdf import Press


def contact_sheet_of(given: Inputs) -> bytes:
    """A PNG with every figure of the library."""
    figures_of_gallery = gallery(given.library)
    found = tuple(find(figures_of_gallery.blocks, n.Figure))
    with Press() as press:
        return contact_sheet(press, found, given.drawings, figures_of_gallery.language)
