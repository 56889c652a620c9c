"""Runs MkDocs over a generated project."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handouts.diagnostics import Code, ContentProblems, Diagnostic

# Material prints a notice about its end of life at every start; readers of our
# output can do nothing about it, and the generated project does not depend on it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException


def build_project(folder: Path) -> Path:
    """Builds the project in `folder` and gives the folder of the finished pages.

    Raises:
        ContentProblems: MkDocs failed, or warned of something.
    """
    with _warnings() as warned:
        try:
            config = load_config(config_file=str(folder / "mkdocs.yml"))
            mkdocs_build(config)
        except MkDocsException as error:
            raise ContentProblems([_failed(str(error))]) from error
        except Exception as error:  # whatever a clinic's own files in docs/ bring about
            message = f"{type(error).__name__}: {error}"
            raise ContentProblems([_failed(message)]) from error
    if warned:
        raise ContentProblems([_failed(message) for message in warned])
    return folder / "site"


def _failed(message: str) -> Diagnostic:
    hint = "Look at your own files in docs/. If there are none, please report this."
    return Diagnostic(Code.BUILD_FAILED, f"MkDocs: {message}", hint)


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs warns of. It writes to its log; we report it as problems."""
    found: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler = Collect(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    before, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
