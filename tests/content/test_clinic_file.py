"""A clinic's own details: taken as they are, or refused with the line and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.content import loader
from handouts.content.colours import WHITE, contrast, nearest_passing
from handouts.content.models import ClinicFile
from handouts.diagnostics import Code, Diagnostic

PLAIN = """\
id: small-clinic
name: Small Clinic
phone:
  label: Front desk
  number: (555) 555-0110
after_hours:
  label: Nurse line
  number: (555) 555-0111
emergency_number: "911"
site_address: https://small.example/
"""


def read(small: Path, text: str) -> tuple[ClinicFile | None, list[Diagnostic]]:
    file = small / "content/clinic.yml"
    file.write_text(text, encoding="utf-8")
    library, problems = loader.load(small / "content")
    return (library.clinic if library else None), [
        d for d in problems if d.file.endswith("clinic.yml")
    ]


def changed(small: Path, line: str) -> tuple[ClinicFile | None, list[Diagnostic]]:
    """The plain file with one line changed or added."""
    name = line.split(":", maxsplit=1)[0]
    kept = [old for old in PLAIN.splitlines() if old.split(":")[0] != name]
    return read(small, "\n".join([*kept, line, ""]))


def test_plain_file_is_enough(small: Path) -> None:
    clinic, problems = read(small, PLAIN)
    assert clinic is not None and not problems
    assert clinic.paper == "letter" and clinic.logo == ""


@pytest.mark.parametrize(
    "name",
    ["#panic", "$x$", "*a*", "<label>", "A \\ B", "**B**", "[a](b)", "{clinic_phone}", "عيادة"],
)
def test_names_are_taken_as_they_are(small: Path, name: str) -> None:
    clinic, problems = changed(small, f"name: '{name}'")
    assert not problems
    assert clinic is not None and clinic.name == name


@pytest.mark.parametrize("number", ["call us", "5-", "((((((", "555-0110 ext 4", "+1 555;x"])
def test_a_number_that_nobody_can_dial_is_refused(small: Path, number: str) -> None:
    _, problems = read(small, PLAIN.replace("(555) 555-0111", f'"{number}"'))
    assert [d.message for d in problems] == [f"after_hours.number cannot be {number!r}."]
    assert "(555) 555-0100" in problems[0].hint


@pytest.mark.parametrize(
    "address",
    [
        "pages@clinic.example",
        "pages+web@mail.clinic.example",
        "https://clinic.example",
        "https://clinic.example:8443/tell?page=a&to=b#form",
    ],
)
def test_readers_may_write_to_an_e_mail_or_a_web_address(small: Path, address: str) -> None:
    clinic, problems = changed(small, f"feedback: '{address}'")
    assert clinic is not None and not problems
    assert clinic.feedback == address


@pytest.mark.parametrize(
    ("line", "said", "remedy"),
    [
        (f"name: {'x' * 300}", "300 characters", "Shorten it"),
        ("name: ''", "empty", "Write it"),
        ("name: 'a\u202eb'", "invisible or broken", "Type the text again"),
        ("site_address: small.example", "not the address of a site", "https://clinic.example/"),
        ("site_address: https://a b/", "not the address of a site", "https://clinic.example/"),
        ("site_address: https://u:p@x.example/", "not the address", "https://clinic.example/"),
        ("site_address: https://x.example/?a=b", "a name and a path", "from ? or # on"),
        (f"site_address: https://x.example/{'a' * 60}", "the most", "shorter one"),
        ("colors: {main: green}", "not a colour", "six digits"),
        ("colors: {main: '#77CCBB'}", "words need 4.5", "nearest colour that passes"),
        ("colors: {accent: '#FFDD00'}", "lines need 3", "nearest colour that passes"),
        ("logo: ../logo.svg", "name of a file beside", "same folder"),
        ("languages: [zh-Hanq]", "not the code of a language", "zh-Hans"),
        ("languages: [zh-Hanslanguage]", "not the code of a language", "zh-Hans"),
        ("languages: [english!]", "not the code of a language", "zh-Hans"),
        ("feedback: call us", "neither an e-mail address", "name@clinic.example"),
        ("feedback: 'https://'", "neither an e-mail address", "name@clinic.example"),
        ("feedback: http://x.example/", "neither an e-mail address", "https://clinic.example"),
        ("feedback: https://x.example/a b", "neither an e-mail address", "name@clinic.example"),
        ("feedback: https://u:p@x.example/", "neither an e-mail address", "name@clinic.example"),
        ("feedback: 'javascript:a@b.example'", "neither an e-mail", "name@clinic.example"),
        ("emergency_number: '911 or 999 or so'", "emergency_number", "such as 911"),
        ("emergency_number: 0x38F", "cannot be '0x38F'", "such as 911"),
        ("emergency_number: '9-'", "cannot be '9-'", "such as 911"),
        ("grace_days: 400", "must be at most 365", "Change the number"),
        (f"grace_days: {'9' * 5000}", "must be a whole number", "digits only"),
        ("name: '\u200c\u200c'", "empty", "Write it"),
        ("hours: [a, b, c, d, e]", "more than 4 entries", "Remove some"),
    ],
)
def test_bad_values_are_refused_with_a_remedy(
    small: Path, line: str, said: str, remedy: str
) -> None:
    _, problems = changed(small, line)
    assert len(problems) == 1
    assert said in problems[0].message and remedy in problems[0].hint
    assert problems[0].line > 0


def test_site_address_may_have_a_path_and_gets_its_slash(small: Path) -> None:
    clinic, _ = changed(small, "site_address: https://Small.Example/knee")
    assert clinic is not None and clinic.site_address == "https://small.example/knee/"


def test_missing_phone_is_named(small: Path) -> None:
    _, problems = read(
        small, PLAIN.replace("phone:\n  label: Front desk\n  number: (555) 555-0110\n", "")
    )
    assert problems[0].code is Code.FIELD_MISSING and "phone" in problems[0].message


def test_nearest_passing_colour_passes_and_keeps_its_hue() -> None:
    found = nearest_passing("#77CCBB", WHITE, 4.5)
    assert 4.5 <= contrast(found, WHITE) < 4.7
    red, green, blue = (int(found[i : i + 2], 16) for i in (1, 3, 5))
    assert green > blue > red
    assert contrast(nearest_passing("#223344", "#101010", 4.5), "#101010") >= 4.5
    assert nearest_passing("#1F5A57", WHITE, 4.5) == "#1F5A57"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
