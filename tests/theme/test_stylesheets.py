"""The stylesheets keep what the templates and the drawings count on."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from handouts.figures.palette import PALETTE

FOLDER = files("handouts.theme") / "assets" / "stylesheets"
OURS = ("handouts.css", "figures.css", "print.css")


def _read(name: str) -> str:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*([^;]+);", block))


def _dark(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the device's own dark setting, and of the reader's choice."""
    device = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', text, re.DOTALL)
    choice = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', text, re.DOTALL)
    assert device and choice
    return _colours(device[1]), _colours(choice[1])


@pytest.mark.parametrize("name", ["handouts.css", "figures.css"])
def test_dark_is_the_same_whoever_chose_it(name: str) -> None:
    device, choice = _dark(_read(name))
    assert device == choice
    assert len(device) > 20


def test_every_colour_of_the_palette_has_a_light_and_a_dark_value() -> None:
    text = _read("figures.css")
    light = re.search(r":root \{(.*?)\}", text, re.DOTALL)
    assert light
    names = {f"fig-{name}" for name in PALETTE.values()}
    assert set(_colours(light[1])) == names
    assert set(_dark(text)[0]) == names


def test_light_colours_are_those_of_the_drawings() -> None:
    light = re.search(r":root \{(.*?)\}", _read("figures.css"), re.DOTALL)
    assert light
    shown = {name: value.upper() for name, value in _colours(light[1]).items()}
    assert shown == {f"fig-{name}": colour for colour, name in PALETTE.items()}


@pytest.mark.parametrize("letter", ["f", "s", "c"])
def test_every_colour_fills_outlines_and_shades(letter: str) -> None:
    text = _read("figures.css")
    missing = [n for n in PALETTE.values() if f".{letter}-{n} {{" not in text]
    assert missing == []


@pytest.mark.parametrize("name", OURS)
def test_right_to_left_needs_nothing_of_its_own(name: str) -> None:
    """Logical properties only; `[dir="rtl"]` may turn an arrow or a background."""
    sided = re.findall(
        r"(?:margin|padding|border)-(?:left|right)[-:]|(?<![-\w])(?:left|right):"
        r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)",
        _read(name),
    )
    assert sided == []


@pytest.mark.parametrize("name", OURS)
def test_nothing_comes_from_another_host_or_from_inside(name: str) -> None:
    """A hospital's server may send `default-src 'self'`, which refuses data: addresses."""
    text = _read(name)
    assert "@import" not in text
    for address in re.findall(r"url\(([^)]*)\)", text):
        assert (FOLDER / address.strip("\"'")).is_file(), address
