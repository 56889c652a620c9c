"""Accidents to files, the same in every run, and what may never come of them.

The tests try a few hundred. For a long session set the number of tries and where
the chances start:

    HANDOUTS_ACCIDENTS=20000 HANDOUTS_SEED=7 pytest -n 2 tests -k accident
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from lxml import html
from markdown import Markdown

from handouts.render.artifact import Artifact

SEED = int(os.environ.get("HANDOUTS_SEED", "0"))

PIECES = [
    *(b"\x00", b"\xff", b"\x1b", b"\xc3", b"\xe2\x80\xae", b"\xef\xbf\xbf", b"\xf0\x9f\xa6\xb5"),
    *(b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\x8b", b"\xd9\xa3", b"\xef\xbb\xbf", b"\\", b"\\n"),
    *(b"\r", b"\t", b"\n", b"\n\n", b"  ", b"---\n", b"- ", b": ", b"&a ", b"*a ", b"!!x ", b"%"),
    *(b"'", b'"', b"[", b"{", b"}", b"]", b"# ", b"## ", b"> ", b"| ", b"<b>", b"<!--", b"**"),
    *(b" #4", b"&lt;b&gt;", b"&amp;", b"|-\n", b">-\n", b"? ", b"...\n", b"~", b"`", b"```\n"),
    *(b"{#a}", b"{clinic_phone}", b"{x}", b"](", b"![](figure:", b"term:", b"911", b"/../"),
    *(b"-1", b"1e999", b"999999999999999999999", b"null", b"id: ", b"kind: ", b"[a]: b\n"),
    *(
        b"<script>",
        b"javascript:",
        b"data:text/html,",
        b'" onload="x',
        b"style=",
        b"</p>",
        b"{{x}}",
    ),
    *(b"url(#skin)", b"<use href='#outline'/>", b"A" * 3000, b"[" * 300),
]


def tries(usual: int) -> int:
    """How many accidents to try."""
    return int(os.environ.get("HANDOUTS_ACCIDENTS", usual))


def spoilt(data: bytes, chance: random.Random, pieces: Sequence[bytes] = PIECES) -> bytes:
    """A file after a few accidents."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 1, 1, 5, 40, 400]))
        accident = chance.randint(0, 5)
        if accident == 0:  # a piece that does not belong here
            data = data[:start] + chance.choice(pieces) + data[start:]
        elif accident == 1:  # something lost
            data = data[:start] + data[end:]
        elif accident == 2:  # something twice
            data = data[:end] + data[start:end] * chance.choice([1, 1, 2, 30]) + data[end:]
        elif accident == 3:  # cut short
            data = data[:start]
        elif accident == 4:  # a letter in another's place
            data = data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
        else:  # two lines in each other's place
            lines = data.split(b"\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            data = b"\n".join(lines)
    return data


# --- what a reader's browser would get ------------------------------------------

_BODY = re.compile(rb"\A---\n.*?\n---\n", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|tel:[+\d]|mailto:|#|[./\w-])")
_OF_WORDS = ("lang", "dir")
_FETCHED = ("src", "srcset", "data", "action", "formaction", "poster", "background")


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=["attr_list", "toc"], output_format="html")


def as_html(page: Artifact) -> html.HtmlElement:
    """A page file as its renderer shows it."""
    text = _BODY.sub(b"", page.data).decode()
    _markdown().reset()
    return html.fromstring(f"<main>{_markdown().convert(text)}</main>")


def shapes(pages: Iterable[html.HtmlElement]) -> set[tuple[str, str]]:
    """Each element with each of its attributes."""
    return {
        (str(e.tag), name) for page in pages for e in page.iter() for name in ("", *e.attrib.keys())
    }


def active(page: html.HtmlElement, good: set[tuple[str, str]]) -> Iterator[str]:
    """What a page of good shapes would not hold: elements, attributes, addresses."""
    for element in page.iter():
        tag = str(element.tag)
        for name, value in element.attrib.items():
            if name not in _OF_WORDS and ((tag, name) not in good or name in _FETCHED):
                yield f"<{tag} {name}={value!r}>"
            if name in ("href", "xlink:href") and not _ADDRESS.match(value):
                yield f"<{tag} {name}={value!r}>"
        if (tag, "") not in good:
            yield f"<{tag}>"


def words(text: str) -> Counter[str]:
    """The words and numbers of a text, each with how often it is said."""
    return Counter(re.findall(r"[^\W_]+", text))
