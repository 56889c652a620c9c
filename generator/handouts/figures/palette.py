"""The colours that drawings may use, by name.

One palette for all, so that dark mode and print can map every colour. The
names are the classes that the theme's stylesheet gives a light and a dark value.
`docs/development/drawing-figures.md` says what each is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PALETTE: Mapping[str, str] = MappingProxyType(
    {
        "#1F2A37": "ink",
        "#5B6775": "line",
        "#FFFFFF": "paper",
        "#F6F1E7": "panel",
        "#D8CDB8": "panel-line",
        "#F3E7CF": "bone",
        "#DFCCA6": "bone-shade",
        "#8A6F45": "bone-line",
        "#A9BDD0": "disc",
        "#7F99B3": "disc-shade",
        "#DCE8F1": "disc-core",
        "#46607A": "disc-line",
        "#F5BE19": "nerve",
        "#7A5200": "nerve-line",
        "#EEF3F6": "fluid",
        "#D9927E": "muscle",
        "#C07764": "muscle-shade",
        "#7E3F32": "muscle-line",
        "#CDBBD6": "ligament",
        "#6B5478": "ligament-line",
        "#C8321F": "pain",
        "#F2B3A8": "pain-soft",
        "#2F6F6B": "calm",
        "#D3E6E3": "calm-soft",
        "#F4D6BE": "skin-a",
        "#E0B595": "skin-a-shade",
        "#D6A27A": "skin-b",
        "#B9845A": "skin-b-shade",
        "#A06A46": "skin-c",
        "#825234": "skin-c-shade",
        "#6B4430": "skin-d",
        "#523222": "skin-d-shade",
        "#4A2F22": "skin-line",
        "#7FA8A6": "cloth-a",
        "#5F8987": "cloth-a-shade",
        "#A99BC0": "cloth-b",
        "#887AA2": "cloth-b-shade",
        "#E3C08A": "cloth-c",
        "#C7A066": "cloth-c-shade",
        "#3A2E2A": "hair",
        "#B9B5AF": "hair-grey",
        "#9AA5B1": "metal",
    }
)
