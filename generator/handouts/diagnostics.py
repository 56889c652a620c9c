"""What is wrong with somebody's files, said so that they can mend it.

Every problem has a code. `docs/development/errors.md` has a heading for each,
and a test holds the two lists equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import PurePath


class Severity(StrEnum):
    """`error` stops a build; `warning` is worth reading."""

    ERROR = "error"
    WARNING = "warning"


class Code(Enum):
    """Every code, with the one line that explains it."""

    # files
    FILE_MISSING = "A file that must be there is not."
    FILE_EMPTY = "A file has nothing in it."
    FILE_TOO_LARGE = "A file is larger than any handout needs."
    FILE_UNREADABLE = "A file or folder cannot be read."
    FILE_NOT_UTF8 = "A file is not saved as UTF-8 text."
    FILE_OUTSIDE = "A link or a name leads out of the content folder."
    FILE_NAME = "A file or folder name cannot be used as an address."
    FILE_UNEXPECTED = "A file is not one that belongs here."
    CONTROL_CHARACTER = "The text holds an invisible or broken character."
    # YAML
    YAML_SYNTAX = "The YAML cannot be read."
    YAML_DUPLICATE_KEY = "A key stands twice in one place."
    YAML_ALIAS = "The YAML uses an anchor, an alias or a tag."
    YAML_COMMENT = "A # turns the words behind it into a comment."
    YAML_TOO_DEEP = "The YAML is nested too deeply."
    FRONT_MATTER_MISSING = "A page does not start with its front matter."
    # fields
    FIELD_MISSING = "A field that must be there is not."
    FIELD_UNKNOWN = "There is no such field."
    FIELD_INVALID = "A field has a value that cannot be used."
    KIND_UNKNOWN = "There is no such kind of page."
    # prose
    PROSE_HTML = "The text holds HTML."
    PROSE_NOT_ALLOWED = "The text uses a mark that handouts do not have."
    PROSE_LINK = "A link leads somewhere that is not allowed."
    PROSE_SECTION_UNKNOWN = "A heading is not one that this kind of page has."
    PROSE_SECTION_MISSING = "A heading that this kind of page needs is not there."
    PROSE_SECTION_EMPTY = "A heading has no text under it."
    PROSE_KEY_DUPLICATE = "Two parts of a page have the same address."
    # the library
    PAGE_NOT_IN_ORDER = "A page is not in the handout's order."
    PAGE_ORDERED_BUT_MISSING = "The handout's order names a page that is not there."
    PAGE_DUPLICATE = "Two pages have the same address."
    PAGE_KIND_MISSING = "A handout lacks a kind of page that every handout needs."
    LINK_PAGE_UNKNOWN = "A link leads to a page or a part of a page that is not there."
    TERM_UNKNOWN = "A word is marked as a glossary term that is not in the glossary."
    SOURCE_UNKNOWN = "A page names a source that is not in the sources."
    SOURCE_UNUSED = "A source is used by no page."
    SOURCE_MISSING = "A page names no source."
    SOURCE_UNCHECKED = "Nobody has said that a source was checked."
    SOURCE_OLD = "A source was last checked long ago."
    SLOT_UNKNOWN = "There is no such clinic slot."
    SLOT_EMPTY = "A page needs a clinic detail that the clinic has not given."
    ALIAS_SHARED = "Two pages claim the same search word."
    SEARCH_UNREACHED = "No search word leads to a page alone."
    SEARCH_WORDS_UNKNOWN = "Search words name a page, sign or term that is not there."
    EMERGENCY_NUMBER_IN_PROSE = "An emergency number is written in the text."
    SIGN_NOT_BRIEF = "A danger sign is in no short line for the sheets, or in two."
    # figures
    FIGURE_UNKNOWN = "A page names a figure that is not there."
    FIGURE_UNUSED = "A figure is used on no page."
    FIGURE_NONE = "A page has no figure and does not say why."
    FIGURE_UNSAFE = "A drawing holds something that is not allowed."
    FIGURE_COLOUR = "A drawing uses a colour that is not in the palette."
    FIGURE_LABEL_MISSING = "A label slot has no words, or words have no slot."
    FIGURE_PART_UNKNOWN = "The nerve map names a part that its figures do not have."
    FIGURE_LABEL_UNEXPLAINED = "A label has a hard word that no text beside the figure explains."
    FIGURE_LABEL_WIDE = "A label does not fit its slot."
    # clinic
    CLINIC_EXAMPLE = "The clinic is still the example clinic."
    CLINIC_COLOUR = "A clinic's colour cannot be read on white paper."
    CLINIC_LOGO = "A clinic's logo cannot be used."
    # paper
    PRINT_OVERRUN = "A printed sheet has more text than it has room."
    PRINT_CHARACTER = "A printed sheet has a character that no font draws."
    PRINT_FONTS = "The folder with a clinic's own fonts cannot be used."
    PRINT_FAILED = "A printed sheet could not be made."
    # plain words
    READ_GRADE = "A page is harder to read than the handout allows."
    READ_LONG_SENTENCE = "A sentence is long."
    READ_LONG_PARAGRAPH = "A paragraph is long."
    READ_TERM = "A medical word is used on a page that does not explain it."
    READ_NUMBER = "A number is given in a form that is hard to picture."
    # review and release
    REVIEW_BROKEN = "A review record does not match the text that it signs."
    RELEASE_UNSIGNED = "A release holds a handout that is not signed as it stands."
    RELEASE_OVERDUE = "A release holds a handout whose review is overdue."
    RELEASE_UNPROVEN = "A release is made with templates, styles or scripts that nobody proved."
    # translation
    TRANSLATION_CONTEXT = "Two texts cannot be told apart by translators."
    TRANSLATION_FILE = "A file of translations cannot be read."
    TRANSLATION_MISPLACED = "A message stands in the file of another handout."
    TRANSLATION_HEADER = "A file of translations does not say rightly what it is."
    TRANSLATION_DUPLICATE = "A message stands twice in a file of translations."
    TRANSLATION_MARKS = "A translation's marks differ from those of the English."
    TRANSLATION_NUMBER = "A translation's numbers differ from those of the English."
    TRANSLATION_CONTROL = "A translation holds an invisible mark."
    TRANSLATION_LABEL = "A translated label does not fit its place in the drawing."
    TRANSLATION_LEFT_OUT = "A language leaves out a page whose translation is not whole."
    TRANSLATION_INCOMPLETE = "A language is not complete enough to be published."
    # building
    VERIFY_PAGE_MISSING = "A page is not in the built site."
    VERIFY_DANGER_SIGNS = "A danger sign is not in the built page."
    VERIFY_LINK = "A link in the built site leads nowhere."
    VERIFY_FOREIGN = "The built site would load something from another place."
    VERIFY_UNKNOWN_STYLE = "The built site holds a stylesheet or script that is not ours."
    VERIFY_INLINE = "The built site holds inline script or style."
    PROOF_BROWSER = "There is no browser to prove the site in."
    PROOF_PAGE = "A page could not be opened to prove it."
    PROOF_DANGER_SIGN = "A reader of the site does not see a danger sign."
    PROOF_EMERGENCY_NUMBER = "A reader of the site does not see the emergency number."
    BUILD_FAILED = "MkDocs could not build the site."
    SITE_CHANGED = "A published file is not as it was built."
    PUBLISH_FAILED = "The new site could not be put in place."

    @property
    def slug(self) -> str:
        """The code as people see it, such as `yaml-duplicate-key`."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: where it is, what is wrong and what to do about it."""

    code: Code
    message: str
    hint: str
    file: str = ""
    line: int = 0
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        head = f"{place}: " if place else ""
        return f"{head}{self.severity} [{self.code.slug}] {self.message}\n    {self.hint}"

    def as_dict(self) -> dict[str, str | int]:
        """The JSON form that `handouts check --format json` prints."""
        return {
            "code": self.code.slug,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
            "file": self.file,
            "line": self.line,
        }


class ContentProblems(Exception):  # noqa: N818 - what it carries, not what it is
    """Raised where work cannot go on; carries every problem found so far."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        self.errors = tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[ContentProblems], tuple[tuple[Diagnostic, ...]]]:
        """What other processes need to raise it again: the problems, not their words."""
        return type(self), (self.diagnostics,)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each problem once, by file and line, so that two runs print the same."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.file, d.line, d.code.slug, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any problem stops a build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def shown_path(path: PurePath, root: PurePath) -> str:
    """A path as the author knows it: from the project's folder, with `/`."""
    inside = path.relative_to(root) if path.is_relative_to(root) else path
    # A name that is not UTF-8 could not be printed.
    return inside.as_posix().encode("utf-8", "replace").decode()
