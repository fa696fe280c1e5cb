"""`schoolsm-desktop tour` as it is called: what is refused, with which sentence, and what stays untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from schoolsm_desktop.tour import guide as guides
from schoolsm_desktop.tour import run_tour
from schoolsm_desktop.tour.guide import Guide, TourError
from tests.conftest import ExpectLog

from .conftest import ON


def test_an_unknown_policy_is_refused_by_name_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_tour(tmp_path / "out", policy="nowhere-high") == 2
    said = capsys.readouterr().err
    assert "nowhere-high" in said
    assert "valence" in said
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert run_tour(tmp_path / "file") == 1
    assert "cannot be written to" in capsys.readouterr().err


def _guide(tmp_path: Path) -> Guide:
    (tmp_path / "pages").mkdir(exist_ok=True)
    return Guide(tmp_path, ON)


def _fail() -> None:
    raise TourError("nothing there")


def test_a_failed_step_is_recorded_and_the_walk_goes_on(qapp: object, tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log("the step broken of the tour failed")
    with _guide(tmp_path) as guide:
        guide.show(QWidget())
        with guide.step("broken"):
            _fail()
        with guide.step("whole"):
            pass
        guide.write_account("", ON)
    broken, whole = guide.steps
    assert (broken.file, broken.failed) == ("", "nothing there")
    assert (whole.file, whole.failed) == ("pages/002-whole.png", "")
    assert json.loads((tmp_path / "tour.json").read_text())["steps"][0]["failed"] == "nothing there"


def test_a_later_tour_takes_the_pictures_of_an_earlier_one_away_and_nothing_else(qapp: object, tmp_path: Path) -> None:
    outside = tmp_path / "mine.png"
    outside.write_bytes(b"mine")
    out = tmp_path / "out"
    (out / "pages").mkdir(parents=True)
    for name in ("001-old.png", "holiday.png"):
        (out / "pages" / name).write_bytes(b"picture")
    steps = [{"file": "pages/001-old.png"}, {"file": "../mine.png"}, {"file": ""}]
    (out / "tour.json").write_text(json.dumps({"steps": steps}))
    with Guide(out, ON):
        pass
    assert sorted(path.name for path in (out / "pages").iterdir()) == ["holiday.png"]
    assert outside.read_bytes() == b"mine"
    assert not (out / "tour.json").exists()


def test_waiting_ends_with_a_sentence(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guides, "LIMIT_SECONDS", 0.05)
    with _guide(tmp_path) as guide, pytest.raises(TourError, match="waited in vain for a miracle"):
        guide.until(lambda: False, "a miracle")
