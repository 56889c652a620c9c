"""Keys are addresses: they stay, and each stands once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.document.keys import Keys, is_key, key_from, slug


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("When to get help", "when-to-get-help"),
        ("Don't wait – naïve, 50 %", "dont-wait-naive-50"),
        ("L4/L5", "l4-l5"),
        ("背中", ""),
    ],
)
def test_a_key_is_made_of_plain_letters(words: str, key: str) -> None:
    assert slug(words) == key


def test_a_key_has_the_first_six_words() -> None:
    assert key_from("one two three four five six seven") == "one-two-three-four-five-six"
    assert key_from("背中") == "text"


@pytest.mark.parametrize("text", ["a", "a-1", "0", "a" * 80])
def test_what_may_be_a_key(text: str) -> None:
    assert is_key(text)


@pytest.mark.parametrize(
    "text", ["", "A", "a_b", "-a", "a-", "a--b", "a b", "a\n", "../a", "a" * 81]
)
def test_what_may_not_be_a_key(text: str) -> None:
    assert not is_key(text)


@given(st.lists(st.sampled_from(["a", "a-2", "b c", "a b c d e f g", "a b c d e f h", "", "背"])))
def test_each_key_is_handed_out_once(words: list[str]) -> None:
    keys = Keys()
    made = [keys.take("part", each) for each in words]
    assert len(set(made)) == len(made)


def test_blocks_that_open_alike_are_told_apart_by_more_of_their_words() -> None:
    keys = Keys()
    made = [keys.take("", f"one two three four five six {end}") for end in ("seven", "eight")]
    assert made == ["one-two-three-four-five-six", "one-two-three-four-five-six-eight"]
