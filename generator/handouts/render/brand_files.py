"""The clinic's logo and colours as files of the site.

A clinic's colour is used as it is where lines are drawn, and in the nearest shade
that has a contrast of 7:1 (WCAG 2.2, 1.4.6) where words are read. Dark mode keeps
the house's own colours.
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts.content.colours import WHITE, nearest_passing
from handouts.content.models import ClinicFile, Colours
from handouts.figures.logo import Logo
from handouts.render.artifact import Artifact

STYLESHEET = "assets/stylesheets/clinic.css"

_TINT = "#E3EFEC"
"""The darkest ground that coloured words stand on in light mode."""

_TEXT = 7.0
_FOOT = 9.0
"""The foot of a page is a shade deeper than what stands above it."""


def brand_files(clinic: ClinicFile, logo: Logo | None) -> tuple[Artifact, ...]:
    """The logo, and a stylesheet where the clinic has colours of its own."""
    made = []
    if logo is not None:
        made.append(Artifact(f"assets/images/clinic-logo.{logo.format}", logo.data))
    if clinic.colors != Colours():
        made.append(Artifact(STYLESHEET, _stylesheet(clinic.colors).encode()))
    return tuple(made)


def brand_extra(made: Iterable[Artifact]) -> dict[str, str | None]:
    """What the theme needs: where the logo and the stylesheet are, if there are any."""
    paths = [file.path for file in made]
    return {
        "logo": next((path for path in paths if path != STYLESHEET), None),
        "clinic_stylesheet": STYLESHEET if STYLESHEET in paths else None,
    }


def _stylesheet(colours: Colours) -> str:
    text = nearest_passing(colours.main, _TINT, _TEXT)
    values = {
        "accent": colours.main,
        "link": text,
        "strong": text,
        "focus": text,
        "foot": nearest_passing(colours.main, WHITE, _FOOT),
        "foot-raised": text,
        "nerve": colours.accent,
    }
    inside = "".join(f"--ho-{name}:{value.lower()};" for name, value in values.items())
    light = ':root:not([data-theme="dark"])'
    return (
        f"@media screen and (prefers-color-scheme:light){{{light}{{{inside}}}}}\n"
        f'@media screen{{:root[data-theme="light"]{{{inside}}}}}\n'
    )
