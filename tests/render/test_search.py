"""The search index: words that authors wrote, in one small script, byte for byte the same."""

from __future__ import annotations

import json
from pathlib import Path

from handouts.compose.library import compose
from handouts.compose.search_words import search_words
from handouts.content import loader
from handouts.render.addresses import addresses
from handouts.render.search import index_path, search_index, search_theme
from handouts.render.search_language import language
from handouts.render.search_part import search_part

LANGUAGES = Path(__file__).parents[2] / "generator/handouts/render/languages"


def index_of(folder: Path, code: str = "en") -> bytes:
    """The index of a library."""
    library, _ = loader.load(folder / "content")
    assert library is not None
    composition = compose(library)
    where = addresses(composition, library.main.id)
    words = search_words(library, code)
    made = search_index([search_part(composition.documents, words, where, code)], words.same, code)
    assert made.path == index_path(code)
    return made.data


def read(data: bytes) -> dict[str, object]:
    text = data.decode()
    assert text.startswith("self.handoutsSearchIndex={")
    found: dict[str, object] = json.loads(text.partition("=")[2].rstrip(";\n"))
    return found


def test_the_same_content_gives_the_same_bytes(small: Path) -> None:
    assert index_of(small) == index_of(small)


def test_every_page_is_in_it_with_its_words(small: Path) -> None:
    file = small / "content/elbow-pain/rest.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("kind: ", "aliases:\n  - lie “down”\nkind: ", 1), encoding="utf-8")
    index = read(index_of(small))
    pages = [page["address"] for page in index["pages"]]  # type: ignore[attr-defined]
    assert {"", "rest/", "glossary/", "about/"} <= set(pages)
    words = [word for entry in index["entries"] for word in entry[5]]  # type: ignore[attr-defined]
    assert "lie “down”" in words


def test_danger_signs_are_in_it_once_with_their_urgency(small: Path) -> None:
    index = read(index_of(small))
    signs = [e for e in index["entries"] if e[1] == "sign"]  # type: ignore[attr-defined]
    assert len(signs) == len(index["signs"])  # type: ignore[arg-type]
    assert len({sign[2] for sign in signs}) == len(signs)
    assert {card["level"] for card in index["cards"]} == {"now", "today", "book"}  # type: ignore[attr-defined]


def test_no_clinic_fact_is_in_it(small: Path) -> None:
    library, _ = loader.load(small / "content")
    assert library is not None
    data = index_of(small).decode()
    assert library.clinic.phone.number not in data
    assert library.clinic.name not in data


def test_every_language_says_everything_the_box_says() -> None:
    english = language("en")
    for file in LANGUAGES.glob("*.json"):
        other = language(file.stem)
        assert other.messages.keys() == english.messages.keys(), file.name
        assert other.rules.keys() == english.rules.keys(), file.name
        assert "other" in other.messages["found"]
        assert search_theme(file.stem)["index"].endswith(f"index.{file.stem}.js")


def test_words_are_folded() -> None:
    assert language("en").words("Can’t  pee—MRI scan (L4)!") == ["cant", "pee", "mri", "scan", "l4"]
    assert language("es").words("Señales, ¿qué ESTÁ?") == ["senales", "que", "esta"]
    assert language("ar").words("أَلَمُ الرُّكبة ٣") == ["الم", "الركبه", "3"]
