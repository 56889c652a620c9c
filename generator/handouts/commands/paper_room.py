"""What `handouts check` says of the room on the summary sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.site.paper_room import SheetRoom


def room_lines(rows: Iterable[SheetRoom]) -> Iterator[str]:
    """A line for each sheet: how many words it has room for, or too many."""
    for number, row in enumerate(rows):
        if number == 0:
            yield "Room on the summary sheets, set as they are printed:"
        place = f"{row.file}:{row.line}" if row.line else row.file
        print_of = f"{row.language}, {row.size} print"
        yield f"    {print_of:<20} {_said(row)}  ({place})"


def _said(row: SheetRoom) -> str:
    words = row.room.words
    said = f"{words} more words" if row.room.lines >= 0 else f"{-words} words too many"
    if row.room.sign_lines is not None:
        signs = row.room.sign_lines
        lines = f"{int(signs)} more lines" if signs >= 0 else f"{-signs:.1f} lines too many"
        said += f", danger signs {lines}"
    return said
