"""The invented school's round of photo forms: nearly back, chased, and on Today."""

from __future__ import annotations

from schoolsm_desktop.demo import Demonstration
from schoolsm_desktop.domain.photo_answers import Verdict
from tests.services.demo_fixture import sign_in


def test_septembers_round_is_nearly_back_and_waits_to_be_chased(demo: Demonstration) -> None:
    office = sign_in(demo, "office")
    (line,) = office.photo_forms.lines()
    assert line.is_late
    assert 0 < line.tally.missing < 20
    assert line.tally.back > 180
    view = office.photo_forms.view(line.round.id)
    assert len(view.classes) == 7
    missing = [form.pupil for form in view.forms if not form.is_back]
    book = office.picture_books.today()
    assert {book.standing(pupil.id, "website").verdict for pupil in missing} <= {Verdict.ASKED, Verdict.ON_HOLD}
    assert [x.item.key for x in office.today.view().lines if x.item.key.startswith("forms-missing")]
    assert "not back" in office.printing.form_chase_list(line.round.id).title
    office.close()
