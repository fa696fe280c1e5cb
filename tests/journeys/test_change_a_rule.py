"""The headteacher changes two rules, looks at what was changed, keeps the policy as a file and loads it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.steps import Seat
from tests.services.school import HEAD, InventedSchool


@pytest.mark.clause("kew-woods:6.1")
def test_a_rule_is_changed_and_the_policy_kept_as_a_file(seat: Seat, school: InventedSchool, tmp_path: Path) -> None:
    school.sign_out()
    seat.start(school)
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Policy and staff")
    seat.show_tab("Your policy")
    seat.press("Choose another policy…")
    seat.press("Kew Woods Primary School")
    seat.sees("settings change.")
    seat.press("Follow this policy")
    seat.sees("The school now follows “Kew Woods Primary School”.")

    seat.click_row("Pupils, parents and applicants")
    seat.sees(
        "! Applicants are not looked up online.", "6.1, “Recruitment”", "Statutory guidance for schools in England"
    )
    seat.press("Change settings…")
    seat.choose("Looking applicants up online", "Shortlisted applicants are looked up online")
    seat.choose("Parents as friends", "Not allowed.")
    seat.press("Save")
    seat.sees("The settings of your policy are saved", "Shortlisted applicants are looked up online")
    seat.does_not_see("! Applicants are not looked up online.")

    seat.press("Earlier settings…")
    seat.sees("3 versions of the settings are kept.", "Anna Whitfield", "2 settings changed.")
    seat.sees("before: Applicants are not looked up online.", "before: Only after the headteacher has agreed.")
    seat.sees("then: Not allowed.")
    seat.press("Close")

    kept = tmp_path / "our policy.toml"
    seat.hand_over(kept)
    seat.press("Save as a file…")
    seat.sees("Your policy is saved as our policy.toml.")
    text = kept.read_text(encoding="utf-8")
    assert 'recruitment = "expected"' in text
    assert "Anna" not in text, "a policy file names nobody"

    seat.press("Choose another policy…")
    seat.press("Kew Woods Primary School (followed now)")
    seat.sees("2 settings of your own are replaced.")
    seat.press("Follow this policy")
    seat.sees("! Applicants are not looked up online.")

    faulty = tmp_path / "faulty.toml"
    faulty.write_text(text.replace('"expected"', '"sometimes"'), encoding="utf-8")
    line = text.split("\n").index('recruitment = "expected"') + 1
    seat.press("Load from a file…")
    seat.hand_over(faulty)
    seat.press("Choose a file…")
    seat.sees(f"Line {line}: “recruitment” must be one of", "Nothing was changed.")
    assert seat.cannot_press("Follow this policy")
    seat.hand_over(kept)
    seat.press("Choose a file…")
    seat.sees("2 settings change.", "Parents as friends: Only after the headteacher has agreed → Not allowed")
    seat.press("Follow this policy")
    seat.sees("Shortlisted applicants are looked up online")

    seat.lock_now()
    seat.come_back()
    seat.sign_in_as("Anna Whitfield", HEAD)
    seat.go_to("Policy and staff")
    seat.show_tab("Your policy")
    seat.press("Earlier settings…")
    seat.sees("5 versions of the settings are kept.")
