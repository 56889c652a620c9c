"""The same generated pages for us and for the tools that we are measured against."""

from __future__ import annotations

import shutil
from pathlib import Path

import generated
import yaml


def write_ours(books: list[generated.Book], folder: Path) -> None:
    folder.mkdir(parents=True)
    generated.write_content(books, folder / "content")


def write_plain(books: list[generated.Book], folder: Path, docs: str = "docs") -> None:
    """The same pages for MkDocs and Zensical."""
    for path, _, text in generated.plain_pages(books):
        file = folder / docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    generated.copy_figures(folder / docs / "figures")
    (folder / docs / "index.md").write_text("# Home\n", encoding="utf-8")
    nav = [{b.title: [{p.title: f"{b.id}/{p.id}.md"} for p in b.pages]} for b in books]
    config = {
        "site_name": "Plain",
        "site_url": "https://plain.example/",
        "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
        "plugins": ["search"],
        "nav": [{"Home": "index.md"}, *nav],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def write_hugo(books: list[generated.Book], folder: Path) -> None:
    """The same pages for Hugo, with a small template that lists a handout's pages."""
    for path, title, text in generated.plain_pages(books):
        # A page named index would make its folder a single page to Hugo.
        file = folder / "content" / path.replace("/index.md", "/_index.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        body = text.split("\n\n", 1)[1]
        file.write_text(f'---\ntitle: "{title}"\n---\n\n{body}', encoding="utf-8")
    generated.copy_figures(folder / "static/figures")
    (folder / "hugo.toml").write_text(
        'baseURL = "https://hugo.example/"\ntitle = "Hugo"\ndisableKinds = ["taxonomy", "term"]\n'
        '[outputs]\nhome = ["html", "json"]\n',
        encoding="utf-8",
    )
    layouts = folder / "layouts"
    layouts.mkdir()
    page = (
        "<!doctype html><html lang=en><head><title>{{ .Title }}</title></head><body><nav>"
        "{{ range .CurrentSection.Pages }}<a href={{ .RelPermalink }}>{{ .Title }}</a>{{ end }}"
        "</nav><main><h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}</main></body></html>"
    )
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(page, encoding="utf-8")
    index = (
        '[{{ range .Site.RegularPages }}{"t":{{ .Title | jsonify }},"p":{{ .Plain | jsonify }}},'
        "{{ end }}{}]"
    )
    (layouts / "home.json").write_text(index, encoding="utf-8")


def write_languages(books: list[generated.Book], folder: Path) -> None:
    """The plain pages in three languages, for mkdocs-static-i18n."""
    write_plain(books, folder)
    for file in (folder / "docs").rglob("*.md"):
        for language in ("es", "ar"):
            shutil.copy(file, file.with_suffix(f".{language}.md"))
    config = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    languages = [
        {"locale": code, "name": code, "build": True, **({"default": True} if code == "en" else {})}
        for code in ("en", "es", "ar")
    ]
    i18n = {"i18n": {"docs_structure": "suffix", "languages": languages}}
    config["plugins"] = ["search", i18n]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
