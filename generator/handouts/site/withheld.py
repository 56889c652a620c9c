"""The short page at an address that is not shown in a language: why, and where to turn.

It stands outside the MkDocs project, in no menu, no search and no sitemap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.document import nodes as n
from handouts.document.walk import find, plain
from handouts.render.artifact import Artifact
from handouts.render.html import environment
from handouts.render.slots import fill
from handouts.site.switcher import Tongue, ways
from handouts.translation.notation import read
from handouts.translation.translate import Withheld
from handouts.translation.voices import Voice


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line, and the number to dial where they are a phone."""

    text: str
    dial: str = ""


def withheld_pages(
    voice: Voice, tongues: Sequence[Tongue], stylesheet: str, directories: bool = True
) -> Iterator[Artifact]:
    """A page for each address that a language withholds, below that language's root.

    It takes its styles from its own language, or from the site's root where the
    language is not published.

    Args:
        voice: the language.
        tongues: every language of the site.
        stylesheet: Material's stylesheet, below the site's root.
        directories: whether addresses end in `/`.
    """
    template = environment().get_template("withheld.html.j2")
    here = Tongue(voice.language, voice.root, frozenset())
    for page in voice.withheld:
        help_page = _help(voice, page.document.handout)
        path = page.document.path
        up = "../" * (path.count("/") + 1) if path else ""
        styles = up if voice.published else f"{up}../"
        html = template.render(
            language=here.code,
            direction=here.direction,
            title=voice.phrases.get("withheld", ""),
            name=here.name,
            why=_why(voice.phrases, page),
            call=_pieces(voice, _read(voice.phrases.get("withheld-call", ""))),
            emergency=fill(voice.library.clinic, "emergency_number"),
            strip=_pieces(voice, _strip(voice, page.document)),
            help=_way(up, help_page.path, directories) if help_page else "",
            help_words=plain(_help_words(voice)) if help_page else "",
            home=_way(up, "", directories) if voice.published else "",
            site=voice.library.main.file.short_title if voice.published else "",
            clinic=voice.library.clinic,
            dial=fill(voice.library.clinic, "clinic_phone").dial,
            clinic_language=voice.foreign_clinic,
            other=voice.phrases.get("withheld-other", ""),
            ways=ways(tongues, here, path, directories),
            styles=[f"{styles}{stylesheet}", f"{styles}assets/stylesheets/handouts.css"],
            print_style=f"{styles}assets/stylesheets/print.css",
            icon=f"{styles}assets/images/handouts.svg",
        )
        yield Artifact(f"{path}/index.html".lstrip("/"), html.encode())


def _why(phrases: Mapping[str, str], page: Withheld) -> str:
    return phrases.get("withheld-changed" if page.changed else "withheld-missing", "")


def _help(voice: Voice, handout: str) -> n.Document | None:
    """The handout's page with every danger sign, or the main one's, where they are shown."""
    found = {d.handout: d for d in voice.composition.documents if d.kind == "help"}
    return found.get(handout) or found.get(voice.library.main.id)


def _strip(voice: Voice, document: n.Document) -> n.Inlines:
    if not voice.published:
        return ()
    handout = voice.library.handouts.get(document.handout, voice.library.main)
    return handout.danger_signs.strip


def _help_words(voice: Voice) -> n.Inlines:
    return (n.Text(voice.library.main.danger_signs.strip_link),)


def _read(words: str) -> n.Inlines:
    return read(words) if words else ()


def _pieces(voice: Voice, line: n.Inlines) -> list[Piece]:
    """A line in pieces, with the clinic's facts in it; numbers can be dialled."""
    found = []
    for node in find(line, n.Text | n.Slot):  # type: ignore[arg-type]
        if isinstance(node, n.Slot):
            fact = fill(voice.library.clinic, node.name)
            found.append(Piece(fact.text, fact.dial))
        else:
            found.append(Piece(node.text))
    return found


def _way(up: str, place: str, directories: bool) -> str:
    way = f"{up}{place}/" if place else up or "./"
    return way if directories else f"{way}index.html"
