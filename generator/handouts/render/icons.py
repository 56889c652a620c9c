"""Icons for signs and controls, by what they mean.

The drawings are Material Design Icons (Apache License 2.0), read from the
installed Material theme, so that web page and paper show the same ones. An icon
never stands alone: words beside it say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

ICONS: Mapping[str, str] = MappingProxyType(
    {
        # signs (content.models.SignFile.icon)
        "saddle": "underwear-outline",
        "toilet": "toilet",
        "legs": "human-handsdown",
        "foot": "foot-print",
        "chest": "lungs",
        "belly": "stomach",
        "cold": "snowflake-alert",
        "fall": "account-injury",
        "fever": "thermometer-alert",
        "blood": "water-alert",
        "needle": "needle",
        "knee": "seat-legroom-normal",
        "calf": "shoe-print",
        "child": "human-child",
        "bone": "bone",
        "clock": "clock-outline",
        "ribbon": "ribbon",
        # levels of urgency
        "level-now": "alert-octagon",
        "level-today": "phone-alert",
        "level-book": "calendar-check",
        # the rest
        "yes": "check-bold",
        "no": "close-thick",
        "phone": "phone",
    }
)


@cache
def path(name: str) -> str:
    """The icon's path data on a canvas of 24 by 24.

    Raises:
        KeyError: there is no icon of that name.
    """
    return _svg_file(name).partition(' d="')[2].partition('"')[0]


@cache
def svg(name: str) -> str:
    """The icon as an SVG element that screen readers pass over."""
    return (
        '<svg class="ho-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f'<path d="{path(name)}"/></svg>'
    )


def _svg_file(name: str) -> str:
    folder = files("material") / "templates" / ".icons" / "material"
    return (folder / f"{ICONS[name]}.svg").read_text(encoding="utf-8")
