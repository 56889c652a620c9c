"""The stages, in order. The only package that knows them all.

content → library → documents → (signed or draft) → pages and sheets → verify → publish
"""

from handouts.pipeline.build import Progress, build
from handouts.pipeline.inputs import Checked, Inputs, Places, check, clinic_id, inputs
from handouts.pipeline.preview import build_preview, write_language, write_preview
from handouts.pipeline.project import Options, Project, project
from handouts.pipeline.reviews import publications, texts_to_sign

__all__ = [
    "Checked",
    "Inputs",
    "Options",
    "Places",
    "Progress",
    "Project",
    "build",
    "build_preview",
    "check",
    "clinic_id",
    "inputs",
    "project",
    "publications",
    "texts_to_sign",
    "write_language",
    "write_preview",
]
