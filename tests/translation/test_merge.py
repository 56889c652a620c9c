"""Merging keeps what translators wrote and marks what they must look at again."""

from __future__ import annotations

import polib
from hypothesis import given
from hypothesis import strategies as st

from handouts.translation.catalogs import template
from handouts.translation.merge import merged
from handouts.translation.messages import Message

PAGE = "knee/disc"
_WORDS = st.lists(
    st.sampled_from("pain goes from the back down into your knee when you sit".split()),
    min_size=3,
    max_size=7,
).map(" ".join)


def files(*messages: Message, **texts: str) -> list[polib.POFile]:
    po = template(messages, "es")
    for entry in po:
        entry.msgstr = texts.get(entry.msgctxt.rpartition("/")[2], "")
    return [po]


def entry_of(made: dict[str, polib.POFile], key: str) -> polib.POEntry:
    return next(e for po in made.values() for e in po if e.msgctxt.endswith(f"/{key}"))


def merge(old: list[polib.POFile], *messages: Message) -> dict[str, polib.POFile]:
    return dict(merged(old, {"knee": messages}, "es"))


def test_unchanged_english_keeps_its_translation() -> None:
    message = Message(f"{PAGE}/a", "Walk a little.")
    entry = entry_of(merge(files(message, a="Camine un poco."), message), "a")
    assert (entry.msgstr, entry.fuzzy) == ("Camine un poco.", False)


def test_changed_english_makes_the_translation_fuzzy_and_keeps_the_old_words() -> None:
    old = files(Message(f"{PAGE}/a", "Walk a little."), a="Camine un poco.")
    entry = entry_of(merge(old, Message(f"{PAGE}/a", "Walk a lot.")), "a")
    assert (entry.msgstr, entry.fuzzy) == ("Camine un poco.", True)
    assert entry.previous_msgid == "Walk a little."


def test_a_second_change_still_shows_the_english_that_was_translated() -> None:
    old = files(Message(f"{PAGE}/a", "Walk a little."), a="Camine un poco.")
    once = merge(old, Message(f"{PAGE}/a", "Walk a lot."))
    entry = entry_of(merge(list(once.values()), Message(f"{PAGE}/a", "Walk far.")), "a")
    assert entry.previous_msgid == "Walk a little."


def test_english_that_changes_back_is_translated_again() -> None:
    first = Message(f"{PAGE}/a", "Walk a little.")
    once = merge(files(first, a="Camine un poco."), Message(f"{PAGE}/a", "Walk a lot."))
    entry = entry_of(merge(list(once.values()), first), "a")
    assert (entry.fuzzy, entry.previous_msgid) == (False, None)


def test_a_translators_own_doubt_stays() -> None:
    message = Message(f"{PAGE}/a", "Walk a little.")
    old = files(message, a="Camine un poco.")
    old[0][0].flags.append("fuzzy")
    assert entry_of(merge(old, message), "a").fuzzy


def test_text_that_moved_within_its_page_is_found_by_its_words() -> None:
    old = files(Message(f"{PAGE}/what/a", "Walk a little."), a="Camine un poco.")
    entry = entry_of(merge(old, Message(f"{PAGE}/why/b", "Walk a little.")), "b")
    assert (entry.msgstr, entry.fuzzy) == ("Camine un poco.", False)


def test_text_of_another_page_is_never_taken() -> None:
    old = files(Message("knee/surgery/a", "Walk a little."), a="Camine un poco.")
    entry = entry_of(merge(old, Message("knee/disc/b", "Walk a little.")), "b")
    assert entry.msgstr == ""


def test_new_first_words_offer_the_old_translation_as_fuzzy() -> None:
    old = files(
        Message(f"{PAGE}/many-discs", "Many discs press on nothing at all."),
        **{"many-discs": "Muchos discos no presionan nada."},
    )
    new = Message(f"{PAGE}/most-discs", "Most discs press on nothing at all.")
    entry = entry_of(merge(old, new), "most-discs")
    assert entry.fuzzy
    assert entry.previous_msgid == "Many discs press on nothing at all."


def test_what_is_gone_is_kept_aside_and_found_again() -> None:
    gone, stays = Message(f"{PAGE}/a", "Walk a little."), Message(f"{PAGE}/b", "Sit less.")
    without = merge(files(gone, stays, a="Camine un poco.", b="Siéntese menos."), stays)
    assert [e.msgstr for e in without["knee"].obsolete_entries()] == ["Camine un poco."]
    again = merge(list(without.values()), gone, stays)
    assert entry_of(again, "a").msgstr == "Camine un poco."
    assert not again["knee"].obsolete_entries()


def test_a_translators_header_and_notes_stay() -> None:
    message = Message(f"{PAGE}/a", "Walk a little.")
    old = files(message, a="Camine un poco.")
    old[0].metadata["Last-Translator"] = "Ana"
    old[0][0].tcomment = "Se dice caminar, no andar."
    made = merge(old, message)
    assert made["knee"].metadata["Last-Translator"] == "Ana"
    assert entry_of(made, "a").tcomment == "Se dice caminar, no andar."


@given(
    st.dictionaries(st.sampled_from("abcdef"), _WORDS),
    st.dictionaries(st.sampled_from("abcdef"), _WORDS),
)
def test_merging_loses_nothing_and_never_calls_a_change_translated(
    before: dict[str, str], after: dict[str, str]
) -> None:
    old_messages = [Message(f"{PAGE}/{k}", text) for k, text in before.items()]
    old = files(*old_messages, **{key: f"t:{text}" for key, text in before.items()})
    new = [Message(f"{PAGE}/{k}", text) for k, text in after.items()]
    made = merge(old, *new)
    if not new:
        return
    kept = [e.msgstr for e in made["knee"] if e.msgstr]
    assert sorted(set(kept)) == sorted({f"t:{text}" for text in before.values()})
    for entry in made["knee"]:
        if entry.msgstr and not entry.fuzzy and not entry.obsolete:
            assert entry.msgstr == f"t:{entry.msgid}"
    assert {k: str(v) for k, v in merge(list(made.values()), *new).items()} == {
        k: str(v) for k, v in made.items()
    }
