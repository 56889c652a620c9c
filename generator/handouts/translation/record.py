"""Who translated, and how: `content/translations/<language>/record.yml`.

Who reviewed a translation is not in it: that is signed for each handout, and holds for
the exact text (`handouts review sign --language`).
"""

from __future__ import annotations

from pathlib import Path

from handouts.content.fields import Date, Model, Plain
from handouts.content.files import Folder
from handouts.content.validate import validated
from handouts.diagnostics import Diagnostic


class Record(Model):
    """The record of a translation. It is written in the translation's language.

    It says what happened and no more.
    """

    translated_by: Plain
    method: Plain = ""
    translated_on: Date = ""


def read_record(content: Path, language: str) -> tuple[Record | None, list[Diagnostic]]:
    """The record of a language, and what is wrong with it."""
    folder = Folder(content.absolute(), content.absolute().parent)
    file = folder.path / "translations" / language / "record.yml"
    text = folder.text(file)
    read = folder.yaml(file, text) if text is not None else None
    made = validated(folder, file, read, Record) if read is not None else None
    return made, folder.diagnostics
