"""Makes plain `mkdocs serve` and `mkdocs build` show a preview of the handouts.

Thin on purpose: no safety gate lives here. `handouts build` does not use it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config import Config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin

from handouts import pipeline
from handouts.diagnostics import ContentProblems


class HandoutsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's settings."""

    content = c.Type(str, default="content")


class HandoutsPlugin(BasePlugin[HandoutsConfig]):  # type: ignore[no-untyped-call]
    """Writes the generated project, then lets MkDocs build it as its own."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Points MkDocs at the generated pages."""
        root = Path(config.config_file_path).parent
        places = pipeline.Places(
            root / self.config.content, root / "docs", root / "build", root / "build/preview"
        )
        try:
            folder, settings = pipeline.write_preview(places, date.today())
        except ContentProblems as problems:
            raise PluginError("\n" + "\n".join(map(str, problems.errors))) from None
        config.docs_dir = str(folder / "docs")
        config.site_name, config.nav = settings.site_name, settings.nav
        if not config.site_url:  # `mkdocs serve` has set the address that it serves
            config.site_url = settings.site_url
        config.extra.update(settings.extra)
        config.theme["language"] = settings.language
        return config

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:
        """Watches the content, as well as what MkDocs watches."""
        root = Path(config.config_file_path).parent
        server.watch(str(root / self.config.content))
        server.unwatch(config.docs_dir)  # we write there at every build
