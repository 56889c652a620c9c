"""One printed sheet of a handout, under its name."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.figures.svg import Drawing
from handouts.governance.publication import Publication
from handouts.render.artifact import Artifact
from handouts.render.pdf import Press, render_pdf
from handouts.render.print_files import print_name
from handouts.render.sheet import Brand, Variant, sheet


def print_file(
    press: Press,
    publication: Publication,
    brand: Brand,
    drawings: Mapping[str, Drawing],
    variant: Variant,
) -> Artifact:
    """One printed sheet under its name.

    Raises:
        ContentProblems: the sheet cannot be printed as it is.
    """
    name = print_name(publication, variant)
    payload = sheet(publication, brand, drawings, variant)
    return Artifact(name, render_pdf(press, payload, name))
