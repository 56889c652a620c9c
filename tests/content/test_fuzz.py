"""Thousands of small accidents to the small library: never a traceback, never a hang.

The accidents are the same in every run. Each starts from a good library, spoils
one or two files, and asks what `handouts check` asks.
"""

from __future__ import annotations

import random
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.diagnostics import has_errors

SMALL = Path(__file__).parents[1] / "sites/small"

ROUNDS = 150
LONGEST_SECONDS = 5.0
"""Of the processor, for one check; it takes about 30 milliseconds."""

PIECES = [
    *(b"\x00", b"\xff", b"\x1b", b"\xc3", b"\xe2\x80\xae", b"\xef\xbf\xbf", b"\xf0\x9f\xa6\xb5"),
    *(b"\r", b"\t", b"\n", b"\n\n", b"  ", b"---\n", b"- ", b": ", b"&a ", b"*a ", b"!!x ", b"%"),
    *(b"'", b'"', b"[", b"{", b"}", b"]", b"# ", b"## ", b"> ", b"| ", b"<b>", b"<!--", b"**"),
    *(b"{#a}", b"{clinic_phone}", b"{x}", b"](", b"![](figure:", b"term:", b"911", b"/../"),
    *(b"-1", b"1e999", b"999999999999999999999", b"null", b"id: ", b"kind: "),
    *(b"url(#skin)", b"<use href='#outline'/>", b"A" * 3000, b"[" * 300),
]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A file after a few accidents."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 1, 1, 5, 40, 400]))
        accident = chance.randint(0, 4)
        if accident == 0:  # a piece that does not belong here
            data = data[:start] + chance.choice(PIECES) + data[start:]
        elif accident == 1:  # something lost
            data = data[:start] + data[end:]
        elif accident == 2:  # something twice
            data = data[:end] + data[start:end] * chance.choice([1, 1, 2, 30]) + data[end:]
        elif accident == 3:  # cut short
            data = data[:start]
        else:  # two lines in each other's place
            lines = data.split(b"\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            data = b"\n".join(lines)
    return data


@pytest.mark.parametrize("seed", range(4))
def test_no_accident_to_a_file_breaks_the_check(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shutil.copytree(SMALL / "content", tmp_path / "content")
    files = sorted(file for file in (tmp_path / "content").rglob("*.*") if file.is_file())
    good = {file: file.read_bytes() for file in files}
    for _ in range(ROUNDS):
        hurt = chance.sample(files, chance.choice([1, 1, 2]))
        for file in hurt:
            file.write_bytes(spoilt(good[file], chance))
        kept = {str(file.relative_to(tmp_path)): file.read_bytes()[:2000] for file in hurt}
        started = time.process_time()
        try:
            found = pipeline.check(tmp_path / "content", words=True).diagnostics
        except Exception as error:
            pytest.fail(f"{type(error).__name__}: {error}\n{kept}")
        assert time.process_time() - started < LONGEST_SECONDS, kept
        assert all(d.message and d.hint for d in found)
        for file in hurt:
            file.write_bytes(good[file])


def test_what_passes_the_check_can_be_composed_and_rendered(tmp_path: Path) -> None:
    """The check is the only gate: behind it nothing may fail."""
    chance = random.Random(99)
    shutil.copytree(SMALL / "content", tmp_path / "content")
    files = sorted(file for file in (tmp_path / "content").rglob("*.*") if file.is_file())
    good = {file: file.read_bytes() for file in files}
    passed = 0
    for _ in range(ROUNDS):
        file = chance.choice(files)
        file.write_bytes(spoilt(good[file], chance))
        checked = pipeline.check(tmp_path / "content")
        if checked.library is not None and not has_errors(checked.diagnostics):
            passed += 1
            shown = f"{file.relative_to(tmp_path)}: {file.read_bytes()[:3000]!r}"
            try:
                pipeline.project(inputs(checked))
            except Exception as error:
                pytest.fail(f"{type(error).__name__}: {error}\n{shown}")
        file.write_bytes(good[file])
    assert passed > ROUNDS / 20, "some accidents are harmless, or nothing is tried here"


def inputs(checked: pipeline.Checked) -> pipeline.Inputs:
    assert checked.library is not None
    return pipeline.Inputs(
        checked.library, checked.drawings, checked.reviews, date(2026, 1, 1), checked.diagnostics
    )
