"""The list of platforms."""

from __future__ import annotations

from datetime import date

import pytest

from schoolsm_desktop.domain.accounts import Platform, SignInKind, platform_for
from schoolsm_desktop.exchange.platform_file import (
    OTHER,
    FaultyPlatformsError,
    read_platforms,
    shipped_platforms,
)

BY_ID = {platform.id: platform for platform in shipped_platforms()}


@pytest.mark.clause("kew-woods:2.2-b", "churchward:1-definition")
@pytest.mark.parametrize(
    "named",
    [
        *("Twitter", "Facebook", "LinkedIn", "YouTube", "Flickr"),  # Kew Woods
        *("Skype", "Instagram", "Pinterest"),  # Churchward
        *("Website", "Kidblog", "Office365"),  # Valence
        *("MySpace", "Bebo", "Windows Live Spaces", "MSN", "Wikipedia"),  # Mill Lane
    ],
)
def test_every_service_a_policy_names_is_found_by_the_name_it_prints(named: str) -> None:
    found = [p for p in BY_ID.values() if named.casefold() in {n.casefold() for n in (p.name, *p.aliases)}]
    assert len(found) == 1


@pytest.mark.clause("mill-lane:1.2")
def test_any_other_service_has_a_place() -> None:
    assert BY_ID[OTHER].domains == ()
    assert list(BY_ID)[-1] == OTHER


@pytest.mark.parametrize(
    ("address", "platform_id"),
    [
        ("https://www.facebook.com/oakfield", "facebook"),
        ("https://m.facebook.com/login", "facebook"),
        ("twitter.com/oakfield", "x"),
        ("https://x.com/oakfield", "x"),
        ("https://studio.youtube.com/channel/1", "youtube"),
        ("https://classroom.google.com/c/1", "google-classroom"),
        ("https://business.google.com", "google-business"),
        ("https://notfacebook.com", None),
        ("https://netflix.com", None),
        ("https://facebook.com.example.org", None),
        ("", None),
    ],
)
def test_an_address_tells_its_platform(address: str, platform_id: str | None) -> None:
    found = platform_for(address, BY_ID.values())
    assert (found.id if found else None) == platform_id


def test_a_facebook_page_has_no_password_of_its_own() -> None:
    assert BY_ID["facebook"].sign_in is SignInKind.OWN_LOGINS
    assert BY_ID["bluesky"].sign_in is SignInKind.SHARED_PASSWORD


def test_services_that_have_closed_say_when_and_living_ones_do_not() -> None:
    assert BY_ID["windows-live-spaces"].closed_on == date(2011, 3, 16)
    assert BY_ID["edmodo"].closed_on == date(2022, 9, 22)
    assert BY_ID["facebook"].closed_on is None
    assert all(p.closed_on is None or p.closed_on < date(2026, 11, 21) for p in BY_ID.values())


def test_no_name_or_address_belongs_to_two_platforms() -> None:
    names = [name.casefold() for p in BY_ID.values() for name in {p.name, *p.aliases}]
    doubled = {name for name in names if names.count(name) > 1}
    assert doubled <= {"myspace"}


GOOD = 'format = 1\n[[platform]]\nid = "other"\nname = "Other"\n'


def test_a_short_list_is_read() -> None:
    assert read_platforms(GOOD) == (Platform("other", "Other"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOOD.replace("format = 1\n", ""), 1),
        (GOOD.replace("other", "facebook"), 1),
        (GOOD + 'domain = "x.org"\n', 5),
        (GOOD + "closed-on = 2011-03-16T10:00:00\n", 5),
        (GOOD + 'closed-on = "2011"\n', 5),
        (GOOD + 'domains = ["https://x.org"]\n', 5),
        (GOOD + 'domains = ["www.x.org"]\n', 5),
        (GOOD + 'domains = ["x.org"]\n[[platform]]\nid = "b"\nname = "B"\ndomains = ["x.org"]\n', 9),
        (GOOD + 'sign-in = "magic"\n', 5),
        (GOOD + '[[platform]]\nid = "other"\nname = "B"\n', 6),
        (GOOD + '[[platform]]\nid = "B/.."\nname = "B"\n', 6),
        (GOOD + "[[platform]]\n", 5),
    ],
)
def test_a_faulty_list_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(FaultyPlatformsError) as refused:
        read_platforms(text)
    assert refused.value.line == line
