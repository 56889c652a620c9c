"""A clinic's logo: a safe SVG or PNG, or a problem that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from handouts.content import loader
from handouts.diagnostics import Diagnostic
from handouts.figures import logo

PLAIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<title>Ours</title><path fill="#ff0000" d="M0 0h40v20z"/></svg>'
)


def read(small: Path, name: str, data: bytes | None) -> tuple[logo.Logo | None, list[Diagnostic]]:
    content = small / "content"
    if data is not None:
        (content / name).write_bytes(data)
    clinic = content / "clinic.yml"
    clinic.write_text(clinic.read_text("utf-8") + f"logo: {name}\n", encoding="utf-8")
    library, _ = loader.load(content)
    assert library is not None
    return logo.read(library)


def test_plain_svg_is_taken_in_its_own_colours(small: Path) -> None:
    found, problems = read(small, "logo.svg", PLAIN.encode())
    assert found is not None and not problems
    assert b"#ff0000" in found.data and found.ratio == 2


def test_png_is_decoded_and_written_anew(small: Path, tmp_path: Path) -> None:
    Image.new("RGB", (1600, 400), "teal").save(tmp_path / "a.png", pnginfo=None)
    found, problems = read(small, "logo.png", (tmp_path / "a.png").read_bytes())
    assert found is not None and not problems
    assert found.format == "png" and found.ratio == 4


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.svg", None, "no file 'logo.svg'"),
        ("logo.svg", PLAIN.replace("<path", "<script>x</script><path").encode(), "<script>"),
        ("logo.svg", PLAIN.replace("<path", '<path onclick="x"').encode(), "onclick"),
        ("logo.svg", PLAIN.replace("<path", '<image href="http://x/"/><path').encode(), "<image>"),
        ("logo.svg", b"<!DOCTYPE svg>" + PLAIN.encode(), "document type"),
        ("logo.svg", PLAIN[:60].encode(), "cannot be read"),
        ("logo.svg", b"\xff\xfe\x00", "not an SVG"),
        ("logo.svg", PLAIN.replace("0 0 40 20", "0 0 400 20").encode(), "too wide"),
        ("logo.png", b"not a picture", "not a PNG"),
        ("logo.png", b"0" * 40_000_000, "40,000,000 bytes"),
    ],
)
def test_what_cannot_be_used_is_refused(
    small: Path, name: str, data: bytes | None, said: str
) -> None:
    found, problems = read(small, name, data)
    assert found is None
    (problem,) = problems
    assert said in problem.message and problem.hint and problem.line > 0
