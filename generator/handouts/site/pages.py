"""Pages through MkDocs' theme, without MkDocs reading their text again.

The HTML between the headings is ours and final. Plain MkDocs reads it from Markdown
files and gives the same pages, byte for byte: a test builds both. Going page by page
makes a page's cost its own, whatever the size of the library.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # see site/build.py

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from handouts.render.artifact import Artifact
from handouts.render.html import bytecode_cache
from handouts.render.page import Heading, RenderedPage
from handouts.render.page_file import headings_of, page_html
from handouts.site.project import Settings


class PageBuilder:
    """Builds the pages of one language.

    Args:
        settings: what the project's `mkdocs.yml` says; its order of pages is not read.
        folder: where the project would be.
    """

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._config = configured(settings, folder)
        self._env = self._config.theme.get_env()
        self._env.bytecode_cache = bytecode_cache()
        self._template = self._env.get_template("main.html")
        self._nowhere = Navigation([], [])

    def page(self, page: RenderedPage) -> Artifact:
        """The finished page."""
        name = f"{page.path}/index.md" if page.path else "index.md"
        config = self._config
        file = File(name, config.docs_dir, config.site_dir, config.use_directory_urls)
        made = Page(page.title, file, config)
        made.content = page_html(page)
        made.meta = {
            "title": page.title,
            "description": page.description,
            "handouts": dict(page.meta),
        }
        made.toc = contents(headings_of(page))
        context = get_context(self._nowhere, [], config, made)
        html = self._template.render(context)
        return Artifact(file.dest_uri, html.encode("utf-8", errors="xmlcharrefreplace"))

    def error_page(self) -> Artifact:
        """`404.html`: its links start at the site's root, because it may stand anywhere."""
        base = urlsplit(self._config.site_url or "/").path
        return self._static("404.html", base)

    def robots(self) -> Artifact:
        """`robots.txt`."""
        return self._static("robots.txt", ".")

    def sitemap(self, paths: Iterable[str]) -> Artifact:
        """`sitemap.xml` with some pages, by their addresses."""
        end = "/" if self._config.use_directory_urls else "/index.html"
        site = self._config.site_url or ""
        urls = (f"{site}{path}{end}" if path else site + end[1:] for path in paths)
        pages = [
            SimpleNamespace(page=SimpleNamespace(is_link=False, canonical_url=url)) for url in urls
        ]
        return self._static("sitemap.xml", ".", pages)

    def _static(self, name: str, base: str, pages: Sequence[Any] = ()) -> Artifact:
        context = get_context(self._nowhere, pages, self._config, base_url=base)
        return Artifact(name, self._env.get_template(name).render(context).encode())


def configured(settings: Settings, folder: Path) -> MkDocsConfig:
    """MkDocs' configuration of a project, without its order of pages.

    Raises:
        ValueError: MkDocs does not take the settings.
    """
    told = settings.as_config()
    del told["nav"]
    extra = told.pop("extra")
    config = copy(_checked(json.dumps(told), folder))
    config["extra"] = extra
    return config


@lru_cache(maxsize=8)
def _checked(told: str, folder: Path) -> MkDocsConfig:
    """Settings that MkDocs takes: it looks through every package for themes to tell."""
    config = MkDocsConfig(config_file_path=str(folder / "mkdocs.yml"))
    (folder / "docs").mkdir(parents=True, exist_ok=True)  # must be there; nothing comes from it
    config.load_dict(json.loads(told))
    errors, _ = config.validate()
    if errors:
        raise ValueError(f"MkDocs does not take the settings: {errors}")
    return config


def contents(headings: Iterable[Heading]) -> TableOfContents:
    """A page's table of contents, as MkDocs makes it."""
    top: list[AnchorLink] = []
    open_links: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.words, heading.key, heading.level)
        while open_links and open_links[-1].level >= heading.level:
            open_links.pop()
        (open_links[-1].children if open_links else top).append(link)
        open_links.append(link)
    return TableOfContents(top)
