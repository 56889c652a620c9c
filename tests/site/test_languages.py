"""The small library in three languages: what is there, what is withheld, and that all agree."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from tests.conftest import SMALL
from tests.site.reading import problems_of
from tests.translation.pseudo import change, speak

from handouts import pipeline
from handouts.diagnostics import Code, ContentProblems, Diagnostic, Severity
from handouts.site.expected import expected_pages
from handouts.translation import catalogs
from handouts.translation.voices import every_voice

TODAY = date(2026, 1, 31)
LANGUAGES = ("en", "ar", "es")
BASE = "/handouts"


@dataclass(frozen=True)
class Site:
    """A published site."""

    folder: Path
    said: tuple[Diagnostic, ...] = ()

    def page(self, language: str, path: str) -> html.HtmlElement:
        file = self.folder / root(language) / path / "index.html"
        return html.document_fromstring(file.read_bytes())

    def paths(self, language: str) -> set[str]:
        """The addresses of a language that are no withheld page."""
        start = self.folder / root(language)
        others = {self.folder / root(each) for each in LANGUAGES if each not in (language, "en")}
        found = set()
        for file in start.rglob("index.html"):
            if language == "en" and others & set(file.parents):
                continue
            if 'data-page="withheld"' not in file.read_text(encoding="utf-8"):
                found.add(file.parent.relative_to(start).as_posix().removeprefix("."))
        return found

    def withheld(self, language: str) -> set[str]:
        start = self.folder / root(language)
        return {
            file.parent.relative_to(start).as_posix().removeprefix(".")
            for file in start.rglob("index.html")
            if 'data-page="withheld"' in file.read_text(encoding="utf-8")
        }


def root(language: str) -> str:
    return "" if language == "en" else language


def built(folder: Path, sheets: bool = False) -> Site:
    places = pipeline.Places(folder / "content", folder / "docs", folder / "build", folder / "site")
    said = pipeline.build(places, TODAY, options=pipeline.Options(sheets=sheets))
    return Site(folder / "site", said)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small library, whole in three languages."""
    folder = tmp_path_factory.mktemp("three") / "small"
    shutil.copytree(SMALL, folder)
    speak(folder, "es", "ar")
    return built(folder, sheets=True)


def words(tree: html.HtmlElement) -> str:
    return " ".join(str(tree.text_content()).split())


# --- whole -----------------------------------------------------------------


def test_every_page_is_there_in_every_language(three: Site) -> None:
    assert three.paths("es") == three.paths("ar") == three.paths("en") | {"side-by-side"}
    assert three.withheld("es") == three.withheld("ar") == set()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("es", "ltr"), ("ar", "rtl")])
def test_pages_say_their_language_and_direction(three: Site, language: str, direction: str) -> None:
    for path in three.paths(language):
        page = three.page(language, path)
        assert (page.get("lang"), page.get("dir")) == (language, direction)


def test_the_switcher_stays_on_the_page(three: Site) -> None:
    for language in LANGUAGES:
        for path in three.paths(language):
            found = dict(switcher(three.page(language, path)))
            assert set(found) == set(LANGUAGES) - {language}
            for other, href in found.items():
                start = three.folder / root(language) / path
                target = (start / href / "index.html").resolve()
                # English has no page in two languages: its summary is what stands there too.
                there = "sheet" if (path, other) == ("side-by-side", "en") else path
                assert target == (three.folder / root(other) / there / "index.html").resolve()


def switcher(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for link in page.xpath("//nav[contains(@class, 'ho-languages')]//a"):
        assert link.get("lang") == link.get("hreflang")
        yield str(link.get("hreflang")), str(link.get("href"))


def test_languages_have_their_own_names(three: Site) -> None:
    page = three.page("en", "rest")
    shown = words(page.xpath("//nav[contains(@class, 'ho-languages')]")[0])
    assert shown == "English العربية Español"


def alternates(page: html.HtmlElement) -> dict[str, str]:
    return {
        str(link.get("hreflang")): str(link.get("href"))
        for link in page.xpath("//head/link[@rel='alternate'][@hreflang]")
    }


def test_hreflang_names_every_language_itself_and_a_default(three: Site) -> None:
    for language in LANGUAGES:
        found = alternates(three.page(language, "rest"))
        site = f"https://small.example{BASE}"
        assert found == {
            "en": f"{site}/rest/",
            "ar": f"{site}/ar/rest/",
            "es": f"{site}/es/rest/",
            "x-default": f"{site}/rest/",
        }


def sitemap(site: Site, language: str) -> set[str]:
    text = (site.folder / root(language) / "sitemap.xml").read_text(encoding="utf-8")
    found = (urlsplit(address).path for address in re.findall(r"<loc>(.*?)</loc>", text))
    start = f"{BASE}/{root(language)}".rstrip("/")
    return {path.removeprefix(start).strip("/") for path in found}


def test_sitemaps_hold_the_pages_of_their_language(three: Site) -> None:
    for language in LANGUAGES:
        assert sitemap(three, language) == three.paths(language)
    robots = (three.folder / "robots.txt").read_text(encoding="utf-8")
    assert re.findall(r"Sitemap: \S+/handouts/(\S*)sitemap.xml", robots) == ["", "ar/", "es/"]


def test_each_language_has_its_own_search(three: Site) -> None:
    for language in LANGUAGES:
        folder = three.folder / root(language) / "assets/search"
        assert [f.name for f in folder.iterdir()] == [f"index.{language}.js"]
    spanish = (three.folder / "es/assets/search/index.es.js").read_text(encoding="utf-8")
    assert "sóré élbów" in spanish
    assert "sore elbow" not in spanish


@pytest.mark.parametrize(("language", "left"), [("es", "[aeiou]"), ("ar", "[a-zA-Z]{2}")])
def test_no_english_is_left_but_what_says_that_it_is(three: Site, language: str, left: str) -> None:
    names = r"[Ee]spañol|English|Inglés|Árabe"  # Babel's
    own = re.compile(rf"Small Clinic|\(PDF\)|PDF|\b[0-9a-f]{{8}}\b|{names}")
    for path in three.paths(language):
        page = three.page(language, path)
        # The search box speaks the real language; dates are Babel's.
        for away in ("//script", "//*[@data-search]", "//title", "//time"):
            for element in page.xpath(away):
                element.drop_tree()
        for text in visible(page, language):
            shown = own.sub("", text)
            if not re.search(left, shown):
                continue
            assert re.search(r"\d{4}", shown), (path, text)


def visible(element: html.HtmlElement, language: str, inside: str = "") -> Iterator[str]:
    """The texts that are in a page's own language."""
    inside = element.get("lang", inside)
    if not isinstance(element.tag, str):
        return
    if inside == language:
        yield element.text or ""
        yield from (str(element.get(a)) for a in ("aria-label", "alt") if element.get(a))
    for child in element:
        yield from visible(child, language, inside)
        if inside == language:
            yield child.tail or ""


def test_the_record_of_the_translation_is_on_every_page(three: Site) -> None:
    for path in three.paths("es"):
        shown = words(three.page("es", path))
        assert "Trádúctór dé prúébá, 1 de mayo de 2026." in shown, path
        assert "hás nót yét béén révíéwéd" in shown, path
    assert "Translated by" not in words(three.page("en", "rest"))


# --- withheld --------------------------------------------------------------


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small library in three languages, after one English sentence changed."""
    folder = tmp_path_factory.mktemp("changed") / "small"
    shutil.copytree(SMALL, folder)
    speak(folder, "es", "ar")
    change(
        folder,
        "elbow-pain/tennis-elbow.md",
        "## What happens\n",
        "## What happens\n\nThe tendon hurts at night.\n",
    )
    return built(folder)


def test_a_changed_sentence_withholds_one_page_everywhere(changed: Site) -> None:
    for language in ("es", "ar"):
        assert changed.withheld(language) == {"tennis-elbow"}
        assert sitemap(changed, language) == changed.paths(language)
        for path in changed.paths(language):
            page = changed.page(language, path)
            menu = [str(a.get("href")) for a in page.xpath("//nav[@id='all-pages']//a")]
            assert not any("tennis-elbow" in href for href in menu)
        index = f"{language}/assets/search/index.{language}.js"
        assert "tennis-elbow" not in (changed.folder / index).read_text(encoding="utf-8")
    english = changed.page("en", "tennis-elbow")
    assert "The tendon hurts at night." in words(english)
    assert list(switcher(english)) == []
    assert alternates(english) == {}
    assert dict(switcher(changed.page("en", "rest"))).keys() == {"es", "ar"}


def test_a_withheld_address_says_why_and_where_to_turn(changed: Site) -> None:
    for language, why in (("es", "Thé págé ís nót yét fúlly tránslátéd."), ("ar", "")):
        page = changed.page(language, "tennis-elbow")
        assert page.get("lang") == language
        shown = words(page)
        assert why in shown
        assert "911" in shown
        assert page.xpath("//meta[@name='robots'][@content='noindex']")
        links = [str(a.get("href")) for a in page.xpath("//main//a")]
        assert "../../tennis-elbow/" in links
        assert "../get-help/" in links
        assert "tel:911" in links


def test_the_danger_signs_of_a_withheld_page_are_proven_too(
    changed: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = changed.folder.parent / "content"
    for language in ("es", "ar"):
        strip = changed.page(language, "tennis-elbow").xpath("//*[@data-danger-signs='strip']")
        assert "911" in words(strip[0])
    monkeypatch.setattr("handouts.site.withheld._strip", lambda voice, document: ())
    places = pipeline.Places(content, tmp_path / "docs", tmp_path / "build", tmp_path / "site")
    with pytest.raises(ContentProblems) as caught:  # without sheets it is built in this process
        pipeline.build(places, TODAY, options=pipeline.Options(sheets=False))
    for language in ("es", "ar"):
        found = [d for d in caught.value.errors if f"{language}/tennis-elbow/" in d.message]
        assert {d.code for d in found} == {Code.VERIFY_DANGER_SIGNS}


def test_a_changed_danger_sign_takes_the_language_away(small: Path) -> None:
    speak(small, "es", "ar")
    files, _ = catalogs.read_files(small / "content", "es")
    file = next(f for f in files if f.path.name == "elbow-pain.po")
    entry = next(e for e in file.po if e.msgctxt.endswith("danger-signs.yml/signs/cold-hand"))
    entry.flags.append("fuzzy")
    catalogs.write(file.po, file.path)
    site = built(small)
    assert site.paths("es") == set()
    assert site.withheld("es") == site.paths("en") | {"side-by-side"} == site.paths("ar")
    assert set(alternates(site.page("en", ""))) == {"en", "ar", "x-default"}
    assert not (site.folder / "es/assets").exists()


def test_a_language_that_nobody_began_is_not_there(small: Path) -> None:
    (small / "content/translations/es").mkdir(parents=True)
    site = built(small)
    assert not (site.folder / "es").exists()
    assert alternates(site.page("en", "rest")) == {}


@pytest.mark.parametrize("name", ["tlh", "ES", "es_MX", "assets", "Espa\u00f1ol", "en"])
def test_a_folder_of_no_language_is_named_and_stops_the_build(small: Path, name: str) -> None:
    speak(small, "es")
    place = small / "content/translations"
    (place / "es").rename(place / name)
    for file in (place / name).glob("*.po"):
        words = file.read_text(encoding="utf-8").replace("Language: es", f"Language: {name}")
        file.write_text(words, encoding="utf-8")
    with pytest.raises(ContentProblems) as caught:
        built(small)
    assert [(d.code, d.file) for d in caught.value.errors] == [
        (Code.FILE_NAME, f"content/translations/{name}")
    ]


BAD_CATALOGS = {
    "prose": (b"Dear team, here it is.\n", Code.TRANSLATION_FILE),
    "another encoding": ("caf\u00e9".encode("utf-16"), Code.FILE_NOT_UTF8),
    "nothing": (b"\n", Code.FILE_EMPTY),
}


@pytest.mark.parametrize(("data", "code"), BAD_CATALOGS.values(), ids=BAD_CATALOGS)
def test_a_catalog_that_cannot_be_read_takes_no_language_from_its_readers(
    small: Path, data: bytes, code: Code
) -> None:
    """The old site stays: a file that was saved wrongly must not cost a whole language."""
    speak(small, "es")
    pages = built(small).paths("es")
    file = small / "content/translations/es/elbow-pain.po"
    file.write_bytes(data)
    with pytest.raises(ContentProblems) as caught:
        built(small)
    assert [(d.file, d.code) for d in caught.value.errors] == [
        ("content/translations/es/elbow-pain.po", code)
    ]
    assert Site(small / "site").paths("es") == pages != set()
    checked = pipeline.check(small / "content", words=True).diagnostics
    assert code in {d.code for d in checked if d.severity is Severity.ERROR}


def test_a_broken_catalog_is_told_with_what_is_wrong_in_the_content(small: Path) -> None:
    speak(small, "es")
    (small / "content/translations/es/elbow-pain.po").write_bytes(b"Dear team, here it is.\n")
    page = small / "content/elbow-pain/rest.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n<b>Rest</b>\n", encoding="utf-8")
    with pytest.raises(ContentProblems) as caught:
        built(small)
    for told in (caught.value.errors, pipeline.check(small / "content", words=True).diagnostics):
        files = {d.file for d in told if d.severity is Severity.ERROR}
        assert files == {
            "content/elbow-pain/rest.md",
            "content/translations/es/elbow-pain.po",
        }


def test_a_release_refuses_a_language_that_is_not_whole(small: Path) -> None:
    speak(small, "es")
    change(small, "elbow-pain/rest.md", "title: ", "title: Now ")
    places = pipeline.Places(small / "content", small / "docs", small / "build", small / "site")
    with pytest.raises(ContentProblems) as caught:
        pipeline.build(places, TODAY, release=True)
    assert Code.TRANSLATION_INCOMPLETE in {d.code for d in caught.value.diagnostics}


@pytest.mark.parametrize("language", ["es", "ar"])
def test_danger_signs_are_proven_in_every_language(
    three: Site, tmp_path: Path, language: str
) -> None:
    """A sign that is lost from a finished page is found, whatever the language."""
    content = three.folder.parent / "content"
    given = pipeline.inputs(pipeline.Places(content), TODAY)
    voices, _ = every_voice(given.library, given.drawings, content)
    voice = next(v for v in voices if v.language == language)
    documents = voice.composition.documents
    expected = list(expected_pages(voice.library, documents, voice.root, given.library))
    spoilt = tmp_path / "site"
    shutil.copytree(three.folder, spoilt)
    file = spoilt / language / "symptoms/index.html"
    sign = next(s for s in voice.library.main.danger_signs.now.signs if s.id == "bent")
    text = "".join(getattr(inline, "text", "") for inline in sign.text)
    page = file.read_text(encoding="utf-8")
    assert text in page
    file.write_text(page.replace(text, ""), encoding="utf-8")
    address = given.library.clinic.site_address
    assert problems_of(three.folder, expected, address, ("ar", "es")) == []
    found = problems_of(spoilt, expected, address, ("ar", "es"))
    assert {d.code for d in found} == {Code.VERIFY_DANGER_SIGNS}
    assert all(f"{language}/symptoms/index.html" in d.message for d in found)


def test_a_language_cannot_take_the_place_of_a_page(small: Path) -> None:
    (small / "content/notices/about.md").rename(small / "content/notices/es.md")
    speak(small, "es")
    with pytest.raises(ContentProblems) as caught:
        built(small)
    assert Code.PAGE_DUPLICATE in {d.code for d in caught.value.diagnostics}
