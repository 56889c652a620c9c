"""gettext files: templates for translators, and the catalogs they fill.

`content/translations/templates/<domain>.pot` are the templates,
`content/translations/<language>/<domain>.po` the catalogs. polib reads and
writes them; which entry belongs to which text is decided here, by context.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

from handouts.content.clinic import language_code
from handouts.content.files import Folder
from handouts.diagnostics import Code, Diagnostic
from handouts.translation.messages import Message

TEMPLATES = "templates"
WRAP = 78
_LARGEST = 20_000_000
"""Bytes; more than a handout of a thousand pages has."""

_BAD_LINE = re.compile(r"\(line (\d+)\)")
_GOOD_LINE = re.compile(
    # Spaces are spaces: tools differ on whether an invisible sign between words is one.
    r"""(?:\#[~|][ \t]*)?(?:(?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)[ \t]*)?"""
    r""""(?:[^"\\]|\\.)*"[ \t]*$"""
)
_CHARSET = re.compile(r"charset=([\w-]+)", re.IGNORECASE)
PLURALS: Mapping[str, str] = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
    "fr": "nplurals=2; plural=(n > 1);",
    "ja": "nplurals=1; plural=0;",
    "ko": "nplurals=1; plural=0;",
    "vi": "nplurals=1; plural=0;",
    "zh": "nplurals=1; plural=0;",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
}
"""gettext's header for counting. No message of ours counts, but editors ask for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in a catalog, with the file and line where it stands."""

    context: str
    english: str
    text: str
    fuzzy: bool
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every translation into one language, by context."""

    language: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def get(self, context: str, english: str) -> str | None:
        """The translation of exactly this English; None where there is none to be used."""
        entry = self.entries.get(context)
        if entry is None or entry.fuzzy or not entry.text.strip() or entry.english != english:
            return None
        return entry.text


@dataclass(frozen=True, slots=True)
class File:
    """A PO file as it was read."""

    path: Path
    shown: str
    po: polib.POFile


def languages(content: Path) -> tuple[str, ...]:
    """The languages that have a folder of catalogs."""
    folder = content / "translations"
    if not folder.is_dir():
        return ()
    names = (f.name for f in folder.iterdir() if f.is_dir() and f.name != TEMPLATES)
    return tuple(sorted(name for name in names if language_code(name) == name))


# --- writing ---------------------------------------------------------------


def template(messages: Iterable[Message], language: str = "") -> polib.POFile:
    """An empty file for messages; a template where no language is given."""
    po = polib.POFile(wrapwidth=WRAP)
    po.metadata = {
        "Project-Id-Version": "Handouts",
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language:
        main = language.partition("-")[0]
        po.metadata["Plural-Forms"] = PLURALS.get(main, "nplurals=2; plural=(n != 1);")
    po.extend(entry_of(message) for message in messages)
    return po


def entry_of(message: Message) -> polib.POEntry:
    """A message without a translation."""
    return polib.POEntry(
        msgctxt=message.context,
        msgid=message.text,
        msgstr="",
        comment=message.comment,
        occurrences=[(message.file, str(message.line))] if message.file else [],
    )


def write(po: polib.POFile, path: Path) -> None:
    """Writes a PO file with `\\n` line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{po}".rstrip("\n") + "\n", encoding="utf-8", newline="\n")


# --- reading ---------------------------------------------------------------


def read_catalog(
    content: Path, language: str, names: str = "*.po", without: Container[str] = frozenset()
) -> tuple[Catalog, list[Diagnostic]]:
    """Every catalog file of a language, and what is wrong with the files.

    `without` are domains whose files are not read.
    """
    files, found = read_files(content, language, names, without)
    entries: dict[str, Entry] = {}
    for file in files:
        for entry in _entries(file):
            if entry.context.partition("/")[0] != file.path.stem:
                found.append(_misplaced(entry, file.path.stem))
                continue
            first = entries.setdefault(entry.context, entry)
            if first is not entry:
                found.append(
                    Diagnostic(
                        Code.TRANSLATION_DUPLICATE,
                        f"The message {entry.context!r} stands twice.",
                        f"Keep one of the two; the other is at {first.file}:{first.line}.",
                        entry.file,
                        entry.line,
                    )
                )
    return Catalog(language, entries), found


def _misplaced(entry: Entry, domain: str) -> Diagnostic:
    return Diagnostic(
        Code.TRANSLATION_MISPLACED,
        f"The message {entry.context!r} does not belong into {domain}.po.",
        "Put it into the file with the first part of its context as its name.",
        entry.file,
        entry.line,
    )


def read_files(
    content: Path, language: str, names: str = "*.po", without: Container[str] = frozenset()
) -> tuple[list[File], list[Diagnostic]]:
    """The PO files of a language. Those that cannot be used are reported and left out."""
    found: list[Diagnostic] = []
    files: list[File] = []
    folder = Folder(content.absolute(), content.absolute().parent)
    for path in sorted((folder.path / "translations" / language).glob(names)):
        if path.stem in without:
            continue
        data, shown = folder.data(path, _LARGEST), folder.shown(path)
        if data is None:
            continue  # why is noted in the folder
        read = _read(data, shown)
        if isinstance(read, Diagnostic):
            found.append(read)
            continue
        found += _header(read, shown, language)
        files.append(File(path, shown, read))
    return files, [*folder.diagnostics, *found]


def _entries(file: File) -> Iterator[Entry]:
    for entry in file.po:
        if not entry.obsolete:
            yield Entry(
                entry.msgctxt or "",
                entry.msgid,
                entry.msgstr,
                entry.fuzzy,
                file.shown,
                entry.linenum or 1,
            )


def _read(data: bytes, shown: str) -> polib.POFile | Diagnostic:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Save it again as UTF-8; in Poedit: Catalogue, Properties, Charset."
        message = "The file is not saved as UTF-8 text."
        return Diagnostic(Code.FILE_NOT_UTF8, message, hint, shown, line)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        hint = "Take it from version control again, or delete it."
        return Diagnostic(Code.FILE_EMPTY, "The file is empty.", hint, shown)
    if line := _bad_line(text):
        return _unreadable(shown, line)
    try:
        return polib.pofile(text, wrapwidth=WRAP)
    except (OSError, ValueError, UnicodeError) as error:
        match = _BAD_LINE.search(str(error))
        return _unreadable(shown, int(match[1]) if match else 1)


def _bad_line(text: str) -> int:
    """The first line that is no line of a PO file, or 0.

    polib lets an open quote pass, and a translation that is struck out (`#~`) below an
    English text that is not.
    """
    struck_before: bool | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        struck = line.startswith("#~")
        comment = line.startswith("#") and not struck and not line.startswith("#| ")
        if not line.strip():
            struck_before = None
        elif not comment:
            half_struck = struck_before is not None and struck_before != struck
            if half_struck or not _GOOD_LINE.match(line):
                return number
            struck_before = struck
    return 0


def _unreadable(shown: str, line: int) -> Diagnostic:
    hint = "Mend the line, or take the file from version control and save it with Poedit."
    message = "The file is not a PO file from this line on."
    return Diagnostic(Code.TRANSLATION_FILE, message, hint, shown, line)


def _header(po: polib.POFile, shown: str, language: str) -> Iterator[Diagnostic]:
    said = po.metadata.get("Language", "").replace("_", "-")
    if said.lower() != language.lower():
        yield Diagnostic(
            Code.TRANSLATION_HEADER,
            f"The file says that its language is {said!r}, and it stands in {language}/.",
            f'Write "Language: {language}\\n" in its header, or move the file.',
            shown,
            1,
        )
    match = _CHARSET.search(po.metadata.get("Content-Type", ""))
    charset = match[1] if match else "nothing"
    if charset.lower().replace("-", "") != "utf8":
        yield Diagnostic(
            Code.TRANSLATION_HEADER,
            f"The file says that its letters are saved as {charset}; they are UTF-8.",
            'Write "Content-Type: text/plain; charset=UTF-8\\n" in its header.',
            shown,
            1,
        )
