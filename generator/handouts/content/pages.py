"""Reads pages: front matter and prose, each problem noted at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from pydantic import TypeAdapter

from handouts.content import prose
from handouts.content.files import Folder
from handouts.content.kinds import KINDS, Page, Summary, Symptoms
from handouts.content.library import Origin, PageSource
from handouts.content.validate import did_you_mean, validated
from handouts.content.yaml import YamlText
from handouts.diagnostics import Code
from handouts.document.keys import is_key, slug
from handouts.document.walk import plain

_PAGES: dict[str, TypeAdapter[Page]] = {kind: TypeAdapter(page) for kind, page in KINDS.items()}


def read_pages(folder: Folder, place: Path) -> tuple[dict[str, PageSource], frozenset[str]]:
    """The folder's pages, and the ids of those with problems of their own."""
    found: dict[str, PageSource] = {}
    unread: set[str] = set()
    for entry in folder.listing(place):
        if entry.name in ("handout.yml", "danger-signs.yml"):
            continue
        if entry.suffix != ".md":
            folder.report(
                Code.FILE_UNEXPECTED,
                f"{entry.name!r} is not a page.",
                "Pages end in .md; figures go into content/figures/. Move or delete the file.",
                entry,
            )
        elif named_well(folder, entry, entry.stem):
            page = _page(folder, entry)
            if page:
                found[page.id] = page
            else:
                unread.add(entry.stem)
    return found, frozenset(unread)


def _page(folder: Folder, file: Path) -> PageSource | None:
    text = folder.text(file)
    if text is None:
        return None
    front, body, body_line = _split(text)
    if front is None:
        folder.report(
            Code.FRONT_MATTER_MISSING,
            "The page does not start with front matter.",
            "Start the file with a line ---, then key: value lines, then a line ---.",
            file,
            1,
        )
        return None
    read = folder.yaml(file, front, first_line=2)
    words = prose.parse(body)
    for problem in words.problems:
        folder.report(problem.code, problem.message, problem.hint, file, body_line + problem.line)
    kind = _kind(folder, file, read) if read else ""
    if read is None or not kind:
        return None
    fields = validated(folder, file, read, _PAGES[kind])
    if fields is None:
        return None
    origin = Origin(file, read.lines, body_line)
    return PageSource(file.stem, fields, _named(folder, origin, fields, words), origin)


def _split(text: str) -> tuple[str | None, str, int]:
    """Front matter, body and the body's first line number in the file."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def _kind(folder: Folder, file: Path, read: YamlText) -> str:
    """The page's kind, or nothing with a problem noted."""
    kind = read.value.get("kind") if isinstance(read.value, dict) else None
    if isinstance(kind, str) and kind in KINDS:
        return kind
    every = ", ".join(KINDS)
    if kind is None:
        folder.report(
            Code.FIELD_MISSING,
            "The page does not say its kind.",
            f"Add a line `kind: …` with one of: {every}.",
            file,
            1,
        )
    else:
        folder.report(
            Code.KIND_UNKNOWN,
            f"There is no kind of page {str(kind)[:60]!r}.",
            did_you_mean(str(kind), KINDS, f"Use one of: {every}."),
            file,
            read.line(("kind",)),
        )
    return ""


def _named(folder: Folder, origin: Origin, fields: Page, words: prose.Prose) -> prose.Prose:
    """The prose with each heading's address: the kind's, or the author's own."""
    named = {heading.title: heading.key for heading in fields.headings}
    needed = {heading.key: heading.title for heading in fields.headings if heading.required}
    if isinstance(fields, Symptoms):
        named = {part.title: part.id for part in fields.parts}
        needed = {part.id: part.title for part in fields.parts}
    if isinstance(fields, Summary) and (words.intro or words.sections):
        message = "A summary has no text below its front matter; nobody would see it."
        hint = "Move the text into key_points, what_to_do or questions."
        folder.report(Code.PROSE_NOT_ALLOWED, message, hint, origin.file, origin.body_line)
    sections = tuple(_with_keys(folder, origin, words.sections, named))
    for key in needed.keys() - {section.key for section in sections}:
        message = f"The heading {needed[key]!r} is missing."
        hint = f"Add a line `## {needed[key]}` and the text under it."
        folder.report(Code.PROSE_SECTION_MISSING, message, hint, origin.file, origin.body_line)
    _filled(folder, origin, words.sections)
    return replace(words, sections=sections)


def _with_keys(
    folder: Folder,
    origin: Origin,
    sections: Sequence[prose.ProseSection],
    named: Mapping[str, str],
) -> Iterator[prose.ProseSection]:
    """The sections that have an address; `named` is by the titles that a kind names."""
    by_title = {title.casefold(): key for title, key in named.items()}
    taken: dict[str, int] = {}
    for section in sections:
        line = origin.body_line + section.line
        title = plain(section.title).strip()
        key = section.key or by_title.get(title.casefold(), "")
        if not key:
            hint = f"Give it one: ## {title} {{#{slug(title, 4) or 'part'}}}"
            folder.report(
                Code.PROSE_SECTION_UNKNOWN,
                f"The heading {title!r} has no address.",
                did_you_mean(title, named, hint),
                origin.file,
                line,
            )
            continue
        if key in taken:
            message = f"The address {key!r} is taken by the heading on line {taken[key]}."
            hint = "Give one of the two headings another address."
            folder.report(Code.PROSE_KEY_DUPLICATE, message, hint, origin.file, line)
        taken[key] = line
        yield replace(section, key=key)


def _filled(folder: Folder, origin: Origin, sections: Sequence[prose.ProseSection]) -> None:
    """Notes every heading with nothing under it."""
    for section, after in zip_longest(sections, sections[1:]):
        has_parts = section.level == 2 and after is not None and after.level == 3
        if not section.blocks and not has_parts:
            message = f"There is no text under the heading {plain(section.title).strip()!r}."
            hint = "Write the text, or remove the heading."
            line = origin.body_line + section.line
            folder.report(Code.PROSE_SECTION_EMPTY, message, hint, origin.file, line)


def named_well(folder: Folder, file: Path, name: str) -> bool:
    """Whether a file or folder name can be an address; notes it if not."""
    if is_key(name):
        return True
    folder.report(
        Code.FILE_NAME,
        f"{name!r} cannot be used as an address.",
        f"Rename it with small letters, digits and hyphens, such as {slug(name) or 'my-page'}.",
        file,
    )
    return False
