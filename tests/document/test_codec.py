"""Documents to JSON and back, without loss; and no kind of node forgotten anywhere."""

from __future__ import annotations

import json
import typing
from dataclasses import fields
from pathlib import Path
from types import UnionType
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import pipeline
from handouts.compose.library import compose
from handouts.document import nodes as n
from handouts.document.codec import CodecError, decode, encode
from handouts.render.html import MACROS


def test_every_document_of_the_small_library_survives_the_way_through_json(small: Path) -> None:
    library = pipeline.check(small / "content").library
    assert library is not None
    for document in compose(library).documents:
        assert decode(json.loads(json.dumps(encode(document)))) == document


# --- any document ----------------------------------------------------------


def any_of(shape: Any, depth: int) -> st.SearchStrategy[Any]:
    """Values of a field's type; deep down, tuples are empty."""
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(any_of(arguments[0], depth + 1), max_size=2 if depth < 3 else 0).map(tuple)
    if origin in (typing.Union, UnionType):
        return st.one_of([any_of(each, depth) for each in arguments])
    if shape is str:
        return st.text(max_size=8)
    if shape is bool:
        return st.booleans()
    if shape is int:
        return st.integers(0, 40)
    return node_of(shape, depth)


def node_of(node: type, depth: int = 0) -> st.SearchStrategy[Any]:
    types = typing.get_type_hints(node, vars(n))
    return st.deferred(
        lambda: st.builds(node, **{name: any_of(shape, depth) for name, shape in types.items()})
    )


@pytest.mark.parametrize("node", n.node_types(), ids=lambda node: node.__name__)
@pytest.mark.parametrize("examples", [25, pytest.param(250, marks=pytest.mark.sweep)])
def test_every_kind_of_node_survives_the_way_through_json(node: type, examples: int) -> None:
    @settings(max_examples=examples)
    @given(node_of(node))
    def survives(made: Any) -> None:
        assert decode(json.loads(json.dumps(encode(made)))) == made

    survives()


@pytest.mark.parametrize(
    "value",
    [
        {"type": "Script"},
        {"no": "type"},
        {"type": "Text"},
        {"type": "Text", "text": 3},
        {"type": "Text", "text": "a", "style": "red"},
        {"type": "Paragraph", "key": "a", "content": [{"type": "Paragraph"}]},
        {"type": "CareCard", "key": "a", "level": "soon", "title": [], "action": [], "signs": [],
         "detailed": True},
        {"type": "NoteLines", "key": "a", "label": [], "lines": True},
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(value: Any) -> None:
    with pytest.raises(CodecError):
        decode(value)


# --- no node forgotten -----------------------------------------------------

PARTS = {
    n.Document, n.Section, n.Item, n.Sign, n.Label, n.Definition, n.Fact, n.Card, n.Row,
    n.NerveRoot, n.Source, n.Both, n.PairedLine, n.PairedGroup,
}  # fmt: skip
"""Nodes that stand only inside others, or that the page file itself shows."""


def test_every_block_and_inline_has_html_of_its_own() -> None:
    shown = {*typing.get_args(n.Inline), *typing.get_args(n.Block)}
    assert set(MACROS) == shown - {n.Section, n.Text}
    assert set(n.node_types()) == shown | PARTS


def test_every_node_is_frozen() -> None:
    for node in n.node_types():
        assert node.__dataclass_params__.frozen, node  # type: ignore[attr-defined]
        assert fields(node)
