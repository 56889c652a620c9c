"""One mistake of each kind, and what an author is told: the code, the file and the line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.diagnostics import Code, Diagnostic, Severity

Spoil = Callable[[Path], None]

PAGE = "elbow-pain/rest.md"
CAUSE = "elbow-pain/tennis-elbow.md"


def replace(file: str, old: str, new: str) -> Spoil:
    """Changes the words of a file."""

    def spoil(content: Path) -> None:
        words = (content / file).read_text(encoding="utf-8")
        assert words.count(old) >= 1, f"{old!r} is not in {file}"
        (content / file).write_text(words.replace(old, new, 1), encoding="utf-8")

    return spoil


def put(file: str, words: str | bytes) -> Spoil:
    """Writes a whole file."""

    def spoil(content: Path) -> None:
        (content / file).parent.mkdir(exist_ok=True)
        (content / file).write_bytes(words if isinstance(words, bytes) else words.encode())

    return spoil


def remove(file: str) -> Spoil:
    """Takes a file away."""
    return lambda content: (content / file).unlink()


def link_out(content: Path) -> None:
    outside = content.parent / "secret.md"
    outside.write_text("---\nkind: notice\n---\nSecret.\n", encoding="utf-8")
    (content / PAGE).unlink()
    (content / PAGE).symlink_to(outside)


def link_in_circle(content: Path) -> None:
    (content / PAGE).unlink()
    (content / PAGE).symlink_to(content / PAGE)


def folder_out(content: Path) -> None:
    (content.parent / "elsewhere").mkdir()
    (content / "notices/about.md").unlink()
    (content / "notices").rmdir()
    (content / "notices").symlink_to(content.parent / "elsewhere")


def pipe(file: str) -> Spoil:
    """Puts a pipe in the place of a file: who reads it waits for ever."""

    def spoil(content: Path) -> None:
        (content / file).unlink()
        os.mkfifo(content / file)

    return spoil


def folder(file: str) -> Spoil:
    """Puts a folder in the place of a file."""

    def spoil(content: Path) -> None:
        (content / file).unlink()
        (content / file).mkdir()

    return spoil


def huge(content: Path) -> None:
    with (content / PAGE).open("r+b") as file:
        file.truncate(50_000_000)


# --- files -----------------------------------------------------------------

FILES = {
    "a missing handout.yml": (
        remove("elbow-pain/handout.yml"), Code.FILE_MISSING, "elbow-pain/handout.yml", 0),
    "missing danger signs": (
        remove("elbow-pain/danger-signs.yml"), Code.FILE_MISSING, "elbow-pain/danger-signs.yml", 0),
    "a missing clinic": (remove("clinic.yml"), Code.FILE_MISSING, "clinic.yml", 0),
    "a missing glossary": (remove("glossary.yml"), Code.FILE_MISSING, "glossary.yml", 0),
    "a drawing without words": (remove("figures/arm.yml"), Code.FILE_MISSING, "figures/arm.yml", 0),
    "words without a drawing": (remove("figures/arm.svg"), Code.FILE_MISSING, "figures/arm.svg", 0),
    "an empty page": (put(PAGE, ""), Code.FILE_EMPTY, PAGE, 0),
    "a page of blanks": (put(PAGE, " \n\n "), Code.FILE_EMPTY, PAGE, 0),
    "an empty clinic": (put("clinic.yml", "\n"), Code.FILE_EMPTY, "clinic.yml", 0),
    "a page that is not UTF-8": (
        put(PAGE, b"---\nkind: notice\ntitle: na\xefve\n---\n"), Code.FILE_NOT_UTF8, PAGE, 3),
    "a page in UTF-16": (put(PAGE, "---\nkind".encode("utf-16")), Code.FILE_NOT_UTF8, PAGE, 1),
    "a file of 50 MB": (huge, Code.FILE_TOO_LARGE, PAGE, 0),
    "a link out of the folder": (link_out, Code.FILE_OUTSIDE, PAGE, 0),
    "a folder that leads out": (folder_out, Code.FILE_OUTSIDE, "notices", 0),
    "a link to itself": (link_in_circle, Code.FILE_UNEXPECTED, PAGE, 0),
    "a link to nothing": (
        lambda content: (remove(PAGE)(content), (content / PAGE).symlink_to("gone")),
        Code.FILE_UNEXPECTED, PAGE, 0),
    "a folder named as a page": (folder(PAGE), Code.FILE_UNEXPECTED, PAGE, 0),
    "a folder named as the clinic": (folder("clinic.yml"), Code.FILE_UNEXPECTED, "clinic.yml", 0),
    "a pipe in place of a page": (pipe(PAGE), Code.FILE_UNEXPECTED, PAGE, 0),
    "a pipe in place of a drawing": (
        pipe("figures/arm.svg"), Code.FILE_UNEXPECTED, "figures/arm.svg", 0),
    "search words with another ending": (
        put("search/en.yaml", "pages: {}"), Code.FILE_UNEXPECTED, "search/en.yaml", 0),
    "capitals in a name": (
        put("elbow-pain/My Page.md", "x"), Code.FILE_NAME, "elbow-pain/My Page.md", 0),
    "a name that tries to leave": (put("notices/...md", "x"), None, "", 0),
    "a handout's bad name": (put("Elbow Pain/handout.yml", "x"), Code.FILE_NAME, "Elbow Pain", 0),
    "a name that is not UTF-8": (
        lambda content: Path(os.fsdecode(bytes(content / "notices") + b"/\xff.md")).touch(),
        Code.FILE_NAME, "notices/?.md", 0),
    "a picture among the pages": (
        put("elbow-pain/photo.jpg", b"x"), Code.FILE_UNEXPECTED, "elbow-pain/photo.jpg", 0),
    "a picture among the figures": (
        put("figures/photo.png", b"x"), Code.FILE_UNEXPECTED, "figures/photo.png", 0),
    "a control character": (
        replace(PAGE, "Small steps", "Small\x07 steps"), Code.CONTROL_CHARACTER, PAGE, 17),
    "no front matter": (put(PAGE, "Just words.\n"), Code.FRONT_MATTER_MISSING, PAGE, 1),
    "front matter without an end": (
        put(PAGE, "---\nkind: notice\n"), Code.FRONT_MATTER_MISSING, PAGE, 1),
}  # fmt: skip

# --- YAML and fields -------------------------------------------------------

FIELDS = {
    "YAML that stops": (
        replace(PAGE, "not_for: Anyone", 'not_for: "Anyone'), Code.YAML_SYNTAX, PAGE, 14),
    "a key twice": (
        replace(PAGE, "do:", "title: Again\ndo:"), Code.YAML_DUPLICATE_KEY, PAGE, 9),
    "an alias": (replace(PAGE, "Heavy bags.", "*bags"), Code.YAML_ALIAS, PAGE, 12),
    "thousand-fold nesting": (
        replace(PAGE, "Heavy bags.", "[" * 1000), Code.YAML_TOO_DEEP, PAGE, 12),
    "a missing field": (
        replace(PAGE, "not_for: Anyone with a danger sign.\n", ""), Code.FIELD_MISSING, PAGE, 2),
    "an unknown field": (replace(PAGE, "avoid:", "avoids:"), Code.FIELD_UNKNOWN, PAGE, 11),
    "text in place of a list": (
        replace(PAGE, "do:\n  - Move", "do: Move"), Code.FIELD_INVALID, PAGE, 9),
    "a list in place of text": (
        replace(PAGE, "not_for: Anyone", "not_for:\n  - Anyone"), Code.FIELD_INVALID, PAGE, 8),
    "a word in place of a number": (
        replace("elbow-pain/ask.md", "days: 14", "days: fourteen"),
        Code.FIELD_INVALID, "elbow-pain/ask.md", 18),
    "an address of the generator's": (
        replace("elbow-pain/handout.yml", 'path: ""', "path: assets/elbow"),
        Code.PAGE_DUPLICATE, "elbow-pain/handout.yml", 3),
    "an address that no disk takes": (
        replace("elbow-pain/handout.yml", 'path: ""', f"path: {'a/' * 200}b"),
        Code.FIELD_INVALID, "elbow-pain/handout.yml", 3),
    "an empty list": (
        replace(PAGE, "avoid:\n  - Heavy bags.", "avoid: []"), Code.FIELD_INVALID, PAGE, 11),
    "an empty text": (
        replace(PAGE, "not_for: Anyone with a danger sign.", "not_for:"),
        Code.FIELD_INVALID, PAGE, 8),
    "no kind": (replace(PAGE, "kind: self-care\n", ""), Code.FIELD_MISSING, PAGE, 1),
    "an unknown kind": (replace(PAGE, "self-care", "selfcare"), Code.KIND_UNKNOWN, PAGE, 2),
    "a kind in the wrong folder": (
        put("notices/about.md", "---\nkind: help\ntitle: A\nkey_point: B\n---\n\nC\n"),
        Code.FIELD_INVALID, "notices/about.md", 2),
    "marks in a title": (
        replace(PAGE, "Looking after yourself", "Looking **after** it"),
        Code.PROSE_NOT_ALLOWED, PAGE, 3),
    "an icon that is not there": (
        replace("elbow-pain/danger-signs.yml", "icon: cold", "icon: ice"),
        Code.FIELD_INVALID, "elbow-pain/danger-signs.yml", "icon: ice"),
    "an id with capitals": (
        replace("elbow-pain/danger-signs.yml", "id: hot", "id: Hot"),
        Code.FIELD_INVALID, "elbow-pain/danger-signs.yml", "id: Hot"),
    "a term's id with blanks": (
        replace("glossary.yml", "tendon:", "my tendon:"), Code.FIELD_INVALID, "glossary.yml", 1),
    "a label's id with capitals": (
        replace("figures/arm.yml", "  nerve: Nerve", "  Nerve: Nerve"),
        Code.FIELD_INVALID, "figures/arm.yml", 4),
    "an address that leaves the site": (
        replace("elbow-pain/handout.yml", 'path: ""', "path: ../../etc"),
        Code.FIELD_INVALID, "elbow-pain/handout.yml", 3),
    "a javascript: source": (
        replace("sources.yml", "https://books.example/elbow", "javascript:alert(1)"),
        Code.FIELD_INVALID, "sources.yml", 5),
    "a source whose address is broken": (
        replace("sources.yml", "https://books.example/elbow", "https://[books/"),
        Code.FIELD_INVALID, "sources.yml", 5),
    "a date that is none": (
        replace("sources.yml", "2026-01-05", "2026-13-05"), Code.FIELD_INVALID, "sources.yml", 6),
    "HTML in a field": (
        replace(PAGE, "Heavy bags.", "Heavy <b>bags</b>."), Code.PROSE_HTML, PAGE, 12),
    "an emergency number in a description": (
        replace("figures/arm.yml", "A nerve runs past", "Call 911. A nerve runs past"),
        Code.EMERGENCY_NUMBER_IN_PROSE, "figures/arm.yml", 6),
    "an unseen mark, written in quotes": (
        replace(PAGE, "Heavy bags.", r'"Heavy \u202E bags."'), Code.CONTROL_CHARACTER, PAGE, 12),
}  # fmt: skip

# --- prose -----------------------------------------------------------------

PROSE = {
    "HTML": (replace(PAGE, "Small", "<b>Small</b>"), Code.PROSE_HTML, PAGE, 17),
    "a script": (
        replace(PAGE, "Small", "<script>alert(1)</script>\n\nSmall"), Code.PROSE_HTML, PAGE, 17),
    "italics": (replace(PAGE, "Small", "*Small*"), Code.PROSE_NOT_ALLOWED, PAGE, 17),
    "a javascript: link": (
        replace(PAGE, "Small", "[Small](javascript:alert(1))"), Code.PROSE_LINK, PAGE, 17),
    "a data: link": (replace(PAGE, "Small", "[Small](data:,x)"), Code.PROSE_LINK, PAGE, 17),
    "an emergency number": (
        replace(PAGE, "Small", "Call 911. Small"), Code.EMERGENCY_NUMBER_IN_PROSE, PAGE, 17),
    "a heading without an address": (
        replace(PAGE, "Small", "## Why\n\nSmall"), Code.PROSE_SECTION_UNKNOWN, PAGE, 17),
    "a missing heading": (
        replace(CAUSE, "## Who gets it\n\nPeople who grip a lot.\n", ""),
        Code.PROSE_SECTION_MISSING, CAUSE, 16),
    "an empty heading": (
        replace(CAUSE, "People who grip a lot.", ""), Code.PROSE_SECTION_EMPTY, CAUSE, 21),
    "an address twice": (
        replace(PAGE, "Small", "## A {#a}\n\nb\n\n## B {#a}\n\nSmall"),
        Code.PROSE_KEY_DUPLICATE, PAGE, 21),
    "an address of the generator's own": (
        replace(PAGE, "Small", "## When to stop {#stop-if}\n\nSmall"),
        Code.PROSE_KEY_DUPLICATE, PAGE, 17),
    "a word with an address of the generator's own": (
        replace("glossary.yml", "tendon:", "menu:"), Code.PROSE_KEY_DUPLICATE, "glossary.yml", 1),
    "a part's id twice": (
        replace("elbow-pain/danger-signs.yml", "id: hot", '"id": cold-hand'),
        Code.PROSE_KEY_DUPLICATE, "elbow-pain/danger-signs.yml", '"id": cold-hand'),
    "a figure twice on a page": (
        replace(CAUSE, "It may take months.", "It may.\n\n![](figure:arm)"),
        Code.PROSE_KEY_DUPLICATE, CAUSE, 29),
    "text on the summary": (
        lambda content: append(content / "elbow-pain/sheet.md", "\nUnseen.\n"),
        Code.PROSE_NOT_ALLOWED, "elbow-pain/sheet.md", 15),
}  # fmt: skip

# --- between files ---------------------------------------------------------

BETWEEN = {
    "a page that is not in the order": (
        replace("elbow-pain/handout.yml", "      - rest\n", ""), Code.PAGE_NOT_IN_ORDER, PAGE, 1),
    "a page that is ordered but missing": (
        remove(PAGE), Code.PAGE_ORDERED_BUT_MISSING, "elbow-pain/handout.yml", 22),
    "a page ordered twice": (
        replace("elbow-pain/handout.yml", "      - rest\n", "      - rest\n      - rest\n"),
        Code.PAGE_DUPLICATE, "elbow-pain/handout.yml", 23),
    "a notice with a page's address": (
        put("notices/rest.md", "---\nkind: notice\ntitle: A\nkey_point: B\n---\n\nC\n"),
        Code.PAGE_DUPLICATE, "notices/rest.md", 1),
    "a notice with an address of the generator's": (
        put("notices/glossary.md", "---\nkind: notice\ntitle: A\nkey_point: B\n---\n\nC\n"),
        Code.PAGE_DUPLICATE, "notices/glossary.md", 1),
    "a handout without a page to get help": (
        replace("elbow-pain/get-help.md", "kind: help", "kind: explanation"),
        Code.PAGE_KIND_MISSING, "elbow-pain/handout.yml", 1),
    "a link to an unknown page": (
        replace(PAGE, "Small", "See [this](nowhere.md). Small"), Code.LINK_PAGE_UNKNOWN, PAGE, 17),
    "a link to an unknown part": (
        replace(PAGE, "Small", "See [it](symptoms.md#weak-gripp)"),
        Code.LINK_PAGE_UNKNOWN, PAGE, 17),
    "a link to an unknown word": (
        replace(PAGE, "Small", "See [it](glossary.md#nothing)"), Code.LINK_PAGE_UNKNOWN, PAGE, 17),
    "a card to an unknown page": (
        replace("elbow-pain/index.md", "page: get-help", "page: get-hlp"),
        Code.LINK_PAGE_UNKNOWN, "elbow-pain/index.md", 13),
    "an unknown term": (
        replace(PAGE, "Small", "[Small](term:tendonn)"), Code.TERM_UNKNOWN, PAGE, 17),
    "an unknown source": (replace(PAGE, "elbow-trial", "elbow-trail"),
        Code.SOURCE_UNKNOWN, PAGE, 6),
    "an unknown figure": (
        replace(CAUSE, "figure: arm", "figure: leg"), Code.FIGURE_UNKNOWN, CAUSE, 10),
    "an unknown slot": (
        replace(PAGE, "Small", "Call {clinic_fone}. Small"), Code.SLOT_UNKNOWN, PAGE, 17),
    "a number that the clinic does not give": (
        replace("clinic.yml", "after_hours:\n  label: Nurse line\n  number: (555) 555-0111\n", ""),
        Code.SLOT_EMPTY, "clinic.yml", 1),
}  # fmt: skip

WORTH_READING = {
    "a page without sources": (
        replace(PAGE, "sources:\n  - elbow-trial\n", ""), Code.SOURCE_MISSING, PAGE, 1),
    "a source that no page names": (
        lambda content: append(
            content / "sources.yml",
            "other:\n  title: A\n  publisher: B\n  date: '2020'\n  url: https://a.example\n",
        ),
        Code.SOURCE_UNUSED, "sources.yml", 12),
    "no figure and no reason": (
        replace(PAGE, "no_figure: Not needed.\n", ""), Code.FIGURE_NONE, PAGE, 1),
    "a search word on two pages": (
        replace(PAGE, "sources:", "aliases:\n  - sore elbow\nsources:"),
        Code.ALIAS_SHARED, PAGE, 6),
}  # fmt: skip

# --- figures ---------------------------------------------------------------

FIGURES = {
    "a script in a drawing": (
        replace("figures/arm.svg", "  <text", "  <script/>\n  <text"),
        Code.FIGURE_UNSAFE, "figures/arm.svg", 10),
    "a colour of its own": (
        replace("figures/arm.svg", "#7A5200", "#123456"), Code.FIGURE_COLOUR, "figures/arm.svg", 7),
    "a slot without words": (
        replace("figures/arm.svg", 'data-label="nerve"', 'data-label="bone"'),
        Code.FIGURE_LABEL_MISSING, "figures/arm.svg", 10),
    "a label that is too wide": (
        replace("figures/arm.yml", "nerve: Nerve", "nerve: " + "A very long label " * 5),
        Code.FIGURE_LABEL_WIDE, "figures/arm.yml", 4),
}  # fmt: skip


def append(file: Path, words: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + words, encoding="utf-8")


def check(small: Path) -> tuple[Diagnostic, ...]:
    """What is wrong, but for search words, of which the small library has few."""
    found = pipeline.check(small / "content").diagnostics
    return tuple(d for d in found if not d.code.name.startswith("SEARCH_"))


ERRORS = FILES | FIELDS | PROSE | BETWEEN | FIGURES


@pytest.mark.parametrize(("spoil", "code", "file", "line"), ERRORS.values(), ids=ERRORS)
def test_a_mistake_is_named_with_file_line_and_remedy(
    small: Path, spoil: Spoil, code: Code | None, file: str, line: int | str
) -> None:
    spoil(small / "content")
    if isinstance(line, str):  # the line that these words stand on
        lines = (small / "content" / file).read_text(encoding="utf-8").splitlines()
        line = next(number for number, words in enumerate(lines, 1) if line in words)
    found = check(small)
    if code is None:
        assert found == ()
        return
    mine = [d for d in found if (d.code, d.file, d.line) == (code, f"content/{file}", line)]
    assert mine, "\n".join(map(str, found))
    assert mine[0].severity is Severity.ERROR
    assert mine[0].message and mine[0].hint


@pytest.mark.parametrize(
    ("spoil", "code", "file", "line"), WORTH_READING.values(), ids=WORTH_READING
)
def test_what_is_worth_reading_does_not_stop_a_build(
    small: Path, spoil: Spoil, code: Code, file: str, line: int
) -> None:
    spoil(small / "content")
    found = [(d.code, d.severity, d.file, d.line) for d in check(small)]
    assert found == [(code, Severity.WARNING, f"content/{file}", line)]


def test_an_unused_figure_is_reported(small: Path) -> None:
    for name in ("arm.svg", "arm.yml"):
        words = (small / "content/figures" / name).read_text(encoding="utf-8")
        (small / "content/figures" / name.replace("arm", "leg")).write_text(words)
    assert [(d.code, d.file) for d in check(small)] == [
        (Code.FIGURE_UNUSED, "content/figures/leg.yml")
    ]


def test_a_misspelled_field_gets_a_suggestion_of_its_own_kind(small: Path) -> None:
    replace(CAUSE, "worse:", "wrose:")(small / "content")
    unknown = next(d for d in check(small) if d.code is Code.FIELD_UNKNOWN)
    assert unknown.hint == "Did you mean 'worse'?"
    replace(CAUSE, "wrose:", "stop_iff:")(small / "content")
    unknown = next(d for d in check(small) if d.code is Code.FIELD_UNKNOWN)
    assert "stop_if" not in unknown.hint.replace("stop_iff", ""), "a cause has no such field"


def test_all_problems_of_all_files_are_found_in_one_run(small: Path) -> None:
    content = small / "content"
    for spoil in (
        replace(PAGE, "Small", "*Small*"),
        replace(PAGE, "avoid:", "avoids:"),
        replace(CAUSE, "figure: arm", "figure: leg"),
        replace("clinic.yml", "id: small-clinic", "id: Small Clinic"),
        replace("elbow-pain/brace.md", "elbow-trial", "elbow-trail"),
        replace("figures/arm.svg", "#7A5200", "#123456"),
        put("elbow-pain/My Page.md", "x"),
    ):
        spoil(content)
    assert {(d.code, d.file) for d in check(small) if d.severity is Severity.ERROR} == {
        (Code.PROSE_NOT_ALLOWED, f"content/{PAGE}"),
        (Code.FIELD_UNKNOWN, f"content/{PAGE}"),
        (Code.FIELD_MISSING, f"content/{PAGE}"),
        (Code.FIGURE_UNKNOWN, f"content/{CAUSE}"),
        (Code.FIELD_INVALID, "content/clinic.yml"),
        (Code.SOURCE_UNKNOWN, "content/elbow-pain/brace.md"),
        (Code.FIGURE_COLOUR, "content/figures/arm.svg"),
        (Code.FILE_NAME, "content/elbow-pain/My Page.md"),
    }


def test_a_page_with_a_mistake_is_not_called_missing_too(small: Path) -> None:
    replace("elbow-pain/symptoms.md", "title: Symptoms", "titel: Symptoms")(small / "content")
    codes = {d.code for d in check(small)}
    assert codes == {Code.FIELD_UNKNOWN, Code.FIELD_MISSING}


HIDING = {
    "of the handout's file": (
        replace("elbow-pain/handout.yml", "title:", "titel:"), "elbow-pain/handout.yml"),
    "of the handout's YAML": (
        replace("elbow-pain/handout.yml", "title:", "  title: a\ntitle:"),
        "elbow-pain/handout.yml"),
    "of the danger signs": (
        replace("elbow-pain/danger-signs.yml", "strip:", "stripe:"), "elbow-pain/danger-signs.yml"),
    "of a sign": (
        replace("elbow-pain/danger-signs.yml", "more:", "moore:"), "elbow-pain/danger-signs.yml"),
    "of the sources": (replace("sources.yml", "2026-01-05", "yesterday"), "sources.yml"),
    "of the sources' YAML": (replace("sources.yml", "title: ", 'title: "'), "sources.yml"),
    "of the glossary": (replace("glossary.yml", "definition:", "defintion:"), "glossary.yml"),
    "of a figure": (replace("figures/arm.yml", "alt:", "altt:"), "figures/arm.yml"),
    "of a drawing": (put("figures/arm.svg", b"\xff"), "figures/arm.svg"),
    "of the clinic": (replace("clinic.yml", "name:", "nmae:"), "clinic.yml"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "file"), HIDING.values(), ids=HIDING)
def test_a_mistake_in_one_file_neither_hides_nor_makes_problems_of_others(
    small: Path, spoil: Spoil, file: str
) -> None:
    spoil(small / "content")
    replace("elbow-pain/sheet.md", "figure: arm", "figure: leg")(small / "content")
    found = [d for d in check(small) if d.severity is Severity.ERROR]
    others = [(d.code, d.file) for d in found if d.file != f"content/{file}"]
    assert others == [(Code.FIGURE_UNKNOWN, "content/elbow-pain/sheet.md")], found
    assert len(found) > 1 and all(d.line for d in found if d.code is not Code.FILE_NOT_UTF8)
    assert {d.severity for d in check(small)} == {Severity.ERROR}, "warnings of a stand-in"


@pytest.mark.parametrize("file", ["glossary.yml", "sources.yml"])
@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b'"', None])
def test_a_shared_file_that_cannot_be_read_is_the_only_problem(
    small: Path, file: str, data: bytes | None
) -> None:
    """Nobody is told to add an entry to a file that has it and was only saved wrongly."""
    remove(file)(small / "content") if data is None else put(file, data)(small / "content")
    assert [d.file for d in check(small) if d.severity is Severity.ERROR] == [f"content/{file}"]


def test_a_file_with_thousands_of_problems_is_told_in_a_moment(small: Path) -> None:
    lines = "".join(f"k{number}: v\n" for number in range(5_000))
    put("clinic.yml", lines)(small / "content")
    started = time.process_time()
    found = [d for d in check(small) if d.file.endswith("clinic.yml")]
    assert time.process_time() - started < 5
    assert len(found) == 51
    assert "more problems like these" in " ".join(d.message for d in found)


def test_problems_come_in_reading_order_and_once(small: Path) -> None:
    replace(PAGE, "Small", "*Small*")(small / "content")
    put("glossary.yml", "a: b")(small / "content")
    found = check(small)
    assert list(found) == sorted(found, key=lambda d: (d.file, d.line))
    assert len(set(found)) == len(found)
    assert found == check(small)


# --- what is accepted ------------------------------------------------------


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(small: Path) -> None:
    before = pipeline.check(small / "content").library
    for file in (small / "content").rglob("*.*"):
        words = file.read_bytes().replace(b"\n", b"\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + words)
    after = pipeline.check(small / "content")
    assert check(small) == ()
    assert before is not None and after.library is not None
    for page in before.main.pages.values():
        twin = after.library.main.pages[page.id]
        assert (twin.fields, twin.prose.intro, twin.prose.sections) == (
            page.fields, page.prose.intro, page.prose.sections)  # fmt: skip


@pytest.mark.parametrize("words", ["8:30", "no", "0123", "38.10", "yes", "null", "456e1868"])
def test_short_values_are_taken_as_text(small: Path, words: str) -> None:
    replace(PAGE, "Heavy bags.", words)(small / "content")
    result = pipeline.check(small / "content")
    assert check(small) == () and result.library is not None
    assert result.library.main.pages["rest"].fields.avoid[0][0].text == words


@pytest.mark.parametrize("words", ["8:30", "no", "0123", "1e5", "456e1868"])
def test_they_are_text_in_the_files_of_a_handout_and_a_clinic_too(small: Path, words: str) -> None:
    replace("elbow-pain/handout.yml", "short_title: ", f"short_title: {words}\n#")(
        small / "content"
    )
    replace("clinic.yml", "name: Small Clinic", f"name: {words}")(small / "content")
    result = pipeline.check(small / "content")
    assert check(small) == () and result.library is not None
    assert result.library.main.file.short_title == result.library.clinic.name == words


@pytest.mark.parametrize("number", ["911", "0123", "112", "9 9 9"])
def test_an_emergency_number_needs_no_quotes(small: Path, number: str) -> None:
    replace("clinic.yml", '"911"', number)(small / "content")
    result = pipeline.check(small / "content")
    assert check(small) == () and result.library is not None
    assert result.library.clinic.emergency_number == number


def test_hidden_files_and_editors_copies_are_passed_over(small: Path) -> None:
    for name in (".DS_Store", "rest.md~", ".rest.md.swp"):
        (small / "content/elbow-pain" / name).write_bytes(b"\x00")
    assert check(small) == ()


def test_a_thousand_pages_are_no_problem(small: Path) -> None:
    words = (small / "content" / PAGE).read_text(encoding="utf-8")
    names = [f"rest-{number}" for number in range(2000, 3000)]
    for name in names:
        page = words.replace("Looking after yourself", f"Looking after {name}")
        (small / "content/elbow-pain" / f"{name}.md").write_text(page, encoding="utf-8")
    order = "".join(f"      - {name}\n" for name in names)
    append(small / "content/elbow-pain/handout.yml", order)
    result = pipeline.check(small / "content")
    assert check(small) == ()
    assert result.library is not None and len(result.library.main.order) == 1012
