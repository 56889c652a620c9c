"""The texts that several pages share: danger signs, drawings and explained words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from handouts.document import nodes as n

_BRIEF = "brief-"


class Words(Protocol):
    """What is done with each text on the way."""

    def line(self, context: str, content: n.Inlines, comment: str = "") -> n.Inlines:
        """A line with marks."""

    def plain(self, context: str, text: str, comment: str = "") -> str:
        """Words without marks."""


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """Puts shared texts through `words`. `danger` is the context of the danger signs."""

    words: Words
    danger: str

    # --- danger signs ---

    def danger_signs(self, block: n.DangerSigns) -> n.DangerSigns:
        """The danger signs, whole."""
        title = self.words.line(f"{self.danger}/title", block.title)
        return replace(block, title=title, cards=tuple(map(self.care_card, block.cards)))

    def care_card(self, card: n.CareCard) -> n.CareCard:
        """One level of urgency."""
        at, line = f"{self.danger}/{card.level}", self.words.line
        brief = any(sign.key.startswith(_BRIEF) for sign in card.signs)
        action = f"{at}/brief-action" if brief else f"{at}/action"
        return replace(
            card,
            title=line(f"{at}/title", card.title, "Heading of a list of danger signs."),
            action=line(action, card.action, "What to do when one of the signs is there."),
            signs=tuple(map(self._sign, card.signs)),
        )

    def _sign(self, sign: n.Sign) -> n.Sign:
        at = f"{self.danger}/signs/{sign.key.removeprefix('sign-')}"
        comment = "A danger sign: it must be plain, exact and complete."
        if sign.key.startswith(_BRIEF):
            at = f"{self.danger}/brief/{sign.key.removeprefix(_BRIEF)}"
            comment = "Danger signs in short, for the printed sheet: plain, exact, complete."
        content, more = self.words.line(at, sign.content, comment), sign.more
        if more:
            more = self.words.line(f"{at}/more", more, "Explains the danger sign above.")
        return replace(sign, content=content, more=more)

    def strip(self, block: n.DangerStrip) -> n.DangerStrip:
        """The danger signs in one line."""
        comment = "The danger signs in one line; it stands on most pages."
        content = self.words.line(f"{self.danger}/strip", block.content, comment)
        words = self.words.line(f"{self.danger}/strip-link", block.link.children)
        return replace(block, content=content, link=replace(block.link, children=words))

    # --- drawings and words ---

    def figure(self, block: n.Figure) -> n.Figure:
        """A drawing's words."""
        at, words = f"figures/{block.figure}", self.words
        return replace(
            block,
            title=words.plain(f"{at}/title", block.title, "Title of a drawing, read aloud."),
            caption=words.line(f"{at}/caption", block.caption, "Stands under the drawing."),
            alt=words.plain(
                f"{at}/alt", block.alt, "What the drawing shows, for people who cannot see it."
            ),
            long_description=tuple(map(self.description, block.long_description)),
            labels=tuple(
                replace(i, text=words.plain(f"{at}/label/{i.slot}", i.text, "A label."))
                for i in block.labels
            ),
        )

    def description(self, block: n.Paragraph) -> n.Paragraph:
        """One paragraph of a drawing's long description; its key names the figure."""
        figure, _, key = block.key.removeprefix("figure-").partition("/")
        comment = "Long description of the drawing, for people who cannot see it."
        context = f"figures/{figure}/description/{key}"
        return replace(block, content=self.words.line(context, block.content, comment))

    def definition(self, entry: n.Definition) -> n.Definition:
        """A word of the glossary and what it means."""
        at, words = f"glossary/{entry.term}", self.words
        name, everyday = words.plain(f"{at}/name", entry.name, "A medical word."), entry.plain
        if everyday:
            everyday = words.plain(f"{at}/plain", everyday, "The everyday word for it.")
        return replace(
            entry,
            name=name,
            plain=everyday,
            content=words.line(f"{at}/definition", entry.content, "What the word means."),
        )


def describes_figure(block: n.Paragraph) -> bool:
    """Whether a paragraph is one of a figure's long description, as the gallery shows them."""
    return block.key.startswith("figure-") and "/" in block.key
