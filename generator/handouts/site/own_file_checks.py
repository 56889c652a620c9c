"""What a clinic's own file must not be: pages are read back, other files stand as they are.

A browser runs what is in some files that are no pages. Opened on their own, they would do
in the clinic's name whatever somebody wrote into them.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from lxml import etree

from handouts.diagnostics import Code, Diagnostic
from handouts.render.artifact import Artifact

_PAGES_UNREAD = frozenset(
    ".htm .xhtml .xht .shtml .mht .mhtml .xsl .xslt .hta .svgz .swf .php .asp .jsp .cgi".split()
)
"""Endings of files that browsers or servers run, and that nobody reads back."""

_XML = (".xml", ".rdf", ".atom", ".rss")
_SHOWN_AS_PAGE = (b"xml-stylesheet", b"1999/xhtml", b"2000/svg", b"\0")
_RUNS = frozenset("script foreignobject iframe object embed handler listener".split())
_AWAY = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_SCRIPT = re.compile(r"\s*(?:java|vb)script:", re.IGNORECASE)


def unfit(file: Artifact) -> Diagnostic | None:
    """Why a clinic's own file cannot stand in the site, or None."""
    name = file.path.encode("utf-8", "replace").decode()
    ending = PurePosixPath(file.path).suffix.lower()
    shown = f"docs/{name if name.isprintable() else ascii(name)[1:-1]}"
    if not file.path.isprintable() or "\\" in file.path:
        message = "The name of the file has a sign that an address cannot have."
        hint = "Rename it with letters, digits and hyphens."
        return Diagnostic(Code.FILE_NAME, message, hint, shown)
    if ending in _PAGES_UNREAD or (ending in _XML and any(s in file.data for s in _SHOWN_AS_PAGE)):
        message = f"A browser or a server may run what is in {name}, and nobody would check it."
        hint = "Save a page as .html or .md: those are checked. Take other files out of docs/."
        return Diagnostic(Code.FILE_UNEXPECTED, message, hint, shown)
    if ending == ".svg" and (what := _runs(file.data)):
        hint = "Save it as plain SVG in a drawing program, or as PNG."
        return Diagnostic(Code.FIGURE_UNSAFE, f"The drawing {what}.", hint, shown)
    if ending in (".md", ".markdown"):
        return _not_text(file.data, shown)
    return None


def _not_text(data: bytes, shown: str) -> Diagnostic | None:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Save it again and choose UTF-8 as the encoding."
        message = "The file is not saved as UTF-8 text."
        return Diagnostic(Code.FILE_NOT_UTF8, message, hint, shown, line)
    return None


def _runs(data: bytes) -> str:
    """What a drawing holds that a browser would run or fetch, or nothing."""
    if b"<!ENTITY" in data.upper() or b"xml-stylesheet" in data.lower() or b"\0" in data:
        return "declares entities or a stylesheet, or is no text"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return "cannot be read"
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name.lower() in _RUNS:
            return f"holds <{name}>"
        for attribute, value in element.attrib.items():
            key = etree.QName(str(attribute)).localname.lower()
            fetches = key in ("href", "src") and name != "a" and _AWAY.match(str(value))
            if key.startswith("on") or fetches or _SCRIPT.match(str(value)):
                return f"holds {key}={str(value)[:40]!r}"
    return ""
