"""The frame around a sheet in one of a library's languages."""

from __future__ import annotations

from pathlib import Path

from handouts.content.library import Library
from handouts.figures.logo import Logo
from handouts.governance.publication import Publication
from handouts.render.sheet import Brand
from handouts.render.translation_note import translation_note
from handouts.translation.voices import Voice


def brand_of(voice: Voice, logo: Logo | None, state: Publication | None = None) -> Brand:
    """The clinic in a voice's words, and who translated it.

    Args:
        voice: the library in a language.
        logo: the clinic's.
        state: of the handout, which says who reviewed the translation.
    """
    note = translation_note(voice.record, voice.phrases, voice.language, state)
    # The clinic of a voice has the address of its language already.
    return Brand(voice.library.clinic, logo, phrases=voice.phrases, note=note)


def own_fonts(library: Library) -> Path | None:
    """The clinic's folder with fonts for further scripts, if it names one."""
    name = library.clinic.fonts
    return library.clinic_origin.file.parent / name if name else None
