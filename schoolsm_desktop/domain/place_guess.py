"""Which place for pictures a column of answers is about, by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .accounts import Platform
from .folding import folded
from .picture_places import PicturePlace, platform_place

_ALSO: Mapping[str, tuple[str, ...]] = {
    "website": ("website", "web site", "school website", "web", "internet"),
    "newsletter": ("newsletter", "newsletters", "news letter"),
    "prospectus": ("prospectus", "brochure", "brochures", "leaflet"),
    "press": ("press", "local press", "newspaper", "newspapers", "media", "local media", "local paper"),
    "display": ("display", "displays", "display in school", "wall display", "noticeboard", "notice board", "in school"),
    "class-photograph": ("class photograph", "class photo", "class photos", "group photograph", "group photo"),
    "outside-photographer": ("outside photographer", "school photographer", "photographer"),
    "video": ("video", "videos", "film", "filming"),
    "closed-platform": ("closed platform", "learning platform", "learning journal", "tapestry", "seesaw", "class dojo"),
    "archive": ("archive", "archives"),
}
_AROUND = frozenset(
    {
        "photo",
        "photos",
        "photograph",
        "photographs",
        "picture",
        "pictures",
        "image",
        "images",
        "consent",
        "permission",
        "permissions",
        "parental",
        "use",
        "used",
        "for",
        "on",
        "in",
        "the",
        "of",
        "our",
        "school",
        "schools",
        "to",
        "be",
        "may",
    }
)
"""Words that stand beside the place in such headings."""


def guess_places(
    headings: Iterable[str], places: Iterable[PicturePlace], platforms: Iterable[Platform]
) -> dict[str, str]:
    """The place of each heading; empty where it cannot be told. The longest name that stands in a heading counts."""
    names = _names(places, platforms)
    return {heading: _guess(heading, names) for heading in headings}


def _names(places: Iterable[PicturePlace], platforms: Iterable[Platform]) -> dict[str, str]:
    """Every name a place is known by, as plain words."""
    names: dict[str, str] = {}
    for key, also in _ALSO.items():
        names.update(dict.fromkeys(map(_plain, also), key))
    for platform in platforms:
        names.update({_plain(name): platform_place(platform.id) for name in (platform.name, *platform.aliases)})
    names.update({_plain(place.name): place.key for place in places})
    names.pop("", None)
    return names


def _guess(heading: str, names: Mapping[str, str]) -> str:
    plain = _plain(heading)
    left = " ".join(word for word in plain.split() if word not in _AROUND)
    if left in names:
        return names[left]
    text = f" {plain} "
    found = [name for name in names if len(name) > 2 and f" {name} " in text]
    return names[max(found, key=len)] if found else ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))
