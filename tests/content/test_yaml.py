"""YAML as authors write it: every value is text, and knows its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.yaml import read_yaml
from handouts.diagnostics import Code

AS_WRITTEN = ["8:30", "no", "yes", "on", "0123", "911", "38.10", "1e3", "0x1F", "~", "null", "true",
              "2026-01-05", "1_000", "12:30:45", ".5", "+1", "456e1868", "1e5"]  # fmt: skip


@pytest.mark.parametrize("value", AS_WRITTEN)
def test_a_value_stays_as_it_was_written(value: str) -> None:
    assert read_yaml(f"key: {value}").value == {"key": value}


REFUSED = {
    "an alias": ("a: 1\nb: *x", Code.YAML_ALIAS, 2),
    "an anchor": ("a: 1\nb: &x 2", Code.YAML_ALIAS, 2),
    "an alias bomb": ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", Code.YAML_ALIAS, 1),
    "a number that a comment would swallow": ("a: 1\nb: Ask for room #4", Code.YAML_COMMENT, 2),
    "a comment behind a list's words": ("a:\n  - One # and two", Code.YAML_COMMENT, 2),
    "a comment behind quotes": ('a: "One" # and two', Code.YAML_COMMENT, 1),
    "a comment that is the value": ("a: 1\nb: #4", Code.YAML_COMMENT, 2),
    "a tag": ("a: !!python/object:os.system x", Code.YAML_ALIAS, 1),
    "a key twice": ("a: 1\nb: 2\na: 3", Code.YAML_DUPLICATE_KEY, 3),
    "a key twice, further in": ("a:\n  b: 1\n  b: 2", Code.YAML_DUPLICATE_KEY, 3),
    "a list as a key": ("? [a, b]\n: c", Code.YAML_SYNTAX, 1),
    "an anchor among bold words": ("a: >-\n  **b** c\nd: &x 2", Code.YAML_ALIAS, 3),
    "an alias behind a star": ("a: 1\nb: * *x", Code.YAML_SYNTAX, 2),
    "nesting around a slot": ("a: " + "[" * 12 + "{x_y}" + "]" * 12, Code.YAML_TOO_DEEP, 1),
    "thousand-fold nesting": ("a: " + "[" * 1000, Code.YAML_TOO_DEEP, 1),
    "nesting by indent": (
        "\n".join(" " * i + "a:" for i in range(1000)), Code.YAML_TOO_DEEP, 13,
    ),
    "a value with a colon": ("a: b\nc: d: e", Code.YAML_SYNTAX, 2),
    "a tab as indent": ("a:\n\tb: c", Code.YAML_SYNTAX, 2),
    "a text that stops": ('a: b\nc: "d', Code.YAML_SYNTAX, 2),
    "a list that stops": ("a: [b, c", Code.YAML_SYNTAX, 1),
    "two documents": ("a: b\n---\nc: d", Code.YAML_SYNTAX, 2),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_with_its_line(text: str, code: Code, line: int) -> None:
    first = read_yaml(text).problems[0]
    assert (first.code, first.line) == (code, line)
    assert first.message and first.hint


def test_every_value_knows_its_line() -> None:
    read = read_yaml("a: 1\nb:\n  - c: 2\n    d: >-\n      three\n  - e\n")
    assert read.line(("a",)) == 1
    assert read.line(("b", 0, "d")) == 4
    assert read.line(("b", 1)) == 6
    assert read.line(("b", 0, "not there")) == 3, "the nearest value around it"


@given(
    st.one_of(
        st.text(max_size=80),
        st.text("a:-[]{}&*!|>'\"#%@`\n ?,0.~\t", max_size=80),
    )
)
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    for problem in read_yaml(text).problems:
        assert problem.message and problem.hint and problem.line >= 1


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(max_size=20)))
def test_what_is_quoted_comes_back(values: dict[str, str]) -> None:
    lines = [f"{key}: '{value.replace(chr(39), chr(39) * 2)}'" for key, value in values.items()]
    read = read_yaml("\n".join(lines))
    if not read.problems and values:
        spaced = {key: " ".join(value.split()) for key, value in values.items()}
        assert {key: " ".join(str(v).split()) for key, v in read.value.items()} == spaced
