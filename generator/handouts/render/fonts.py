"""The fonts of paper: FiraGO from a package, and a clinic's own folder of more.

FiraGO (SIL Open Font License) draws Latin, Cyrillic, Greek, Arabic, Hebrew,
Thai and more. For other scripts put font files into a folder and name it with
`fonts:` in the settings. Fonts of the computer are never used: the same text
must give the same sheet everywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FAMILY = "FiraGO"
_PACKAGED = {"FiraGO-Regular.ttf": "figo", "FiraGO-Bold.ttf": "figbo"}
_SUFFIXES = frozenset((".ttf", ".otf", ".ttc", ".otc"))


class FontError(ValueError):
    """A font folder cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Folders with fonts, and the characters that at least one font draws."""

    folders: tuple[Path, ...]
    characters: frozenset[int]

    def undrawable(self, text: str) -> str:
        """The characters of a text that no font draws, each once, in order."""
        return "".join(dict.fromkeys(c for c in text if not self._draws(c)))

    def _draws(self, character: str) -> bool:
        # Spaces, line ends and direction marks leave no mark on paper.
        unseen = unicodedata.category(character) in ("Cf", "Zs", "Zl", "Zp", "Cc")
        return unseen or ord(character) in self.characters


def prepare(folder: Path, own: Path | None = None) -> Fonts:
    """Writes FiraGO into an empty folder and reads what all fonts can draw.

    Args:
        folder: where FiraGO goes.
        own: a clinic's folder with more fonts, or None.

    Raises:
        FontError: the clinic's folder is missing, or a file in it is no font.
    """
    import pymupdf_fonts  # noqa: PLC0415 - slow to load; only paper needs it

    for name, package_name in _PACKAGED.items():
        (folder / name).write_bytes(pymupdf_fonts.myfont(package_name))
    folders: tuple[Path, ...] = (folder,)
    if own is not None:
        if not own.is_dir():
            raise FontError(f"The font folder {own} is not there. Make it, or remove `fonts`.")
        folders = (folder, own)
    files = [file for place in folders for file in sorted(place.iterdir())]
    fonts = [file for file in files if file.suffix.lower() in _SUFFIXES]
    return Fonts(folders, frozenset().union(*map(_characters, fonts)))


def _characters(file: Path) -> frozenset[int]:
    from fontTools.ttLib import (  # noqa: PLC0415 - slow to load; only paper needs it
        TTCollection,
        TTFont,
        TTLibError,
    )

    try:
        if file.suffix.lower() in (".ttc", ".otc"):
            fonts = TTCollection(str(file), lazy=True).fonts
        else:
            fonts = [TTFont(str(file), lazy=True)]
        return frozenset().union(*(font.getBestCmap() or {} for font in fonts))
    except (TTLibError, OSError, KeyError) as error:
        raise FontError(f"{file.name} is not a font that can be used: {error}.") from None


def missing(fonts: Fonts, texts: Mapping[str, Iterable[str]]) -> list[tuple[str, str, str]]:
    """Every text with a character that no font draws.

    Args:
        fonts: the fonts at hand.
        texts: texts by the place that they come from.

    Returns:
        The place, the characters and the text, for each text.
    """
    every = {place: tuple(found) for place, found in texts.items()}
    letters: set[str] = set().union(*(text for found in every.values() for text in found))
    if not fonts.undrawable("".join(letters)):
        return []
    return [
        (place, bad, text)
        for place, found in every.items()
        for text in dict.fromkeys(found)
        if (bad := fonts.undrawable(text))
    ]
