"""Which version of a handout a printed sheet's file is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from handouts.site.manifest import Manifest

_VERSION = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{8}(?![0-9A-Za-z])")
"""A version as a sheet's foot names it: the first signs of its fingerprint."""


def handout_of(manifest: Manifest, name: str) -> Mapping[str, str] | None:
    """The handout that a published sheet belongs to, by its name; None for other files."""
    file = name.rpartition("/")[2]
    found = [
        handout
        for handout in manifest.handouts
        if file.startswith(f"{handout.get('id')}-")
        and file.endswith(f"-{handout.get('language')}.pdf")
    ]
    return max(found, key=lambda handout: len(handout["id"]), default=None)


def printed_version(file: Path) -> str:
    """The version that the foot of a sheet's last page names, or nothing."""
    try:
        document = pypdfium2.PdfDocument(file.read_bytes())
    except (pypdfium2.PdfiumError, OSError):
        return ""
    try:
        page = document[len(document) - 1].get_textpage()
        letters = [chr(pdfium.FPDFText_GetUnicode(page, i)) for i in range(page.count_chars())]
        found = list(_VERSION.finditer("".join(letters)))
        if not found:
            return ""
        # In a right-to-left line the letters are not in the order in which they stand.
        places = sorted(range(*found[-1].span()), key=lambda i: page.get_charbox(i)[0])
        return "".join(letters[place] for place in places)
    except pypdfium2.PdfiumError:
        return ""
    finally:
        document.close()
