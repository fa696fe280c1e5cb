"""The file of letters: what ships reads well and is whole, and a faulty one is refused with its line."""

from __future__ import annotations

import pytest

from schoolsm_desktop.domain.letters import merge
from schoolsm_desktop.exchange.letter_file import FaultyLettersError, read_letters, shipped_letters

NEEDED = {
    "name-and-logo-allowed",
    "name-and-logo-refused",
    "closed-area-allowed",
    "closed-area-refused",
    "new-account-allowed",
    "new-account-refused",
    "friend-request-decided",
    "connection-decided",
    "recruitment-notice",
    "agreement-reminder",
    "training-reminder",
    "leaver-reminder",
    "policy-to-read",
    "photo-form",
    "photo-form-reminder",
    "picture-withdrawn-reply",
    "picture-removed",
    "copy-please-remove",
    "meeting-invitation",
    "removal-request",
    "case-outcome",
    "report-acknowledged",
    "complaint-acknowledged",
    "complaint-signpost",
    "pupil-under-age",
    "pupil-misuse",
    "block-notice",
    "takedown-request",
    "subject-acknowledged",
    "subject-covering",
}
FIELD = '[[field]]\nkey = "item"\nwords = "what"\nexample = "x"\n'
LETTER = '[[letter]]\nkey = "one"\npurpose = "p"\ntitle = "t"\nfields = ["item"]\nparagraphs = ["{item}"]\n'
BEGIN = f"format = 1\n{FIELD}"


def test_every_letter_that_others_ask_for_ships() -> None:
    assert {letter.key for letter in shipped_letters()} == NEEDED


@pytest.mark.parametrize("letter", shipped_letters(), ids=lambda letter: letter.key)
def test_each_reads_well_with_its_examples(letter: object) -> None:
    shipped = next(x for x in shipped_letters() if x is letter)
    merged = merge(shipped.title, shipped.body, shipped.fields, {f.key: f.example for f in shipped.fields})
    assert merged.missing == ()
    assert "{" not in merged.text
    assert merged.text.startswith("Dear ")
    assert merged.text.endswith("Yours sincerely")


def test_what_goes_home_names_no_parent() -> None:
    home = [letter for letter in shipped_letters() if letter.to_home]
    keys = ["agreement-reminder", "photo-form", "photo-form-reminder", "pupil-under-age", "pupil-misuse"]
    assert [letter.key for letter in home] == keys
    assert home[0].addressed_to("Ada Lark, 2A") == "To the parent or carer of Ada Lark, 2A"
    assert "{recipient}" not in home[0].body


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "format = 1"),
        (BEGIN + LETTER.replace("{item}", "{itme}"), 11, "{item}"),
        (BEGIN + LETTER.replace('["item"]', '["who"]'), 10, "no field “who”"),
        (BEGIN + FIELD, 7, "already"),
        (BEGIN + LETTER + LETTER, 13, "already"),
        (BEGIN + LETTER + 'colour = "red"\n', 12, "colour"),
        (BEGIN + LETTER + 'rests-on = "weather"\n', 12, "one of"),
        (BEGIN + LETTER.replace("one", "One!"), 7, "small letters"),
        (BEGIN + LETTER.replace('["{item}"]', "[]"), 11, "at least one paragraph"),
        ("format = 1\n[[letter]\n", 2, "quotation mark or bracket"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(FaultyLettersError) as told:
        read_letters(text)
    assert words in told.value.sentence
    assert told.value.line == line
