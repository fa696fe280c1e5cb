"""Today: most urgent first, and each line opens where it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.due import Place
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.pages import page_specs
from schoolsm_desktop.ui.theme import Scheme
from schoolsm_desktop.ui.today.page import TARGETS, TodayPage, target_of
from tests.services.school import InventedSchool

from .page_stage import page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def test_every_place_of_a_line_is_a_page_of_the_program() -> None:
    assert set(TARGETS) == set(Place)
    assert {page for page, _ in TARGETS.values()} <= {spec.key for spec in page_specs()}


def test_a_line_opens_where_it_is_done(qtbot: QtBot, school: InventedSchool) -> None:
    school.add_account("Website", owner_id=None)
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("today", TodayPage)
        lines = [page.list.model.row_at(at) for at in range(page.list.model.rowCount())]
        line = next(x for x in lines if x is not None and x.item.key.startswith("owner:"))
        assert target_of(line).page == "accounts"
        page.list.pick(line.item.key)
        page.list.pressed_button.emit(line, "go")
        stage.rest()
        assert stage.window.page_key == "accounts"


def test_the_title_counts_what_waits_for_today_in_good_english(qtbot: QtBot, school: InventedSchool) -> None:
    school.office.backups.make()
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("today", TodayPage)
        assert page.head.title.text() == "Good morning. Nothing is waiting for today"
        school.office.looks.looked(school.add_account("Website", owner_id=None).id)
        stage.rest()
        assert page.head.title.text() == "Good morning. 1 thing needs doing"
        school.office.looks.looked(school.add_account("Facebook", owner_id=None).id)
        stage.rest()
        assert page.head.title.text() == "Good morning. 2 things need doing"


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_nothing_is_unnamed_clipped_or_pale(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    school.add_account("Website", owner_id=None)
    with page_stage(qtbot, school.office) as stage:
        assert [str(fault) for fault in faults_of(stage.page("today", TodayPage))] == []
