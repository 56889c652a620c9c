"""Libraries of any size for benchmarks: the same pages for us and for other tools.

A page has about 600 words, 8 headings and 2 figures. Its sentences come from our own
library, in another order on every page, so that words are as long and as often
repeated as in real text. The same number gives the same files.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from handouts.content import loader
from handouts.content.library import Library
from handouts.diagnostics import has_errors
from handouts.translation import catalogs
from handouts.translation.messages import collect_all

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "content"
HEADINGS = 8
WORDS = 600
PAGES_OF_HANDOUT = 17
_PLAIN = re.compile(r"\[([^\]]+)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page in words: its id, title, key point, sections of paragraphs, and figures."""

    id: str
    kind: str
    title: str
    key_point: str
    aliases: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A handout in words."""

    id: str
    title: str
    pages: tuple[Page, ...]


def books(pages: int) -> list[Book]:
    """Handouts of 17 pages each, `pages` in all or a few less."""
    sentences = _sentences()
    figures = sorted(file.stem for file in (SOURCE / "figures").glob("*.yml"))
    return [
        _book(number, sentences, figures) for number in range(max(1, pages // PAGES_OF_HANDOUT))
    ]


def _sentences() -> list[str]:
    found = set()
    for file in sorted((SOURCE / "knee-pain-from-your-back").glob("*.md")):
        body = _PLAIN.sub(r"\1", file.read_text(encoding="utf-8").split("\n---\n", 1)[1])
        for paragraph in body.split("\n\n"):
            flat = " ".join(paragraph.split())
            if re.fullmatch(r"[A-Z][\w ,;'’-]+\.( [A-Z][\w ,;'’-]+\.)*", flat):
                found.update(re.findall(r"[A-Z][^.]+\.", flat))
    return sorted(s for s in found if len(s.split()) > 4)


def _book(number: int, sentences: list[str], figures: list[str]) -> Book:
    chance = random.Random(number)
    kinds = ["home", "help", "symptoms", "questions", "summary"]
    kinds += ["explanation"] * (PAGES_OF_HANDOUT - len(kinds))
    pages = []
    told = 1000 + number  # no page may name 112: it is an emergency number
    for place, kind in enumerate(kinds):
        page_id = "index" if kind == "home" else f"{kind}-{place}"
        title = f"{_phrase(chance, sentences)} {told}.{place}"
        pages.append(
            Page(
                page_id,
                kind,
                title,
                chance.choice(sentences),
                tuple(f"{_phrase(chance, sentences)} {told} {place} {i}" for i in range(10)),
                tuple(_section(chance, sentences) for _ in range(HEADINGS)),
                (
                    figures[(number + place) % len(figures)],
                    figures[(number + place + 5) % len(figures)],
                ),
            )
        )
    return Book(f"handout-{number}", f"Condition {told}", tuple(pages))


def _phrase(chance: random.Random, sentences: list[str]) -> str:
    return " ".join(chance.choice(sentences).rstrip(".").split()[:4])


def _section(chance: random.Random, sentences: list[str]) -> tuple[str, tuple[str, ...]]:
    paragraphs: list[str] = []
    words = 0
    while words < WORDS // HEADINGS:
        line = " ".join(chance.choice(sentences) for _ in range(3))
        paragraphs.append(line)
        words += len(line.split())
    return _phrase(chance, sentences), tuple(paragraphs)


# --- as content of ours ----------------------------------------------------


def write_content(found: list[Book], folder: Path) -> None:
    """Writes the handouts as a content folder."""
    shutil.copytree(SOURCE / "figures", folder / "figures")
    shutil.copytree(SOURCE / "notices", folder / "notices")
    shutil.copytree(SOURCE / "search", folder / "search")
    for name in ("glossary.yml", "sources.yml", "clinic.yml"):
        shutil.copy(SOURCE / name, folder / name)
    for file in (folder / "search").glob("*.yml"):
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        file.write_text(yaml.safe_dump({"same": read["same"]}, allow_unicode=True), "utf-8")
    for book in found:
        _write_book(book, folder / book.id, found[0])
    _untie(folder, found[0])


def _untie(folder: Path, main: Book) -> None:
    """Points links of the glossary and the notices to a page that is there."""
    to = next(page.id for page in main.pages if page.kind == "help")
    for file in (
        *folder.glob("*.yml"),
        *folder.glob("notices/*.md"),
        *folder.glob("figures/*.yml"),
    ):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"\([a-z-]+\.md(?:#[a-z0-9-]+)?\)", f"({to}.md)", text), "utf-8")


def _write_book(book: Book, folder: Path, main: Book) -> None:
    folder.mkdir(parents=True)
    real = SOURCE / "knee-pain-from-your-back"
    signs = (real / "danger-signs.yml").read_text(encoding="utf-8")
    to = next(page.id for page in book.pages if page.kind == "help")
    signs = re.sub(r"\(when-to-get-help\.md(?:#[a-z0-9-]+)?\)", f"({to}.md)", signs)
    (folder / "danger-signs.yml").write_text(signs, encoding="utf-8")
    handout = {
        "title": book.title,
        "short_title": book.title,
        "path": "" if book is main else book.id,
        "purpose": "To help you understand it.",
        "audience": "For adults.",
        "uncertainty": "Nobody can promise when it will go.",
        "condition": book.title,
        "review_every_months": 24,
        "parts": [{"title": "All", "pages": [page.id for page in book.pages]}],
    }
    (folder / "handout.yml").write_text(_yaml(handout), encoding="utf-8")
    for page in book.pages:
        (folder / f"{page.id}.md").write_text(_ours(page, book), encoding="utf-8")


def _ours(page: Page, book: Book) -> str:
    fields: dict[str, object] = {
        "kind": page.kind,
        "title": page.title,
        "key_point": page.key_point,
        "aliases": list(page.aliases),
        "sources": ["bogduk-2009", "koes-2007"],
        "figure": page.figures[0],
    }
    short = ["It often gets better.", "Keep moving.", "Ask for help."]
    if page.kind == "home":
        cards = [p for p in book.pages if p.kind == "explanation"][:3]
        fields["cards"] = [{"page": p.id, "text": "Read more."} for p in cards]
    elif page.kind == "symptoms":
        part = {"id": "one", "title": "One sign", "where": "In your leg."}
        fields["parts"] = [{**part, "feels_like": "It burns.", "urgent": "If it grows fast."}]
    elif page.kind == "questions":
        fields["groups"] = [{"id": "before", "title": "Before you go", "questions": short}]
    elif page.kind == "summary":
        fields |= {"key_points": short, "what_to_do": short[:2], "questions": ["What is it?"]}
    if page.kind == "summary":
        return f"---\n{_yaml(fields)}---\n"
    chunks = []
    for place, (title, paragraphs) in enumerate(page.sections):
        key = f"part-{place}"
        if page.kind == "symptoms" and place == 0:
            chunks.append("## One sign")
        else:
            chunks.append(f"## {title} {{#{key}}}")
        chunks += paragraphs
        if place == HEADINGS - 1:
            chunks.append(f"![](figure:{page.figures[1]})")
    return f"---\n{_yaml(fields)}---\n\n" + "\n\n".join(chunks) + "\n"


def _yaml(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def write_catalogs(content: Path, languages: tuple[str, ...]) -> None:
    """Whole catalogs for some languages. They say the same as the English: only time counts."""
    library = load_or_warn(content)
    domains = collect_all(library).domains()
    for language in languages:
        for domain, messages in domains.items():
            po = catalogs.template(messages, language)
            for entry in po:
                entry.msgstr = entry.msgid
            catalogs.write(po, content / "translations" / language / f"{domain}.po")
        record = SOURCE / "translations" / language / "record.yml"
        shutil.copy(record, content / "translations" / language / "record.yml")


def load_or_warn(content: Path) -> Library:
    """The library; warnings do not count."""
    library, found = loader.load(content)
    if library is None or has_errors(found):
        raise ValueError(found)
    return library


# --- as plain Markdown -----------------------------------------------------


def plain_pages(found: list[Book]) -> Iterator[tuple[str, str, str]]:
    """The same pages as Markdown for any tool: path, title, text."""
    for book in found:
        for page in book.pages:
            lines = [f"# {page.title}", page.key_point, _image(page.figures[0])]
            for title, paragraphs in page.sections:
                lines += [f"## {title}", *paragraphs]
            lines.append(_image(page.figures[1]))
            yield f"{book.id}/{page.id}.md", page.title, "\n\n".join(lines) + "\n"


def _image(figure: str) -> str:
    return f"![{figure.replace('-', ' ')}](../figures/{figure}.svg)"


def copy_figures(folder: Path) -> None:
    """The drawings, as files beside plain pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted((SOURCE / "figures").glob("*.svg")):
        shutil.copy(file, folder / file.name)
