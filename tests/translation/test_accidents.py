"""Accidents to catalogs: a language is withheld or right, and never breaks the build.

Babel reads each spoilt file too. What our reader takes from it for a translation
must be what Babel finds there for the same English.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError, read_po
from lxml import html
from tests.accidents import PIECES, SEED, active, as_html, shapes, spoilt, tries
from tests.translation.pseudo import speak

from handouts import pipeline
from handouts.diagnostics import Code, Diagnostic
from handouts.document import nodes as n
from handouts.document.walk import find
from handouts.translation import catalogs
from handouts.translation.messages import collect_all
from handouts.translation.voices import Voice, every_voice

LONGEST_SECONDS = 5.0
"""Of the processor, for one language; it takes about 50 milliseconds."""

OF_CATALOGS = [
    *(b'msgid "', b'msgstr "', b'msgctxt "', b'"\n"', b"#, fuzzy\n", b"#,fuzzy\n", b"#~ ", b"#| "),
    *(b'msgstr[0] "x"\n', b'msgid_plural "x"\n', b"\\n", b"\\", b'\\"', b"#: a:1\n", b"\n\n"),
    *(b"{clinic_phone}", b"**", b"[x](term:tendon)", b"\xd9\xa2", b"100", b"<b>", b"&lt;script"),
    *PIECES,
]


def test_no_accident_to_a_catalog_changes_words_in_silence(small: Path) -> None:
    speak(small, "es")
    content = small / "content"
    given = pipeline.inputs(pipeline.Places(content), date(2026, 1, 1))
    english = {m.context: m.text for m in collect_all(given.library).messages}
    good = {file: file.read_bytes() for file in sorted((content / "translations/es").iterdir())}
    first, told = _spanish(given, content)
    assert first is not None and not told
    signs = _signs(first)
    expected = shapes(_pages(given, first))
    chance = random.Random(SEED + 3)
    shown = 0
    for _ in range(tries(120)):
        file = chance.choice(list(good))
        file.write_bytes(spoilt(good[file], chance, OF_CATALOGS))
        started = time.process_time()
        voice, told = _spanish(given, content)
        kept = f"{file.name}\n{file.read_bytes().decode(errors='replace')[:20000]}"
        assert time.process_time() - started < LONGEST_SECONDS, kept
        assert all(d.message and d.hint for d in told)
        if file.suffix == ".po":
            _same_as_babel(content, english, file, told)
        if voice is not None and voice.published:
            shown += 1
            assert _signs(voice).items() <= signs.items(), kept
            for page in _pages(given, voice):
                assert list(active(page, expected)) == [], kept
        file.write_bytes(good[file])
    assert shown > tries(120) / 10, "some accidents cost a few pages only"


def _spanish(given: pipeline.Inputs, content: Path) -> tuple[Voice | None, tuple[Diagnostic, ...]]:
    every, told = every_voice(given.library, given.drawings, content)
    return next((voice for voice in every if voice.language == "es"), None), told


def _pages(given: pipeline.Inputs, voice: Voice) -> Iterator[html.HtmlElement]:
    originals = pipeline.publications(given)
    for page in pipeline.project(given, voice=voice, originals=originals).pages:
        if page.path.endswith(".md"):
            yield as_html(page)


def _signs(voice: Voice) -> dict[str, list[str]]:
    """The danger signs that stand in full on each page, by their keys."""
    return {
        document.path: [
            sign.key for card in find(document.blocks, n.CareCard) for sign in card.signs
        ]
        for document in voice.composition.documents
    }


def _same_as_babel(
    content: Path, english: dict[str, str], file: Path, told: tuple[Diagnostic, ...]
) -> None:
    """Every translation that ours may use from a file is what Babel reads there."""
    if any(d.file.endswith(file.name) and d.code is not Code.TRANSLATION_LEFT_OUT for d in told):
        return  # it was not silent
    try:
        theirs = list(read_po(BytesIO(file.read_bytes()), ignore_obsolete=True))
    except PoFileError as error:
        pytest.fail(f"Taken in silence, but Babel says: {error}\n{file.read_text('utf-8')}")
    except (ValueError, LookupError):
        return  # of the header, in which Babel is the stricter; it holds no translation
    ours, _ = catalogs.read_catalog(content, "es", file.name)
    for context, words in english.items():
        text = ours.get(context, words)
        if text is None:
            continue
        same = [m for m in theirs if m.context == context and m.id == words and not m.fuzzy]
        assert [m.string for m in same] == [text], file.read_text("utf-8")
