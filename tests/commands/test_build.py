"""Building for several clinics, and for a disk without a server."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from tests.commands.conftest import Run


def _clinic(small: Path, name: str, number: str) -> Path:
    text = (small / "content/clinic.yml").read_text(encoding="utf-8")
    text = text.replace("small-clinic", name.lower()).replace("Small Clinic", f"{name} Clinic")
    file = small / f"{name.lower()}.yml"
    file.write_text(text.replace("555-0110", number), encoding="utf-8")
    return file


def test_each_clinic_gets_a_site_of_its_own_and_nothing_of_another(run: Run, small: Path) -> None:
    north, south = _clinic(small, "North", "555-0120"), _clinic(small, "South", "555-0130")
    result = run("build", "--clinic", str(north), "--clinic", str(south))
    assert result.exit_code == 0, result.output
    for mine, other in (("north", b"South Clinic"), ("south", b"North Clinic")):
        files = [f for f in (small / "sites" / mine).rglob("*") if f.is_file()]
        assert not [f for f in files if other in f.read_bytes()]
        sheets = [f for f in files if f.suffix == ".pdf"]
        assert len(sheets) == 8
    north_sheets = {f.read_bytes() for f in (small / "sites/north/print").glob("*.pdf")}
    south_sheets = {f.read_bytes() for f in (small / "sites/south/print").glob("*.pdf")}
    assert not north_sheets & south_sheets
    assert not (small / "site").exists()


def test_a_clinics_logo_and_colours_are_on_its_site(run: Run, small: Path) -> None:
    clinic = small / "content/clinic.yml"
    clinic.write_text(
        clinic.read_text() + 'logo: logo.svg\ncolors:\n  main: "#7A1F5C"\n', encoding="utf-8"
    )
    (small / "content/logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30">'
        '<rect width="60" height="30" fill="#7A1F5C"/></svg>'
    )
    assert run("build", "--no-sheets").exit_code == 0
    page = (small / "site/index.html").read_text()
    assert "assets/images/clinic-logo.svg" in page
    assert "assets/stylesheets/clinic.css" in page
    assert "#7a1f5c" in (small / "site/assets/stylesheets/clinic.css").read_text()


def test_a_colour_too_pale_for_words_is_refused_with_the_nearest_that_passes(
    run: Run, small: Path
) -> None:
    clinic = small / "content/clinic.yml"
    clinic.write_text(clinic.read_text() + 'colors:\n  main: "#FFCC00"\n', encoding="utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert "[clinic-colour]" in result.output
    assert "The nearest colour that passes" in result.output


def test_an_offline_site_names_every_file_and_is_packed_with_its_sums(
    run: Run, small: Path
) -> None:
    assert run("build", "--offline").exit_code == 0
    page = (small / "site-offline/index.html").read_text()
    assert 'href="./tennis-elbow/index.html"' in page or 'href="tennis-elbow/index.html"' in page
    with zipfile.ZipFile(small / "site-offline.zip") as packed:
        sums = packed.read("site-offline/SHA256SUMS").decode().splitlines()
        assert len(sums) == len(packed.namelist()) - 1
        for line in sums:
            digest, name = line.split("  ", 1)
            data = packed.read(f"site-offline/{name}")
            assert hashlib.sha256(data).hexdigest() == digest
    first = (small / "site-offline.zip").read_bytes()
    assert run("build", "--offline").exit_code == 0
    assert (small / "site-offline.zip").read_bytes() == first


def test_a_site_folder_goes_with_one_clinic_only(run: Run, small: Path) -> None:
    north = _clinic(small, "North", "555-0120")
    result = run("build", "--clinic", str(north), "--clinic", str(north), "--site", "x")
    assert result.exit_code == 2
