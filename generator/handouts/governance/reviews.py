"""Review records: what was signed, by whom, when, and until when.

`content/reviews/<handout>/<language>-<version>.txt` holds the canonical text
that was signed; the `.yml` beside it says who signed it. The record counts for
exactly that text: its fingerprint is the text's SHA-256. That of a translation also
says who translated it and how, and which text it translates.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from handouts.content.fields import Date, Key, Model, Plain
from handouts.content.files import Folder
from handouts.content.validate import validated
from handouts.content.yaml_out import yaml_text
from handouts.diagnostics import Code, Diagnostic
from handouts.governance.canonical import VERSION_LENGTH, fingerprint


class ReviewFile(Model):
    """`reviews/<handout>/<language>-<version>.yml`."""

    handout: Key
    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    fingerprint: str = Field(pattern=r"^[0-9a-f]{64}$")
    reviewer: Plain
    role: Plain
    signed_on: Date = Field(min_length=10)
    review_due: Date = Field(min_length=10)
    withdrawn_on: Date = Field("", description="Set when the version must not be used any more.")
    withdrawn_because: Plain = ""
    translated_by: Plain = Field("", description="In the translation's language.")
    method: Plain = Field("", description="How it was translated, such as by hand.")
    translates: str = Field(
        "", pattern=r"^(?:[0-9a-f]{64})?$", description="The fingerprint of the original's text."
    )


@dataclass(frozen=True, slots=True)
class Record:
    """One signed version. `text` is what was signed.

    The last three are empty but for a translation: who made it, how, and the
    fingerprint of the text that it translates. Its reviewer is the qualified
    translator who read it against that text.
    """

    handout: str
    language: str
    fingerprint: str
    reviewer: str
    role: str
    signed_on: date
    review_due: date
    text: str
    withdrawn_on: date | None = None
    withdrawn_because: str = ""
    translated_by: str = ""
    method: str = ""
    translates: str = ""

    @property
    def version(self) -> str:
        """What is printed: the first characters of the fingerprint."""
        return self.fingerprint[:VERSION_LENGTH]


@dataclass(frozen=True, slots=True)
class Reviews:
    """Every record of a content folder, oldest first."""

    records: tuple[Record, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def in_language(self, language: str) -> Reviews:
        """The records of one language."""
        return Reviews(tuple(r for r in self.records if r.language == language))

    def about(self, handout: str) -> Reviews:
        """The records of one handout."""
        return Reviews(tuple(r for r in self.records if r.handout == handout))

    def of(self, handout: str, language: str) -> tuple[Record, ...]:
        """The records of one handout in one language, oldest first."""
        return tuple(r for r in self.records if r.handout == handout and r.language == language)


def read_reviews(content: Path, root: Path, without: Container[str] = frozenset()) -> Reviews:
    """Every record in `content/reviews`, each held against the text it signs.

    `without` are handouts whose records are not read.
    """
    folder = Folder(content.absolute(), root)
    found: list[Record] = []
    for place in folder.listing(folder.path / "reviews"):
        if not place.is_dir():
            folder.report(
                Code.FILE_UNEXPECTED,
                f"{place.name} is not the folder of a handout's records.",
                "Records stand in reviews/HANDOUT/. Move or delete the file.",
                place,
            )
            continue
        if place.name in without:
            continue
        for file in folder.listing(place):
            if file.suffix == ".yml" and (record := _record(folder, file)):
                found.append(record)
    found.sort(key=lambda r: (r.handout, r.language, r.signed_on, r.fingerprint))
    return Reviews(tuple(found), tuple(folder.diagnostics))


def _record(folder: Folder, file: Path) -> Record | None:
    text = folder.text(file)
    signed = folder.text(file.with_suffix(".txt"))
    read = folder.yaml(file, text) if text is not None else None
    made = validated(folder, file, read, ReviewFile) if read is not None else None
    if made is None or signed is None:
        return None
    name = f"{made.language}-{made.fingerprint[:VERSION_LENGTH]}"
    if fingerprint(signed) != made.fingerprint or (file.stem, file.parent.name) != (
        name,
        made.handout,
    ):
        folder.report(
            Code.REVIEW_BROKEN,
            "The record does not match the text beside it.",
            "Restore both files from version control. A changed text must be signed again.",
            file,
            read.line(("fingerprint",)) if read else 1,
        )
        return None
    return Record(
        handout=made.handout,
        language=made.language,
        fingerprint=made.fingerprint,
        reviewer=made.reviewer,
        role=made.role,
        signed_on=date.fromisoformat(made.signed_on),
        review_due=date.fromisoformat(made.review_due),
        text=signed,
        withdrawn_on=date.fromisoformat(made.withdrawn_on) if made.withdrawn_on else None,
        withdrawn_because=made.withdrawn_because,
        translated_by=made.translated_by,
        method=made.method,
        translates=made.translates,
    )


def write_record(content: Path, record: Record) -> Path:
    """Writes a record and the text it signs. Gives the record's path."""
    folder = content / "reviews" / record.handout
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{record.language}-{record.version}.yml"
    values = {
        "handout": record.handout,
        "language": record.language,
        "fingerprint": record.fingerprint,
        "reviewer": record.reviewer,
        "role": record.role,
        "signed_on": record.signed_on.isoformat(),
        "review_due": record.review_due.isoformat(),
    }
    of_translation = {
        "translated_by": record.translated_by,
        "method": record.method,
        "translates": record.translates,
    }
    values |= {name: value for name, value in of_translation.items() if value}
    file.with_suffix(".txt").write_text(record.text, encoding="utf-8", newline="\n")
    text = yaml_text(values)
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


def latest(records: Iterable[Record]) -> Record | None:
    """The record that was signed last."""
    return max(records, key=lambda r: (r.signed_on, r.review_due), default=None)
