"""Ctrl+K: everything the person may see, each kind under its words, and every hit leads where it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from schoolsm_desktop.services.findable import FoundKind
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.arrival import counts_of, finder_of
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.incidents.happened_window import HappenedWindow
from schoolsm_desktop.ui.pages import Found, Target, page_specs
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.places import ACT_WORDS, ACTS, KIND_WORDS, PART_NEEDS, PART_WANTED, PART_WORDS
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def asked(office: Office, typed: str) -> list[Found]:
    """What the search of the window gives."""
    counts_of(office)()
    return finder_of(office)(typed)


def open_search(stage: PageStage, typed: str) -> list[str]:
    """Type into the search and read the lines under it; headings stand in brackets."""
    counts_of(stage.office)()
    stage.window._find = finder_of(stage.office)
    search = stage.window.top.search
    search.setFocus()
    search.clear()
    stage.qtbot.keyClicks(search, typed)
    stage.rest()
    assert search.list is not None
    model = search.list.model()
    lines = [model.index(at, 0) for at in range(model.rowCount())]
    return [str(x.data()) if model.flags(x) & Qt.ItemFlag.ItemIsEnabled else f"[{x.data()}]" for x in lines]


def test_every_part_of_every_page_can_be_found_and_nothing_that_is_no_part(
    qtbot: QtBot, school: InventedSchool
) -> None:
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        there: set[str] = set()
        for spec in page_specs():
            page = stage.window.show_page(spec.key)
            stage.rest()
            if isinstance(page, PartedPage):
                for part in page._specs:
                    key = f"{spec.key}/{part.key}"
                    there.add(key)
                    if key in PART_WORDS:
                        assert PART_NEEDS.get(key) == part.needs, key
                        assert (key in PART_WANTED) == (part.wanted is not None), key
        # The first part of a page is the page.
        assert there - set(PART_WORDS) == {"accounts/accounts"}
        assert set(PART_WORDS) <= there


@pytest.mark.parametrize("act", [key for key, act in ACTS.items() if act.page])
def test_every_act_begins_from_the_search(qtbot: QtBot, school: InventedSchool, act: str) -> None:
    school.add_account("Website")
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        title = ACT_WORDS[act]
        lines = open_search(stage, title.strip("…"))
        assert lines[:2] == ["[Do]", title]
        qtbot.keyClick(stage.window.top.search, Qt.Key.Key_Return)
        stage.rest()
        assert stage.window.page_key == ACTS[act].page
        if act in ("blank-slips", "incident-form", "retention-schedule"):  # nothing to ask: the paper is shown at once
            assert [paper.key for paper in stage.previews] == [act]
            return
        if act == "destroy-ask":  # nothing here is over its time
            page = stage.window.show_page("reports")
            assert stage.said(page) == ["Nothing that you may destroy is over its time."]
            return
        (dialog,) = [each for each in stage.window.findChildren(FormDialog) if each.isVisible()]
        dialog.form.saved()
        dialog.reject()
        stage.rest()


def test_lock_is_found_and_locks(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        assert open_search(stage, "lock")[:2] == ["[Do]", "Lock now"]
        with qtbot.waitSignal(stage.window.lock_asked, timeout=1000):
            qtbot.keyClick(stage.window.top.search, Qt.Key.Key_Return)


def test_it_has_happened_is_found_by_what_people_type(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        assert "It has happened" in open_search(stage, "emergency")
        qtbot.keyClick(stage.window.top.search, Qt.Key.Key_Return)
        stage.rest()
        (window,) = [each for each in stage.window.findChildren(HappenedWindow) if each.isVisible()]
        window.reject()


def test_hits_stand_under_their_kind_and_the_keys_pass_over_the_headings(qtbot: QtBot, school: InventedSchool) -> None:
    school.add_account("Marsh Lane news")
    school.add_person("Jo Marsh")
    with page_stage(qtbot, school.office) as stage:
        assert open_search(stage, "marsh") == ["[Accounts]", "Marsh Lane news", "[People]", "Jo Marsh, Teacher"]
        search = stage.window.top.search
        assert search.list is not None
        shown = []
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
            qtbot.keyClick(search, key)
            shown.append(search.list.currentIndex().data())
        assert shown == ["Jo Marsh, Teacher", "Marsh Lane news", "Jo Marsh, Teacher"]
        qtbot.keyClick(search, Qt.Key.Key_Return)
        stage.rest()
        assert stage.window.page_key == "people"
        assert not search.list.isVisible()


def test_every_kind_of_hit_has_words_and_leads_to_a_page(school: InventedSchool) -> None:
    assert set(KIND_WORDS) == set(FoundKind)
    school.add_account("Website")
    pages = {spec.key for spec in page_specs()} | {""}
    for letter in "aeiourst":
        for hit in asked(school.office, letter):
            assert isinstance(hit.target, Target)
            assert hit.target.page in pages
            assert hit.group


def test_a_poster_is_offered_what_a_poster_has(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    for typed in ("staff list", "give access", "who did what", "sign-ins", "whitfield", "backups", "leaves"):
        assert [hit.title for hit in asked(office, typed)] == [], typed
    assert [hit.title for hit in asked(office, "passphrase")] == ["Change my passphrase…", "Your sign-in"]
    assert "Lock now" in [hit.title for hit in asked(office, "lock")]


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_the_list_of_hits_is_seen_whole(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    for number in range(30):
        school.add_person(f"Ann Ashe-{number}")
    with page_stage(qtbot, school.office) as stage:
        open_search(stage, "a")
        view = stage.window.top.search.list
        assert view is not None
        assert stage.window.rect().contains(view.mapTo(stage.window, view.rect().bottomRight()))
        assert [str(fault) for fault in faults_of(view)] == []
