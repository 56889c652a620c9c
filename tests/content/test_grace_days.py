"""How long sheets stay listed after a review was due: a clinic's setting, typed and described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.content.schema import schemas
from handouts.diagnostics import Code, Severity


def _with(folder: Path, value: str) -> pipeline.Checked:
    clinic = folder / "content/clinic.yml"
    clinic.write_text(clinic.read_text() + f"grace_days: {value}\n")
    return pipeline.check(folder / "content")


def test_it_is_30_days_if_a_clinic_says_nothing(small: Path) -> None:
    library = pipeline.check(small / "content").library
    assert library is not None and library.clinic.grace_days == 30


@pytest.mark.parametrize("value", ["0", "7", "365"])
def test_a_clinic_may_set_it(small: Path, value: str) -> None:
    library = _with(small, value).library
    assert library is not None and library.clinic.grace_days == int(value)


@pytest.mark.parametrize("value", ["-1", "366", "7.5", "soon", '"a week"', "[7]"])
def test_anything_else_is_told_with_its_line(small: Path, value: str) -> None:
    found = _with(small, value)
    (told,) = (d for d in found.diagnostics if d.severity is Severity.ERROR)
    assert told.code is Code.FIELD_INVALID
    lines = (small / "content/clinic.yml").read_text().splitlines()
    assert (told.file, told.line) == ("content/clinic.yml", len(lines))
    assert "grace_days" in told.message


def test_editors_know_it() -> None:
    shape = json.loads(schemas()["clinic.schema.json"])["properties"]["grace_days"]
    assert (shape["default"], shape["minimum"], shape["maximum"]) == (30, 0, 365)
    assert shape["type"] == "integer" and "print list" in shape["description"]
