"""Which state each handout is in: is this exact text signed?"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.compose.library import Composition
from handouts.content.library import Library
from handouts.governance.canonical import art_digest, canonical_text, fingerprint
from handouts.governance.publication import Draft, Publication


def states(library: Library, composition: Composition) -> Mapping[str, Publication]:
    """The state of every handout, by id. Without a sign-off a handout is a draft."""
    art = {figure.id: art_digest(figure.svg) for figure in library.figures.values()}
    language = library.main.file.language
    return {
        handout.id: Draft(handout, fingerprint(canonical_text(handout, language, art)))
        for handout in composition.handouts
    }
