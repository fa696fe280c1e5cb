"""Why a pupil is on hold, a say was ended or a name was corrected: read by the safeguarding lead and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsm_desktop.domain.changed_names import Names
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.sealed_words import FORMER_NAMES, HOLD, SAY_ENDED, open_words, seal_words
from schoolsm_desktop.services.vouching import AlteredRow
from tests.services.pupil_school import PupilSchool, make_pupil_school
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer

from .by_hand import edit

SECRETS = ("zebra order", "quagga threat", "okapi adoption", "Birthname")


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PupilSchool, Pupil]]:
    """A pupil whom the office put on hold, whose father’s say was ended and whose name was corrected."""
    stage = make_pupil_school(tmp_path_factory.mktemp("holds"))
    office = stage.as_who("office")
    pupil = add_pupil(office, "Kit Birthname")
    father = add_adult(office, pupil, Capacity.FATHER)
    answer(office, pupil, Said.YES, FACEBOOK, by=father)
    office.pupils.hold(pupil.id, SECRETS[0])
    lead = stage.as_who("lead")
    lead.pupils.end_say(father.id, SECRETS[1])
    lead.pupils.correct_name(pupil.id, Names("Kit", "Vale"), SECRETS[2])
    lead.pupils.hold_reasons(pupil.id)
    yield stage, pupil
    stage.school.sign_out()


def test_no_word_of_it_stands_in_any_table(staged: tuple[PupilSchool, Pupil]) -> None:
    """The database with its key, which everybody with a sign-in has, opens no reason and holds no old name."""
    stage, _ = staged
    opened = stage.as_who("office").session.database.connection(foreign_keys=False)
    try:
        tables = [str(row[0]) for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = " ".join(repr(tuple(row)) for t in tables for row in opened.execute(f'SELECT * FROM "{t}"'))  # noqa: S608
    finally:
        opened.close()
    assert "Vale" in held
    assert not [word for word in ("zebra", "quagga", "okapi", "Birthname") if word in held]


@pytest.mark.parametrize("who", ["office", "coordinator", "head", "teacher"])
@pytest.mark.clause("valence:use-8")
def test_another_persons_key_opens_nothing(staged: tuple[PupilSchool, Pupil], who: str) -> None:
    """Not with the services, not with the keys of whoever wrote it, and not on Today, in the search or in the log."""
    stage, pupil = staged
    office = stage.as_who(who)
    session = office.session
    with session.reading() as uow:
        sealed = [key for key in uow.sealed.readers() if key[0] in (HOLD, SAY_ENDED, FORMER_NAMES)]
        assert {kind for kind, _ in sealed} == {HOLD, SAY_ENDED, FORMER_NAMES}
        for kind, record_id in sealed:
            assert open_words(session, uow, kind, record_id) is None
        log = str([(e.details, e.subject_kind) for e in uow.audit.all()])
    for deed in (office.pupils.hold_reasons, office.pupils.sealed_names):
        with pytest.raises(NotAllowedError):
            deed(pupil.id)
    office.finder.read()
    surface = [log, str(office.today.view())]
    surface += [str(office.finder.find(typed)) for typed in ("birthname", "kit", "zebra", "hold")]
    if who != "teacher":
        surface.append(str(office.pupils.pupil(pupil.id)))
    assert not [word for word in SECRETS if any(word in each for each in surface)]
    assert office.finder.find("birthname") == ()


def test_a_key_row_copied_to_somebody_else_opens_nothing(staged: tuple[PupilSchool, Pupil]) -> None:
    """The key of the safeguarding lead, written under the name of the headteacher, stays closed."""
    stage, pupil = staged
    office = stage.as_who("head")
    lead, head = stage.people["lead"].id, stage.people["head"].id
    with office.session.reading() as uow:
        hold = uow.holds.of(pupil.id)[0]
    edit(
        office,
        "INSERT INTO content_wraps SELECT kind, record_id, ?, giver_id, blob, signature FROM content_wraps "
        "WHERE kind = 'hold' AND record_id = ? AND recipient_id = ?",
        head.hex,
        hold.id.hex,
        lead.hex,
    )
    with office.session.reading() as uow:
        assert head in {w.recipient_id for w in uow.sealed.wraps(HOLD, hold.id)}, "the attack must have done something"
        assert open_words(office.session, uow, HOLD, hold.id) is None


def test_a_hold_taken_out_by_sql_is_noticed(tmp_path: Path) -> None:
    stage = make_pupil_school(tmp_path)
    office = stage.as_who("office")
    pupil = add_pupil(office, "Ola Finch")
    kept = office.pupils.hold(pupil.id, "a doubt").hold
    edit(office, "UPDATE holds SET ended_at = since WHERE id = ?", kept.id.hex)
    head = stage.as_who("head")
    assert AlteredRow("hold", kept.id) in head.log.altered_rows()
    stage.school.sign_out()


def test_words_put_in_the_place_of_a_reason_cannot_be_read_by_who_put_them(staged: tuple[PupilSchool, Pupil]) -> None:
    """Anybody may file words for the safeguarding lead; nobody else reads them back."""
    stage, pupil = staged
    office = stage.as_who("office")
    with office.session.work() as work:
        hold = work.uow.holds.of(pupil.id)[0]
        seal_words(work, HOLD, hold.id, {"reason": "other words"})
        work.done()
    with office.session.reading() as uow:
        assert open_words(office.session, uow, HOLD, hold.id) is None
