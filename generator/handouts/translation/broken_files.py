"""Catalogs that are in doubt as a whole, and not in one of their translations."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from handouts.diagnostics import Code, Diagnostic
from handouts.translation.catalogs import languages, read_catalog

_OF_A_FILE = frozenset(
    (
        *(Code.FILE_NOT_UTF8, Code.FILE_TOO_LARGE, Code.FILE_UNREADABLE, Code.FILE_OUTSIDE),
        *(Code.FILE_UNEXPECTED, Code.FILE_EMPTY, Code.TRANSLATION_FILE, Code.TRANSLATION_HEADER),
        Code.TRANSLATION_DUPLICATE,
    )
)


def is_of_a_file(problem: Diagnostic) -> bool:
    """Whether a whole catalog is in doubt, and not one of its translations.

    A translation that cannot be used costs its pages. A catalog that cannot be read could
    cost a language that was published for months, so it stops a build.
    """
    if problem.code in (Code.FILE_NAME, Code.FILE_UNREADABLE):
        return True
    return problem.code in _OF_A_FILE and problem.file.endswith(".po")


def broken_files(content: Path, without: Container[str] = frozenset()) -> list[Diagnostic]:
    """What is wrong with whole files, told even where the content itself has errors.

    `without` are domains whose files are not read.
    """
    read = (read_catalog(content, code, without=without) for code in languages(content))
    return [problem for _, found in read for problem in found if is_of_a_file(problem)]
