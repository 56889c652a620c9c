"""The stylesheets and scripts that a site may hold: a closed set, by their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from handouts.render.artifact import Artifact
from handouts.site.theme_data import material_stylesheet


def shipped_files(made: Iterable[Artifact]) -> Mapping[str, str]:
    """The SHA-256 of each by its path in the site.

    Args:
        made: what the generator itself made for this site, such as the search index.
    """
    theme = files("handouts.theme") / "assets"
    found = {
        f"assets/{folder.name}/{file.name}": file.read_bytes()
        for folder in theme.iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
    }
    sheet = material_stylesheet()
    found[sheet] = (files("material") / "templates" / sheet).read_bytes()
    found.update((a.path, a.data) for a in made)
    return {
        name: hashlib.sha256(data).hexdigest()
        for name, data in found.items()
        if name.endswith((".css", ".js"))
    }
