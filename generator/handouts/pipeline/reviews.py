"""What the review commands ask: states, and the texts to sign."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.compose.library import compose
from handouts.governance.publication import Publication
from handouts.governance.states import canonical_texts, states
from handouts.pipeline.inputs import Inputs


def publications(given: Inputs) -> Mapping[str, Publication]:
    """The state of every handout, by id."""
    return states(given.library, compose(given.library), given.reviews, given.today)


def texts_to_sign(given: Inputs) -> Mapping[str, str]:
    """The canonical text of every handout as it stands, by id."""
    return canonical_texts(given.library, compose(given.library))
