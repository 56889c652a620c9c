"""YAML for others to read: a word of ours is a word to every reader, whatever its version."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.yaml import read_yaml
from handouts.content.yaml_out import yaml_text
from handouts.render.page import RenderedPage
from handouts.render.page_file import page_file

TAKEN_FOR_ELSE = [
    *("456e1868", "12345678", "1e5", "1.5e3", "+1", "-4.", ".5", "0123", "0o17", "0x1F", "1_000"),
    *("8:30", "2026-01-05", "no", "Yes", "off", "true", "y", "N", "~", "null", ".inf", ".NaN", ""),
]
"""Words that YAML 1.1 or 1.2 takes for a number, a date, a truth value or nothing."""


@pytest.mark.parametrize("word", TAKEN_FOR_ELSE)
def test_a_word_that_some_reader_takes_for_something_else_is_quoted(word: str) -> None:
    assert yaml_text({"version": word}) == f"version: '{word}'\n"


@pytest.mark.parametrize("word", ["d8d35606", "1e", "e5", "4 weeks", "yes, now", "Small Clinic"])
def test_other_words_stand_bare(word: str) -> None:
    assert yaml_text({"word": word}) == f"word: {word}\n"


VALUES = st.recursive(
    st.text("0123456789eE.+-_:oxynN é#\n", max_size=8),
    lambda inner: st.lists(inner, max_size=3),
)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), VALUES, max_size=3))
def test_what_is_written_is_read_again(value: Any) -> None:
    assert yaml.safe_load(yaml_text(value)) == value


def test_a_version_of_digits_and_an_e_is_text_in_a_page_of_a_project_and_in_our_own_files() -> None:
    page = RenderedPage("rest", "8:30", "no", {"version": "456e1868"}, ())
    front = page_file(page).data.decode().split("---\n")[1]
    assert "version: '456e1868'\n" in front and "title: '8:30'" in front
    read = read_yaml(yaml_text({"version": "456e1868", "title": "8:30"}))
    assert read.value == {"version": "456e1868", "title": "8:30"}
