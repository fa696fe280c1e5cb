"""The list of platforms that comes with the program, as a file that can be read and extended."""

from __future__ import annotations

import re
from typing import ClassVar

from schoolsm_desktop.domain.accounts import Platform, SignInKind
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.paths import resource

from .checked_toml import CheckedTable, FaultyFileError, parse

OTHER = "other"
"""The platform for whatever the list does not know; every list has it (mill-lane:1.2)."""
MOST_PLATFORMS = 500
_PLATFORM_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_DOMAIN = re.compile(r"(?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+")


class FaultyPlatformsError(FaultyFileError):
    """A list of platforms cannot be used; the list in use stays as it was."""

    key: ClassVar[str] = "faulty-platforms"


def shipped_platforms() -> tuple[Platform, ...]:
    """The program's own list."""
    return read_platforms(resource("platforms.toml").read_bytes())


def read_platforms(untrusted: str | bytes) -> tuple[Platform, ...]:
    """The platforms in the file, in its order; one of them is OTHER. Raises FaultyPlatformsError."""
    table = parse(untrusted, FaultyPlatformsError)
    if table.whole("format", range(1, 10_000), 0) != 1:
        table.refuse("format", tr("the line “format = 1” is missing, so this may not be a list of platforms."))
    found: dict[str, Platform] = {}
    domains: set[str] = set()
    for part in table.tables("platform", MOST_PLATFORMS):
        platform = _platform(part)
        if platform.id in found:
            part.refuse("id", tr("the platform “{platform}” stands here a second time.", platform=platform.id))
        if domains.intersection(platform.domains):
            part.refuse("domains", tr("one of these addresses belongs to another platform already."))
        domains.update(platform.domains)
        found[platform.id] = platform
    table.finish()
    if OTHER not in found:
        table.refuse("platform", tr("the platform with the id “other” is missing."))
    return tuple(found.values())


def _platform(part: CheckedTable) -> Platform:
    platform = Platform(
        id=part.text("id", 40),
        name=part.text("name", 60),
        aliases=part.texts("aliases", 60, 20),
        domains=part.texts("domains", 100, 20),
        sign_in=part.word("sign-in", SignInKind, SignInKind.BOTH),
        closed_on=part.day("closed-on"),
        change_password=part.text("change-password", 200, "", may_be_empty=True),
        note=part.text("note", 400, "", may_be_empty=True),
    )
    if not _PLATFORM_ID.fullmatch(platform.id):
        part.refuse("id", tr("“id” is made of small letters, digits and hyphens."))
    wrong = next((domain for domain in platform.domains if not _DOMAIN.fullmatch(domain)), None)
    if wrong is not None:
        part.refuse("domains", tr("“{domain}” is not an address such as example.org.", domain=wrong))
    part.finish()
    return platform
