"""What a caption, a file's name and a description give away: what is plain stops, what is not is asked, nothing is guessed."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.caption_guard import Finding, Gives, Watch, Weight, Where, look_through, open_findings
from schoolsm_desktop.domain.caption_names import NameIndex, name_index
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.rules import NamesWithPictures
from schoolsm_desktop.services.photo_checks import telephones

TODAY = date(2026, 11, 20)
SCHOOL, FAMILY = uuid4(), uuid4()


def _pupil(given: str, family: str, class_name: str = "4B", known_as: str = "", family_id: UUID | None = None) -> Pupil:
    return Pupil(
        uuid4(), SCHOOL, given, family, known_as=known_as, class_name=class_name, family_id=family_id
    )  # fmt: skip


AMARA = _pupil("Amara", "Bello", known_as="Ammy", family_id=FAMILY)
BROTHER = _pupil("Tunde", "Adeyemi", "2A", family_id=FAMILY)
ROSE, WILL, MAY = _pupil("Rose", "Marsh"), _pupil("Will", "Park", "Robins"), _pupil("May", "O’Keefe")
ZOE, MARY = _pupil("Zoë", "Håkansson"), _pupil("Mary Ann", "Smith-Jones")
ROLL = (AMARA, BROTHER, ROSE, WILL, MAY, ZOE, MARY)
INDEX: NameIndex = name_index(
    ROLL, TODAY, ("Marsh Park Primary", "office@marsh.example", "01632 960 142", "LA4 0ZZ")
)  # fmt: skip


def _look(
    caption: str = "",
    *,
    file_name: str = "",
    description: str = "",
    in_it: tuple[Pupil, ...] = (AMARA, ROSE),
    pictured: bool = True,
    names: NamesWithPictures = NamesWithPictures.NONE,
) -> tuple[Finding, ...]:
    watch = Watch(INDEX, TODAY, frozenset(p.id for p in in_it), pictured, names, telephones)
    return look_through(caption, file_name, description, watch)


def _said(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.text, f.weight.value) for f in found]


@pytest.mark.clause("valence:use-6", "kew-woods:4.1-c", "mill-lane:6.1-viii")
@pytest.mark.parametrize(
    ("caption", "word"),
    [
        ("Well done Amara!", "Amara"),
        ("amara’s painting", "amara"),
        ("AMARA WON", "AMARA"),
        ("The Bello family", "Bello"),
        ("A picture by Ammy", "Ammy"),
        ("Tunde’s sister", "Tunde"),
        ("The Adeyemi children", "Adeyemi"),
        ("zoe hakansson sang", "zoe hakansson"),
        ("Mary Ann Smith-Jones", "Mary Ann Smith-Jones"),
        ("Rose and Amara", "Rose"),
        ("Rose Marsh", "Rose Marsh"),
    ],
)
def test_a_pupils_name_stops_first_known_as_family_and_brothers(caption: str, word: str) -> None:
    assert (word, "stop") in _said(_look(caption))


@pytest.mark.clause("valence:use-6")
@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Will you come to the fair?", [("Will", "seen")]),
        ("May we say thank you", [("May", "seen")]),
        ("In May we dug the beds", [("May", "seen")]),
        ("We dug on 5 May 2026", [("May", "seen")]),
        ("The Park was muddy", [("Park", "seen")]),
        ("We met at Park Road", [("Park", "seen")]),
        ("a rose in the park, if you will", []),
        ("Marsh Park Primary is proud", [("Marsh", "seen"), ("Park", "seen")]),
        ("Mr Marsh read to us", [("Marsh", "ask")]),
        ("Mr O’Keefe read to us", [("O’Keefe", "seen")]),
        ("Well done Will", [("Will", "ask")]),
        ("A prize for May", [("May", "ask")]),
    ],
)
def test_a_name_that_is_also_a_word_is_read_where_it_stands_and_shown(
    caption: str, expected: list[tuple[str, str]]
) -> None:
    assert _said(_look(caption)) == expected


def test_in_two_places_a_word_is_what_it_is_in_the_worse_one() -> None:
    assert ("Will", "ask") in _said(_look("Will you come? Ask Will"))


def test_somebody_elses_name_is_asked_about_and_may_stay() -> None:
    (found,) = _look("The author Zoë came", in_it=(AMARA,))
    assert (found.text, found.weight) == ("Zoë", Weight.ASK)
    assert open_findings((found,), ()) == (found,)
    assert open_findings((found,), {found.key}) == ()


def test_a_whole_name_stops_whoever_is_in_the_picture() -> None:
    assert _said(_look("Will Park came first", in_it=())) == [("Will Park", "stop")]


def test_where_the_policy_allows_first_names_it_is_asked_and_a_family_name_stops() -> None:
    found = _look("Amara and the Bello family", names=NamesWithPictures.FIRST_NAME)
    assert _said(found) == [("Bello", "stop"), ("Amara", "ask")]


def test_without_a_picture_a_name_is_asked_about() -> None:
    assert _said(_look("Amara Bello won the cup", in_it=(), pictured=False)) == [("Amara Bello", "ask")]


@pytest.mark.clause("valence:use-6")
@pytest.mark.parametrize("name", ["IMG_amara_bello.jpg", "AmaraBello2.JPG", "4b-trip-Amara.png", "amara.bello.jpeg"])
def test_the_files_own_name_is_looked_through(name: str) -> None:
    found = _look(file_name=name)
    assert [f for f in found if f.where is Where.FILE_NAME and f.weight is Weight.STOP and f.gives is Gives.NAME]


@pytest.mark.clause("valence:use-6")
def test_the_description_is_looked_through_too() -> None:
    (found,) = _look(description="Amara holds a bulb")
    assert (found.where, found.weight) == (Where.DESCRIPTION, Weight.STOP)


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("4B planted bulbs", [("4B", "stop")]),
        ("The Robins class sang", [("Robins", "stop")]),
        ("Robins sang", [("Robins", "ask")]),
        ("robins sang in the hedge", []),
        ("4 bulbs and 2 spades", []),
    ],
)
def test_a_class_is_found_and_a_bird_is_not(caption: str, expected: list[tuple[str, str]]) -> None:
    assert _said(_look(caption)) == expected


@pytest.mark.clause("kew-woods:4.1-c", "mill-lane:4.2-5-kinds", "mill-lane:6.1-viii")
@pytest.mark.parametrize(
    ("caption", "gives"),
    [
        ("Write to j.smith@mail.example", Gives.EMAIL),
        ("Ring 07700 900123", Gives.TELEPHONE),
        ("Ring +44 7700 900123 now", Gives.TELEPHONE),
        ("She lives at SW1A 1AA", Gives.POSTCODE),
    ],
)
def test_ways_to_reach_somebody_stop(caption: str, gives: Gives) -> None:
    assert [(f.gives, f.weight) for f in _look(caption)] == [(gives, Weight.STOP)]


def test_the_schools_own_number_and_address_are_no_secret() -> None:
    found = _look("Ring the office on 01632 960 142, office@marsh.example, LA4 0ZZ")
    assert {f.weight for f in found} == {Weight.SEEN}


@pytest.mark.clause("kew-woods:4.1-e")
@pytest.mark.parametrize(
    "caption",
    [
        "DM us your child’s name",
        "Send us your address to win",
        "comment with their date of birth",
        "Text your phone number",
    ],
)
def test_nobody_is_invited_to_send_personal_details(caption: str) -> None:
    assert [(f.gives, f.weight) for f in _look(caption)] == [(Gives.INVITATION, Weight.STOP)]


@pytest.mark.clause("kew-woods:4.1-e")
def test_thanks_and_plain_requests_invite_nobody() -> None:
    assert _look("Send us a smile. Thank you for your help. Leave a comment.") == ()


@pytest.mark.clause("bucklebury:gen-5")
@pytest.mark.parametrize(
    ("caption", "gives"),
    [
        ("On 12 December we sing at the hall", Gives.COMING),
        ("The trip is on 3/2/27", Gives.COMING),
        ("Tomorrow all of Year 6 is out", Gives.COMING),
        ("On Friday we sing", Gives.COMING),
        ("Year 6 are going to Wales", Gives.COMING),
        ("The gate code has changed", Gives.SECURITY),
        ("The back gate is unlocked", Gives.SECURITY),
    ],
)
def test_days_places_and_keys_are_asked_about(caption: str, gives: Gives) -> None:
    found = _look(caption)
    assert gives in {f.gives for f in found}
    assert {f.weight for f in found} == {Weight.ASK}


@pytest.mark.parametrize(
    "caption", ["On Friday we went to the zoo", "On 12 October we sang", "We visited Wales last week"]
)
def test_what_is_over_gives_nothing_away(caption: str) -> None:
    assert _look(caption) == ()


def test_names_of_every_script_and_odd_signs_do_no_harm() -> None:
    pupils = [_pupil("李", "王"), _pupil("Ольга", "Иванова"), _pupil("’", "-"), _pupil("", "Teuila")]
    index = name_index(pupils, TODAY)
    watch = Watch(index, TODAY, frozenset(p.id for p in pupils))
    assert [f.text for f in look_through("Ольга \x00 Teuila ’ -- (", "", "", watch)] == ["Ольга", "Teuila"]
    assert look_through("\x00" * 500 + "(" * 500 + "a" * 4000, "…", "", watch) == ()
