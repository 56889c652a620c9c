"""A shelf: some handouts, with all that handouts share, read and checked in every language.

The main handout is on every shelf, because pages of the site lead to it. A handout is the
same on every shelf that it stands on, so a large library can be built shelf by shelf, in
several processes, and a changed handout without the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from handouts.content import checks, loader
from handouts.content.between import Facts
from handouts.content.source_checks import check_sources
from handouts.diagnostics import Diagnostic, Severity, has_errors
from handouts.figures import check as figures
from handouts.figures.logo import read as read_logo
from handouts.governance.publication import Publication
from handouts.governance.reviews import read_reviews
from handouts.governance.states import states
from handouts.pipeline.inputs import Inputs, Places
from handouts.site.switcher import Tongue
from handouts.translation.broken_files import broken_files, is_of_a_file
from handouts.translation.voices import Voice, every_voice


@dataclass(frozen=True)
class Shelf:
    """Some handouts as they were read.

    `given` is None where there are errors. `facts` are of each handout and, with the
    handout "", of what all share.
    """

    given: Inputs | None
    voices: tuple[Voice, ...]
    facts: tuple[Facts, ...]
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def originals(self) -> Mapping[str, Publication]:
        """The states of the handouts as they are written: what translations are held against."""
        if self.given is None:
            return {}
        source, given = self.voices[0], self.given
        return states(source.library, source.composition, given.reviews, given.today)

    @property
    def tongues(self) -> tuple[Tongue, ...]:
        """Every language, with the pages of this shelf that are whole in it."""
        return tuple(Tongue(v.language, v.root, v.paths) for v in self.voices)


def read_shelf(places: Places, today: date, names: frozenset[str]) -> Shelf:
    """Reads some handouts, the main one among them. Problems are noted and never raised."""
    others = frozenset(loader.handout_folders(places.content)) - names
    library, found = loader.load(places.content, places.clinic, names)
    if library is None:
        return Shelf(None, (), (), (*found, *broken_files(places.content, others)))
    drawn = figures.check(library)
    reviews = read_reviews(places.content, library.root, others)
    logo, of_logo = read_logo(library)
    of_handouts, facts = checks.check_handouts(library, library.handouts)
    of_shared, shared = checks.check_shared(library)
    found += [*of_handouts, *of_shared, *drawn.diagnostics, *reviews.diagnostics, *of_logo]
    found += check_sources(library, today)
    every = (*facts, shared)
    if has_errors(found):
        return Shelf(None, (), every, (*found, *broken_files(places.content, others)))
    voices, of_translations = every_voice(library, drawn.drawings, places.content, others)
    # A translation's problems withhold its pages; they never hold back the original.
    found += (
        p if is_of_a_file(p) else replace(p, severity=Severity.WARNING) for p in of_translations
    )
    given = Inputs(library, dict(drawn.drawings), reviews, today, tuple(found), logo)
    return Shelf(given, voices, every, tuple(found))
