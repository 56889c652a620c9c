"""What `handouts check` says of the words that patients search by."""

from __future__ import annotations

from pathlib import Path

from handouts.content import checks, loader
from handouts.diagnostics import Code, Diagnostic


def found(small: Path, code: Code) -> list[Diagnostic]:
    """The problems of one code in a library."""
    library, _ = loader.load(small / "content")
    assert library is not None
    return [d for d in checks.check(library) if d.code is code]


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_small_library_has_no_such_problem(small: Path) -> None:
    for code in (Code.ALIAS_SHARED, Code.SEARCH_WORDS_UNKNOWN):
        assert found(small, code) == []


def test_a_word_that_two_pages_claim_is_named_with_its_line(small: Path) -> None:
    pages = small / "content/elbow-pain"
    change(pages / "rest.md", "kind: ", "aliases:\n  - Hurt-elbow\nkind: ")
    change(pages / "brace.md", "kind: ", "aliases:\n  - hurt elbow\nkind: ")
    (problem,) = found(small, Code.ALIAS_SHARED)
    assert problem.line == 3
    assert problem.severity == "warning"
    assert problem.file.endswith(("rest.md", "brace.md"))


def test_a_page_that_no_word_leads_to_is_named(small: Path) -> None:
    files = {d.file.rsplit("/", 1)[-1] for d in found(small, Code.SEARCH_UNREACHED)}
    change(small / "content/elbow-pain/rest.md", "kind: ", "aliases:\n  - lie down\nkind: ")
    after = {d.file.rsplit("/", 1)[-1] for d in found(small, Code.SEARCH_UNREACHED)}
    assert "rest.md" not in after
    assert after <= files


def test_words_for_a_page_sign_or_term_that_is_not_there_are_named(small: Path) -> None:
    folder = small / "content/search"
    folder.mkdir(exist_ok=True)
    text = "pages:\n  rset: [lie down]\nsigns:\n  nothing: [ow]\nterms:\n  none: [oh]\n"
    (folder / "fr.yml").write_text(text, encoding="utf-8")
    problems = found(small, Code.SEARCH_WORDS_UNKNOWN)
    assert [p.line for p in problems] == [2, 4, 6]
    assert "rest" in problems[0].hint
