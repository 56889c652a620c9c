"""JSON Schemas of the content files, for editors that complete and check YAML."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from handouts.content.kinds import KINDS
from handouts.content.models import (
    ClinicFile,
    DangerSignsFile,
    FigureFile,
    HandoutFile,
    SourceFile,
    TermFile,
)


def schemas() -> dict[str, str]:
    """Each schema's text by its file name. Page schemas are for front matter."""
    shapes: dict[str, Any] = {
        "handout": HandoutFile,
        "danger-signs": DangerSignsFile,
        "clinic": ClinicFile,
        "figure": FigureFile,
        "glossary": dict[str, TermFile],
        "sources": dict[str, SourceFile],
        **{f"page-{kind}": model for kind, model in KINDS.items()},
    }
    found = {}
    for name, shape in shapes.items():
        schema = TypeAdapter(shape).json_schema()
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        found[f"{name}.schema.json"] = json.dumps(schema, indent=2, sort_keys=True) + "\n"
    return found
