"""Bad files are named with file and line; nothing in them reaches a page."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.diagnostics import Code
from handouts.translation.catalogs import languages, read_catalog

HEAD = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ONE = 'msgctxt "knee/a/b"\nmsgid "Walk."\nmsgstr "Camine."\n'


def read(folder: Path, data: bytes | str) -> tuple[dict[str, str], list[tuple[Code, int]]]:
    place = folder / "content/translations/es"
    place.mkdir(parents=True)
    raw = data if isinstance(data, bytes) else data.encode()
    (place / "knee.po").write_bytes(raw)
    catalog, found = read_catalog(folder / "content", "es")
    assert all(d.file == "content/translations/es/knee.po" for d in found)
    texts = {c: e.text for c, e in catalog.entries.items()}
    return texts, [(d.code, d.line) for d in found]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + ONE) == ({"knee/a/b": "Camine."}, [])


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_files_from_other_systems_are_read(tmp_path: Path, ends: str) -> None:
    assert read(tmp_path, (HEAD + ONE).replace("\n", ends))[0] == {"knee/a/b": "Camine."}


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + (HEAD + ONE).encode())[1] == []


BAD: list[tuple[str, bytes | str, Code, int]] = [
    (
        "an open quote",
        HEAD + 'msgctxt "knee/a/b"\nmsgid "Walk.\nmsgstr ""\n',
        Code.TRANSLATION_FILE,
        7,
    ),
    ("an unknown word", HEAD + ONE + 'msgtext "x"\n', Code.TRANSLATION_FILE, 9),
    (
        "an invisible sign before the words",
        HEAD + ONE.replace("msgstr ", "msgstr\x1f"),
        Code.TRANSLATION_FILE,
        8,
    ),
    ("prose", "Dear team, here is the translation.\n", Code.TRANSLATION_FILE, 1),
    ("Latin-1", (HEAD + ONE).replace("Camine", "Caminé").encode("latin-1"), Code.FILE_NOT_UTF8, 8),
    (
        "a charset that is not so",
        (HEAD + ONE).replace("UTF-8", "ISO-8859-1"),
        Code.TRANSLATION_HEADER,
        1,
    ),
    ("no charset", (HEAD + ONE).replace("; charset=UTF-8", ""), Code.TRANSLATION_HEADER, 1),
    (
        "another language",
        (HEAD + ONE).replace("Language: es", "Language: fr"),
        Code.TRANSLATION_HEADER,
        1,
    ),
    (
        "a translation that is struck out below an English text that is not",
        HEAD + ONE.replace("msgstr", "#~ msgstr"),
        Code.TRANSLATION_FILE,
        8,
    ),
    ("no header", ONE, Code.TRANSLATION_HEADER, 1),
    ("a message twice", HEAD + ONE + "\n" + ONE, Code.TRANSLATION_DUPLICATE, 10),
]


@pytest.mark.parametrize(("what", "data", "code", "line"), BAD, ids=[b[0] for b in BAD])
def test_a_bad_file_is_named_with_its_line(
    tmp_path: Path, what: str, data: bytes | str, code: Code, line: int
) -> None:
    assert (code, line) in read(tmp_path, data)[1]


def test_a_message_in_the_file_of_another_domain_is_named_and_left_out(tmp_path: Path) -> None:
    place = tmp_path / "content/translations/es"
    place.mkdir(parents=True)
    for name in ("a.po", "b.po"):
        (place / name).write_text(HEAD + ONE, encoding="utf-8")
    catalog, found = read_catalog(tmp_path / "content", "es")
    assert [(d.code, Path(d.file).name) for d in found] == [
        (Code.TRANSLATION_MISPLACED, "a.po"),
        (Code.TRANSLATION_MISPLACED, "b.po"),
    ]
    assert not catalog.entries


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _link_out(place: Path) -> None:
    outside = place.parents[3] / "outside.po"
    outside.write_text(HEAD + ONE, encoding="utf-8")
    place.symlink_to(outside)


NO_CATALOGS = {
    "a folder": (Path.mkdir, Code.FILE_UNEXPECTED),
    "a pipe": (_pipe, Code.FILE_UNEXPECTED),
    "a link to nothing": (lambda place: place.symlink_to("gone.po"), Code.FILE_UNEXPECTED),
    "a link out of the folder": (_link_out, Code.FILE_OUTSIDE),
}


@pytest.mark.parametrize(("put", "code"), NO_CATALOGS.values(), ids=NO_CATALOGS)
def test_what_is_no_file_of_the_library_is_named_and_not_read(
    tmp_path: Path, put: Callable[[Path], object], code: Code
) -> None:
    place = tmp_path / "content/translations/es/knee.po"
    place.parent.mkdir(parents=True)
    put(place)
    catalog, found = read_catalog(tmp_path / "content", "es")
    assert not catalog.entries
    assert [(d.code, d.file) for d in found] == [(code, "content/translations/es/knee.po")]


def test_obsolete_messages_are_not_used(tmp_path: Path) -> None:
    gone = "".join(f"#~ {line}\n" for line in ONE.splitlines())
    assert read(tmp_path, HEAD + gone)[0] == {}


def test_templates_are_no_language(tmp_path: Path) -> None:
    for name in ("templates", "es", "pt-BR", ".git"):
        (tmp_path / "content/translations" / name).mkdir(parents=True)
    assert languages(tmp_path / "content") == ("es", "pt-BR")
