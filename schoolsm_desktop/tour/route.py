"""The way through the program, from the empty PC to the printed register."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from schoolsm_desktop.demo import DemoFolder
from schoolsm_desktop.demo.demonstration import Demonstration
from schoolsm_desktop.demo.making import build_demo

from . import (
    access_round,
    account_care_round,
    account_round,
    answers_round,
    calendar_round,
    check_round,
    complaints_round,
    declarations_round,
    door,
    events_round,
    evidence_round,
    first_start,
    forms_round,
    give_back_round,
    health_round,
    house_round,
    incident_paper_round,
    incident_record_round,
    letters_round,
    lists_round,
    moderating_round,
    office_round,
    paper_round,
    people_pages_round,
    policy_round,
    posts_round,
    pupils_round,
    records_round,
    report_round,
    requests_round,
    retention_round,
    review_round,
    roll_round,
    school_requests_round,
    staff_round,
    steps_round,
    subjects_round,
    term_report_round,
    training_round,
    versions_round,
)
from .guide import Guide
from .samples import Samples, make_samples
from .scene import Stage, enter_as

log = logging.getLogger(__name__)
ORDER = ("teacher", "office", "dsl", "chair", "head", "coordinator")
"""Whoever changes most comes last, so that the others see the demonstration as it is made."""


def walk(guide: Guide, policy: str | None) -> None:
    """Walk everything. A part that cannot be reached is recorded, and the next is walked."""
    place = DemoFolder.new()
    try:
        with tempfile.TemporaryDirectory(prefix="schoolsm-tour-", ignore_cleanup_errors=True) as folder:
            base = Path(folder)
            _part(guide, "first-start", lambda: _first_start(guide, base))
            _part(guide, "demonstration", lambda: _demonstration(guide, place, base, policy))
    finally:
        QGuiApplication.clipboard().clear()  # what was copied goes before the interpreter does: Qt would crash over it
        place.leave()


def _part(guide: Guide, name: str, go: Callable[[], None]) -> None:
    """A part of the way; a failure outside its steps is recorded as a step of its own."""
    try:
        go()
    except Exception as error:  # the other parts can still be walked
        log.exception("the part %s of the tour was cut off", name)
        guide.cut_off(name, error)


def _first_start(guide: Guide, base: Path) -> None:
    folders = {name: base / name for name in ("empty", "bare", "other-pc")}
    for folder in folders.values():
        folder.mkdir()
    first_start.without_key_ring(guide, folders["bare"])
    school = first_start.first_start(guide, folders["empty"])
    first_start.empty_pages(guide, school)
    door.set_up_code(guide, school, folders["other-pc"])
    door.own_passphrase(guide, school)


def _demonstration(guide: Guide, place: DemoFolder, base: Path, policy: str | None) -> None:
    demonstration = guide.ask(lambda: build_demo(place, guide.on, policy))
    samples = make_samples(base / "samples")
    door.demonstration_door(guide, demonstration)
    for name, go in (("wrong-tries", door.wrong_tries), ("spoiled", door.spoiled)):
        folder = base / name
        folder.mkdir()
        _part(guide, name, partial(go, guide, demonstration, folder))
    _part(guide, "give-back-asked", partial(give_back_round.ask_first, guide, demonstration))
    for key in ORDER:
        _part(guide, key, partial(_person, guide, demonstration, key, samples))
    _part(guide, "review-signed-off", partial(review_round.sign_off, guide, demonstration))


def _person(guide: Guide, demonstration: Demonstration, key: str, samples: Samples) -> None:
    person = next(each for each in demonstration.sign_ins if each.key == key)
    stage = enter_as(guide, demonstration, person)
    try:
        for page in stage.pages:
            with guide.step(f"{page}-{key}"):
                stage.page(page)
        for name, go in _rounds(stage, samples):
            _part(guide, name, go)
    finally:
        stage.close()


def _rounds(stage: Stage, samples: Samples) -> list[tuple[str, Callable[[], None]]]:
    if stage.key == "teacher":
        return [
            ("mine", lambda: training_round.mine_round(stage)),
            ("incident-report", lambda: report_round.report_round(stage)),
            ("photos-poster", lambda: check_round.poster_round(stage)),
            ("it-has-happened", lambda: incident_paper_round.happened_round(stage)),
        ]
    if stage.key == "office":
        return [
            ("frame", lambda: office_round.frame_round(stage)),
            ("requests-ask", lambda: requests_round.ask_round(stage, samples)),
            ("ticks", lambda: requests_round.tick_round(stage)),
            ("training", lambda: training_round.training_round(stage)),
            ("answers", lambda: answers_round.answers_round(stage)),
            ("photo-check", lambda: check_round.check_round(stage)),
            ("pupils", lambda: pupils_round.pupils_round(stage)),
            ("events", lambda: events_round.events_round(stage)),
            ("posts", lambda: posts_round.posts_round(stage)),
            ("moderating", lambda: moderating_round.moderating_round(stage)),
            ("photo-forms", lambda: forms_round.forms_round(stage)),
            ("roll", lambda: roll_round.roll_round(stage, samples)),
            ("subjects", lambda: subjects_round.subjects_round(stage)),
        ]
    if stage.key == "dsl":
        return [
            ("holds", lambda: pupils_round.holds_round(stage)),
            ("subjects-harm", lambda: subjects_round.harm_round(stage)),
            ("incident-steps-safeguarding", lambda: steps_round.safeguarding_round(stage)),
        ]
    if stage.key == "chair":
        return [
            ("chair", lambda: records_round.chair_round(stage)),
            ("chair-term-report", lambda: term_report_round.chair_round(stage)),
        ]
    if stage.key == "head":
        return [
            ("cells", lambda: access_round.cell_pictures(stage)),
            ("look-through", lambda: access_round.look_through(stage)),
            ("requests-decide", lambda: requests_round.decide_round(stage)),
            ("head-accounts", lambda: account_round.head_round(stage)),
            ("give-back-allow", lambda: give_back_round.allow(stage)),
            ("head-staff", lambda: staff_round.head_round(stage)),
            ("head-policy", lambda: policy_round.policy_round(stage, samples)),
            ("school-requests", lambda: school_requests_round.school_requests_round(stage)),
            ("head-settings", lambda: office_round.settings_round(stage)),
            ("records", lambda: records_round.records_round(stage)),
            ("incident-steps", lambda: steps_round.head_round(stage)),
            ("incident-share", lambda: report_round.share_round(stage)),
            ("complaints", lambda: complaints_round.complaints_round(stage)),
            ("evidence", lambda: evidence_round.evidence_round(stage)),
            ("incident-record", lambda: incident_record_round.incident_record_round(stage)),
            ("subjects-release", lambda: subjects_round.release_round(stage)),
            ("retention", lambda: retention_round.retention_round(stage)),
            ("papers", lambda: paper_round.papers(stage)),
            ("long-paper-and-pack", lambda: paper_round.looks_at_a_long_one(stage)),
            ("people-pages", lambda: people_pages_round.people_pages(stage)),
            ("head-handover", lambda: paper_round.handover_looked_at(stage)),
            ("versions-sign", lambda: versions_round.sign_round(stage)),
            ("term-report", lambda: term_report_round.term_report_round(stage)),
            ("reasons", lambda: policy_round.want_reasons(stage)),
        ]
    if stage.key == "coordinator":
        return [
            ("accounts", lambda: account_round.account_round(stage, samples)),
            ("account-care", lambda: account_care_round.account_care_round(stage)),
            ("give-back", lambda: give_back_round.save(stage)),
            ("register", lambda: access_round.register_round(stage)),
            ("access", lambda: access_round.access_round(stage)),
            ("requests-give", lambda: requests_round.give_round(stage)),
            ("review", lambda: review_round.review_round(stage)),
            ("account-check", lambda: review_round.check_round(stage)),
            ("lists", lambda: lists_round.lists_round(stage)),
            ("health", lambda: health_round.health_round(stage)),
            ("house", lambda: house_round.house_round(stage)),
            ("declarations", lambda: declarations_round.declarations_round(stage)),
            ("letters", lambda: letters_round.letters_round(stage)),
            ("staff", lambda: staff_round.staff_round(stage, samples)),
            ("versions", lambda: versions_round.versions_round(stage, samples)),
            ("settings", lambda: office_round.settings_dialogs(stage, samples)),
            ("calendar", lambda: calendar_round.calendar_round(stage, samples)),
            ("incident-papers", lambda: incident_paper_round.paper_round(stage)),
            ("all-papers", lambda: paper_round.paper_round(stage)),
        ]
    return []
