"""Writes a correct page to fill in, and a whole folder to start from."""

from __future__ import annotations

import shutil
import textwrap
import types
import typing
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from handouts.content.fields import Model
from handouts.content.kinds import KINDS, Page, Summary
from handouts.document import nodes as n

_TO_WRITE = "Write this."


def page_text(kind: str, page_id: str) -> str:
    """A page of a kind with every field and heading that it needs.

    Raises:
        KeyError: there is no such kind.
    """
    model = KINDS[kind]
    title = page_id.replace("-", " ").capitalize()
    lines = ["---", f"kind: {kind}", f"title: {title}"]
    for name, field in model.model_fields.items():
        if name in ("kind", "title") or not field.is_required():
            continue
        lines += _field(name, field)
    lines += ["# Words that patients search by, misspellings too:", "aliases:"]
    lines += [f"  - {title.lower()} words"]
    if model.needs_sources:
        lines += ["# Ids from sources.yml:", "sources: []"]
    if model.needs_figure:
        lines += ["no_figure: Not drawn yet."]
    lines += ["---", "", *_body(model)]
    return "\n".join(lines)


def _body(model: type[Page]) -> Iterator[str]:
    if model is Summary:
        return
    yield f"{_TO_WRITE}"
    yield ""
    headings = [h.title for h in model.headings]
    if "parts" in model.model_fields:
        headings.append("Write a title")
    for heading in headings:
        yield f"## {heading}"
        yield ""
        yield _TO_WRITE
        yield ""


def _field(name: str, field: FieldInfo) -> Iterator[str]:
    if field.description:
        yield from (f"# {line}" for line in textwrap.wrap(field.description, 78))
    yield from _value(name, field.annotation, field)


def _value(name: str, shape: Any, field: FieldInfo) -> Iterator[str]:
    entry = _entry_of(shape)
    if entry is None:
        yield f"{name}: {_sample(name, shape)}"
        return
    yield f"{name}:"
    least = max([1, *(getattr(m, "min_length", 0) or 0 for m in field.metadata)])
    for number in range(least):
        if _is_model(entry):
            inner = list(_model(entry, number))
            yield f"  - {inner[0]}"
            yield from (f"    {line}" for line in inner[1:])
        else:
            yield f"  - {_TO_WRITE}{'' if number == 0 else f' ({number + 1})'}"


def _model(model: type[Model], number: int) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if not field.is_required():
            continue
        if name == "id":
            yield f"id: part-{number + 1}"
        elif name == "page":
            yield "page: index"
        else:
            yield from _value(name, field.annotation, field)


def _entry_of(shape: Any) -> Any:
    """What a list holds, or None where the field is no list."""
    if shape == n.Inlines:
        return None  # one line of text
    if typing.get_origin(shape) is tuple:
        return typing.get_args(shape)[0]
    if isinstance(shape, types.UnionType):
        found = [_entry_of(each) for each in typing.get_args(shape)]
        return next((entry for entry in found if entry is not None), None)
    return None


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, Model)


def _sample(name: str, shape: Any) -> str:
    if shape is int:
        return "14"
    return "Write a title" if name == "title" else _TO_WRITE


# --- a clinic's own folder -------------------------------------------------

MKDOCS_YML = """\
# `mkdocs serve` and `mkdocs build` show a preview in build/preview.
# What patients read is built by `handouts build`, which does not use this file.
site_name: Handouts
docs_dir: docs
site_dir: build/preview
theme:
  name: handouts
markdown_extensions:
  - attr_list
  - toc:
      permalink: false
plugins:
  - handouts
"""

_IGNORED = "build/\nsite/\n"


def init_folder(folder: Path) -> None:
    """A new clinic's folder: the starter library, settings, and a place for own files.

    Raises:
        FileExistsError: the folder is there and has something in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with as_file(starter()) as content:
        shutil.copytree(content, folder / "content")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")


def starter() -> Any:
    """The starter library: in the installed package, or in this repository."""
    packaged = files("handouts") / "starter" / "content"
    if packaged.is_dir():
        return packaged
    return Path(__file__).parents[3] / "content"
