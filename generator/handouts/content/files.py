"""Reads content files from disk, safely: inside the folder, sane in size, as UTF-8."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handouts.content.yaml import YamlText, read_yaml
from handouts.diagnostics import Code, Diagnostic, Severity, shown_path

LARGEST_FILE = 1_000_000
"""Bytes. The longest real page is under 20,000."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(slots=True)
class Folder:
    """A content folder, and what was found wrong while reading it.

    `root` is what paths in messages are shown from.
    """

    path: Path
    root: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _led_to: dict[Path, str] = field(default_factory=dict)

    def shown(self, file: Path) -> str:
        """The path as the author knows it."""
        return shown_path(file, self.root)

    def report(
        self,
        code: Code,
        message: str,
        hint: str,
        file: Path | None = None,
        line: int = 0,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Notes a problem; reading goes on."""
        shown = self.shown(file) if file else ""
        self.diagnostics.append(Diagnostic(code, message, hint, shown, line, severity))

    def inside(self, file: Path) -> bool:
        """Whether the file, with every link followed, stays in the folder."""
        root, place = self._real(self.path), str(Path(self._real(file.parent), file.name))
        if file.name in ("", "..") or file.is_symlink():
            place = os.path.realpath(file)
        if place == root or place.startswith(root.rstrip(os.sep) + os.sep):
            return True
        self.report(
            Code.FILE_OUTSIDE,
            f"{file.name} leads out of the content folder.",
            "Put a copy of the file into the folder instead of a link.",
            file,
        )
        return False

    def _real(self, folder: Path) -> str:
        """Where a folder is when every link is followed."""
        found = self._led_to.get(folder)
        if found is None:
            self._led_to[folder] = found = os.path.realpath(folder)
        return found

    def listing(self, folder: Path) -> Iterator[Path]:
        """The folder's entries in a fixed order, without hidden ones and editors' copies."""
        if not folder.is_dir() or not self.inside(folder):
            return
        try:
            entries = sorted(folder.iterdir(), key=lambda path: path.name)
        except OSError as error:
            self._unreadable(folder, error)
            return
        for entry in entries:
            if not entry.name.startswith(".") and not entry.name.endswith("~"):
                yield entry

    def _unreadable(self, file: Path, error: OSError) -> None:
        self.report(
            Code.FILE_UNREADABLE,
            f"{file.name} cannot be read: {error.strerror}.",
            "Check that you may read it, and that the disk is in order.",
            file,
        )

    def text(self, file: Path) -> str | None:
        """The file's text with `\\n` line ends, or None with a problem noted."""
        data = self.data(file)
        if data is None:
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = "The file is not saved as UTF-8 text."
            hint = "Save it again and choose UTF-8 as the encoding."
            line = data.count(b"\n", 0, error.start) + 1
            self.report(Code.FILE_NOT_UTF8, message, hint, file, line)
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            hint = "Write it, or delete the file."
            self.report(Code.FILE_EMPTY, "The file is empty.", hint, file)
            return None
        if match := _CONTROL.search(text):
            message = "The line holds an invisible or broken character."
            hint = "Delete the line and type it again, or paste it as plain text."
            line = text.count("\n", 0, match.start()) + 1
            self.report(Code.CONTROL_CHARACTER, message, hint, file, line)
            return None
        return text

    def data(self, file: Path, most: int = LARGEST_FILE) -> bytes | None:
        """The file's bytes, `most` of them at the most, or None with a problem noted."""
        try:
            if not file.is_file():
                self._no_file(file)
                return None
            if not self.inside(file):
                return None
            size = file.stat().st_size
            if size <= most:
                return file.read_bytes()
        except OSError as error:
            self._unreadable(file, error)
            return None
        message = f"The file has {size:,} bytes; {most:,} is the most."
        hint = "Is it the right file? Split it if it is."
        self.report(Code.FILE_TOO_LARGE, message, hint, file)
        return None

    def _no_file(self, file: Path) -> None:
        """Says why there is nothing to read. Reading a pipe or a device would never end."""
        if file.is_dir():
            message = f"{file.name} is a folder; a file is needed here."
            hint = "Move the folder away, and put the file in its place."
        elif file.exists():
            message = f"{file.name} is not an ordinary file."
            hint = "Delete it, and put the file in its place."
        elif file.is_symlink():
            message = f"{file.name} is a link that leads to no file."
            hint = "Put the file itself here instead of the link."
        else:
            hint = "Put it back, or write it new."
            self.report(Code.FILE_MISSING, f"The file {file.name} is missing.", hint, file)
            return
        self.report(Code.FILE_UNEXPECTED, message, hint, file)

    def yaml(self, file: Path, text: str, first_line: int = 1) -> YamlText | None:
        """The YAML of a text that starts on `first_line`, or None with problems noted."""
        read = read_yaml(text)
        for problem in read.problems:
            self.report(
                problem.code, problem.message, problem.hint, file, problem.line + first_line - 1
            )
        if first_line > 1:
            read.lines = {place: line + first_line - 1 for place, line in read.lines.items()}
        return None if read.problems else read
