from __future__ import annotations

from handouts.governance.word_diff import changes


def test_a_change_is_shown_word_by_word_below_its_page() -> None:
    before = "page: a\nTake 1 pill a day.\npage: b\nWalk."
    after = "page: a\nTake 2 pills a day.\npage: b\nWalk."
    assert changes(before, after) == ["page: a", "  Take [-1 pill-] {+2 pills+} a day."]


def test_a_new_line_and_a_gone_line_are_shown_whole() -> None:
    assert changes("page: a\nOld.", "page: a\nOld.\nNew.") == ["page: a", "  {+New.+}"]
    assert changes("page: a\nOld.\nGone.", "page: a\nOld.") == ["page: a", "  [-Gone.-]"]


def test_nothing_is_shown_where_nothing_changed() -> None:
    assert changes("page: a\nSame.", "page: a\nSame.") == []
