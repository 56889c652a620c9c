"""The marks that translators see can be read back without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.prose import ProseError, parse_line
from handouts.document import nodes as n
from handouts.translation.notation import read, written

_WORDS = st.text(alphabet="ab é١٢2*_[]()!<>&\\`~-.:;,'\"#|/=+ ن", min_size=1, max_size=20)
_KEYS = st.sampled_from(["disc", "nerve-map", "l3"])


def _line(text: str) -> n.Inlines | None:
    """What an author's line gives, or None where authors may not write it."""
    try:
        return parse_line(" ".join(text.split()))
    except ProseError:
        return None


@given(_WORDS)
def test_any_plain_words_come_back_as_they_were(words: str) -> None:
    folded = " ".join(words.split())
    if not folded:
        return
    content = (n.Text(folded),)
    assert read(written(content)) == content


@given(_WORDS)
def test_whatever_an_author_may_write_comes_back(words: str) -> None:
    content = _line(words)
    if content:
        assert read(written(content)) == content


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["text", "strong", "link", "part", "term", "slot"]),
            st.text(alphabet="abc dé", min_size=1, max_size=8).filter(str.strip),
            _KEYS,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_marks_come_back_as_they_were(parts: list[tuple[str, str, str]]) -> None:
    text = " and ".join(_marked(kind, words.strip(), key) for kind, words, key in parts)
    content = parse_line(" ".join(text.split()))
    assert read(written(content)) == content


def _marked(kind: str, words: str, key: str) -> str:
    return {
        "text": words,
        "strong": f"**{words}**",
        "link": f"[{words}]({key}.md)",
        "part": f"[{words}]({key}.md#part)",
        "term": f"[{words}](term:{key})",
        "slot": "{clinic_phone}",
    }[kind]


@pytest.mark.parametrize(
    "line",
    [
        "**Call {emergency_number}** or go to an emergency room.",
        "A [disc](term:disc) is a cushion. See [your exam](diagnosis.md#tests).",
        "**[Bulging disc](term:bulging-disc):** the disc spreads.",
        "Half & half: 3 < 5 > 2",
    ],
)
def test_lines_read_as_their_author_wrote_them(line: str) -> None:
    assert written(parse_line(line)) == line
