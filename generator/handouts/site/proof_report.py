"""What the proof in a browser found, in words for those who publish the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from handouts.diagnostics import Code, Diagnostic


@dataclass(slots=True)
class Unseen:
    """A line that a page does not show, and in which modes."""

    page: str
    line: str
    why: str
    number: bool = False
    modes: list[str] = field(default_factory=list)


def told(found: Iterable[Unseen], every: int) -> Iterator[Diagnostic]:
    """One problem for each line and cause, with every page and mode that has it.

    Args:
        found: the lines that are not seen.
        every: how many modes there are.
    """
    groups: dict[tuple[str, str, bool, tuple[str, ...]], list[str]] = {}
    for unseen in found:
        key = (unseen.line, unseen.why, unseen.number, tuple(unseen.modes))
        groups.setdefault(key, []).append(unseen.page)
    for (line, why, number, modes), pages in groups.items():
        where = ", ".join(sorted(pages)[:5]) + (f" and {len(pages) - 5} more" * (len(pages) > 5))
        how = f" ({_ways(modes, every)})" if modes else ""
        hint = (
            "Take out what was added to the site or changed in the theme, or mend it. "
            "Do not publish the site as it is."
        )
        if not line:
            yield Diagnostic(Code.PROOF_PAGE, f"The page {where} {why}.", hint)
            continue
        code = Code.PROOF_EMERGENCY_NUMBER if number else Code.PROOF_DANGER_SIGN
        what = "the emergency number" if number else "the danger sign"
        yield Diagnostic(code, f"On {where}, {what} {line!r} {why}{how}.", hint)


def _ways(modes: Sequence[str], every: int) -> str:
    return "in every way of reading" if len(modes) >= every else "; ".join(modes)
