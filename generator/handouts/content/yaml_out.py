"""YAML that every reader takes in the same way: what is text here is text to all of them.

PyYAML leaves `456e1868` bare, which it reads as a word. Readers of YAML 1.2 take it for a
number, and others `y` for yes; so such words are written in quotes.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_TAKEN_FOR_NUMBERS = re.compile(
    r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+)$"
)
"""The numbers of YAML 1.2's core schema (10.3.2)."""

_TAKEN_FOR_TRUTH = re.compile("[yYnN]$")
"""Yes and no of YAML 1.1 in one letter, which PyYAML leaves out."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Puts quotes round words that some reader takes for something else."""


_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _TAKEN_FOR_NUMBERS, list("-+.0123456789"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", _TAKEN_FOR_TRUTH, list("yYnN"))


def yaml_text(value: Any, sort_keys: bool = False, width: int = 80) -> str:
    """A value as YAML.

    Args:
        value: mappings, lists, text, numbers and truth values.
        sort_keys: whether keys stand in the order of the alphabet.
        width: where lines are folded.
    """
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=sort_keys, width=width
    )
    return text
