"""YAML as authors write it: every scalar is text, every value knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from handouts.diagnostics import Code

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Place: TypeAlias = tuple[str | int, ...]

_MARK = re.compile(r"(?:^|[-?:,\[{])\s*(?:[&!]|\*(?!\*))", re.MULTILINE)
"""Where an anchor, an alias or a tag could be: at the start of a line or of a value.

No name of an alias starts with a star, so bold words (`**such as these**`) are none.
"""

_SLOT = re.compile(r"\{[a-z_]+\}")

_INDENT = re.compile(r"^[ \t?:-]*", re.MULTILINE)
_DEEPEST = 12
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT_BEHIND_WORDS = re.compile(r"(?<=\S)[ \t]+#")


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """What is wrong with a YAML text; `line` counts from 1 in that text."""

    code: Code
    message: str
    hint: str
    line: int


@dataclass(slots=True)
class YamlText:
    """The values of a YAML text, the line of each, and what is wrong with it."""

    value: Value = ""
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[YamlProblem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest value around it (1 if none)."""
        for length in range(len(place), -1, -1):
            if found := self.lines.get(place[:length]):
                return found
        return 1


def read_yaml(text: str) -> YamlText:
    """Every scalar as text.

    Aliases, tags, duplicate keys, deep nests and comments behind words are problems.
    """
    result = YamlText()
    if problem := _refused_early(text):
        result.problems.append(problem)
        return result
    try:
        node = yaml.compose(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        result.problems.append(
            YamlProblem(
                Code.YAML_SYNTAX,
                f"The YAML cannot be read: {error.problem or error.context}.",
                "Check the indent (spaces, not tabs). Put a value that holds ': ' or starts with "
                "a special sign behind >- on the next line.",
                min(mark.line + 1, len(text.splitlines())) if mark else 1,
            )
        )
        return result
    except (yaml.YAMLError, RecursionError) as error:
        result.problems.append(
            YamlProblem(
                Code.YAML_SYNTAX,
                f"The YAML cannot be read: {(str(error) or 'too deep').splitlines()[0]}.",
                "Type the special signs again, or remove them.",
                1,
            )
        )
        return result
    if node is not None:
        result.value = _value(node, (), result)
        result.problems += _words_lost(text)
    return result


def _words_lost(text: str) -> Iterator[YamlProblem]:
    """Comments behind words: in `Ask for room #4` YAML drops the number in silence."""
    if "#" not in text:
        return
    lines = _LINE_END.split(text)
    if not any(map(_COMMENT_BEHIND_WORDS.search, lines)):
        return
    kept = [
        (_place(event.start_mark), _place(event.end_mark))
        for event in yaml.parse(text, Loader=_loader())
        if isinstance(event, yaml.ScalarEvent) and event.style
    ]
    for number, line in enumerate(lines):
        for found in _COMMENT_BEHIND_WORDS.finditer(line):
            if not any(start <= (number, found.start()) < end for start, end in kept):
                swallowed = line[found.end() - 1 :][:30]
                yield YamlProblem(
                    Code.YAML_COMMENT,
                    f"From {swallowed!r} on, the line is a comment that no reader will see.",
                    "Put the text behind >- on the next line, or the comment on a line of its own.",
                    number + 1,
                )
                break


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _loader() -> type[yaml.BaseLoader]:
    # The C loader is ten times faster; a PyYAML built without it reads the same.
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _refused_early(text: str) -> YamlProblem | None:
    """What must be refused before composing: it could cost much memory or the stack."""
    if _plainly_safe(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_loader()):
            line = (event.start_mark.line if event.start_mark else 0) + 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return YamlProblem(
                    Code.YAML_ALIAS,
                    "The YAML uses & or * at the start of a value.",
                    "Write the value out, or put the text behind >- on the next line.",
                    line,
                )
            if getattr(event, "tag", None):
                return YamlProblem(
                    Code.YAML_ALIAS,
                    "The YAML uses ! at the start of a value.",
                    "Put the text behind >- on the next line.",
                    line,
                )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                return YamlProblem(
                    Code.YAML_TOO_DEEP,
                    f"The YAML is nested more than {_DEEPEST} levels deep.",
                    "No handout needs this. Check the indent and the brackets.",
                    line,
                )
    except (yaml.YAMLError, RecursionError):
        return None  # composing says the same, with its line
    return None


def _plainly_safe(text: str) -> bool:
    """Whether nothing in the text could be refused early; most files need no second look.

    Each level of a block takes a sign at the start of its line, each level of a flow a
    bracket.
    """
    if _MARK.search(text):
        return False
    bare = _SLOT.sub("", text)  # a slot ends where it starts: no two are in each other
    brackets = bare.count("[") + bare.count("{") + (bare != text)
    return max(map(len, _INDENT.findall(text)), default=0) + brackets <= _DEEPEST


def _value(node: yaml.Node, place: Place, result: YamlText) -> Value:
    result.lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*place, i), result) for i, child in enumerate(node.value)]
    assert isinstance(node, yaml.MappingNode)
    found: dict[str, Value] = {}
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            result.problems.append(
                YamlProblem(
                    Code.YAML_SYNTAX,
                    "A key is not a simple word.",
                    "Write keys as word: value.",
                    line,
                )
            )
            continue
        key = str(key_node.value)
        if key in found:
            first = result.lines[(*place, key)]
            result.problems.append(
                YamlProblem(
                    Code.YAML_DUPLICATE_KEY,
                    f"The key {key!r} stands twice; first on line {first}.",
                    "Keep one of the two.",
                    line,
                )
            )
            continue
        found[key] = _value(child, (*place, key), result)
        # A key's own line is where an author looks, not its value's first line.
        result.lines[(*place, key)] = line
    return found
