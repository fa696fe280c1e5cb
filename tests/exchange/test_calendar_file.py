"""Term dates from outside: calendars and lists as authorities send them, and files that mean harm."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.term_lines import TermLine
from schoolsm_desktop.exchange.calendar_file import MOST_BYTES, NotACalendarError, read_calendar_file
from schoolsm_desktop.exchange.errors import (
    FileEmptyError,
    FileMissingError,
    FileTooLargeError,
    FileUnusableError,
    NotWhatItSaysError,
    TooManyRowsError,
)

Days = tuple[str, date | None, date | None]
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Authority//EN\r\n"
AUTUMN: Days = ("Autumn term", date(2026, 9, 3), date(2026, 12, 18))


def event(summary: str, *properties: str) -> str:
    """One event of a calendar."""
    body = "\r\n".join((f"SUMMARY:{summary}", *properties))
    return f"BEGIN:VEVENT\r\nUID:{summary}\r\nDTSTAMP:20260101T000000Z\r\n{body}\r\nEND:VEVENT\r\n"


def calendar(*events: str) -> str:
    """A calendar of these events."""
    return f"{HEAD}{''.join(events)}END:VCALENDAR\r\n"


def read(tmp_path: Path, text: str | bytes, name: str = "terms.csv") -> list[Days]:
    """What is read, without what it is taken for."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(line.name, line.starts, line.ends) for line in read_calendar_file(path)]


@pytest.mark.parametrize(
    "text",
    [
        "Term,First day,Last day\nAutumn term,03/09/2026,18/12/2026\nSpring term,05/01/2027,26/03/2027\n",
        "Name;From;To\nAutumn term;03.09.2026;18.12.2026\nSpring term;05.01.2027;26.03.2027\n",
        "Start date\tEnd date\tEvent\n2026-09-03\t2026-12-18\tAutumn term\n2027-01-05\t2027-03-26\tSpring term\n",
        "Event,Date\nAutumn term,Thu 3 September 2026 to Fri 18 December 2026\nSpring term,5 Jan 2027 to 26 Mar 2027\n",
        "Event,Date\nAutumn term,3 September – 18 December 2026\nSpring term,5 January – 26 March 2027\n",
        "Term dates 2026-27,,\nAutumn term,Thu 3 Sep 2026,Fri 18 Dec 2026\nSpring term,Tue 5 Jan 2027,Fri 26 Mar 2027\n",
        "\ufeffTerm,Begins,Ends\r\n\r\nAutumn term,3rd Sept 2026,18th Dec 2026\r\nSpring term,5 Jan 2027,26 Mar 2027\r\n",
        "Autumn term,03/09/2026,18/12/2026\nSpring term,05/01/2027,26/03/2027\n",
        "Ends,Term,Starts\n12/18/2026,Autumn term,09/03/2026\n03/26/2027,Spring term,01/05/2027\n",
    ],
    ids=["plain", "dotted", "iso", "range", "half range", "titled", "words", "no headings", "american"],
)
def test_a_list_is_read_in_the_shapes_that_authorities_send(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == [AUTUMN, ("Spring term", date(2027, 1, 5), date(2027, 3, 26))]


def test_a_list_with_half_terms_in_the_same_line_gives_two_lines(tmp_path: Path) -> None:
    text = "Term,Starts,Half-term starts,Half-term ends,Ends\nAutumn,03/09/2026,26/10/2026,30/10/2026,18/12/2026\n"
    assert read(tmp_path, text) == [
        ("Autumn", date(2026, 9, 3), date(2026, 12, 18)),
        ("Autumn, half-term holiday", date(2026, 10, 26), date(2026, 10, 30)),
    ]


def test_the_end_of_an_all_day_event_is_the_day_after_its_last(tmp_path: Path) -> None:
    text = calendar(
        event("Autumn term", "DTSTART;VALUE=DATE:20260903", "DTEND;VALUE=DATE:20261219"),
        event("INSET day", "DTSTART;VALUE=DATE:20260902"),
        event("Half term", "DTSTART;VALUE=DATE:20261026", "DURATION:P5D"),
        event("Term ends", "DTSTART;VALUE=DATE:20261218", "DTEND;VALUE=DATE:20261218"),
    )
    assert read(tmp_path, text, "terms.ics") == [
        AUTUMN,
        ("INSET day", date(2026, 9, 2), date(2026, 9, 2)),
        ("Half term", date(2026, 10, 26), date(2026, 10, 30)),
        ("Term ends", date(2026, 12, 18), date(2026, 12, 18)),
    ]


def test_a_day_in_universal_time_is_the_day_at_school(tmp_path: Path) -> None:
    text = calendar(
        event("Summer term", "DTSTART:20270411T230000Z", "DTEND:20270721T230000Z"),
        event("INSET day", "DTSTART;TZID=Europe/London:20260902T083000", "DTEND;TZID=Europe/London:20260902T153000"),
    )
    assert read(tmp_path, text, "terms.ics") == [
        ("Summer term", date(2027, 4, 12), date(2027, 7, 21)),
        ("INSET day", date(2026, 9, 2), date(2026, 9, 2)),
    ]


def test_folded_and_escaped_words_are_read_and_control_characters_are_not(tmp_path: Path) -> None:
    text = calendar(event("Autumn\\, and some\r\n  more \x1b[31mterm", "DTSTART;VALUE=DATE:20260903"))
    ((name, *_),) = read(tmp_path, text, "terms.ics")
    assert name.startswith("Autumn, and some")
    assert name.isprintable()


def test_a_calendar_is_known_by_what_is_in_it_and_a_cancelled_event_is_none(tmp_path: Path) -> None:
    text = calendar(
        event("Autumn term", "DTSTART;VALUE=DATE:20260903", "DTEND;VALUE=DATE:20261219"),
        event("Spring term", "DTSTART;VALUE=DATE:20270105", "STATUS:CANCELLED"),
    )
    assert read(tmp_path, "\ufeff" + text, "terms.txt") == [AUTUMN]


@pytest.mark.parametrize("impossible", ["31/02/2027", "2027-02-31", "30 February 2027", "5 January"])
def test_a_day_that_does_not_exist_is_kept_as_it_stood_and_the_other_lines_are_read(
    tmp_path: Path, impossible: str
) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(
        f"Term,First day,Last day\nAutumn term,03/09/2026,18/12/2026\nSpring term,{impossible},26/03/2027\n"
        "Summer term,12/04/2027,21/07/2027\n"
    )
    autumn, spring, summer = read_calendar_file(path)
    assert (autumn.starts, summer.ends) == (date(2026, 9, 3), date(2027, 7, 21))
    assert (spring.starts, spring.ends, spring.number) == (None, None, 3)
    assert impossible in spring.said


def test_an_impossible_day_in_a_calendar_is_a_line_too(tmp_path: Path) -> None:
    path = tmp_path / "terms.ics"
    path.write_text(
        calendar(
            event("Autumn term", "DTSTART;VALUE=DATE:20260903", "DTEND;VALUE=DATE:20261219"),
            event("Spring term", "DTSTART;VALUE=DATE:20270231", "DTEND;VALUE=DATE:20270327"),
            event("Summer term"),
        )
    )
    _, spring, summer = read_calendar_file(path)
    assert (spring.name, spring.starts, spring.ends) == ("Spring term", None, None)
    assert "20270231" in spring.said
    assert (summer.starts, summer.said) == (None, "")


# -------- files that mean harm, or are something else


def test_what_repeats_is_never_unfolded(tmp_path: Path) -> None:
    bombs = [
        event("Autumn term", "DTSTART;VALUE=DATE:20260903", "DTEND;VALUE=DATE:20261219", rule)
        for rule in ("RRULE:FREQ=SECONDLY;COUNT=999999999", "RRULE:FREQ=DAILY", "RDATE;VALUE=DATE:20270101,20280101")
    ]
    path = tmp_path / "bomb.ics"
    path.write_text(calendar(*bombs))
    begun = time.perf_counter()
    found = read_calendar_file(path)
    assert time.perf_counter() - begun < 5
    assert [(line.starts, line.ends) for line in found] == [AUTUMN[1:]] * 3
    assert {line.doubts for line in found} == {("It repeats. Only the first time was taken.",)}


def test_a_file_of_200_mb_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.ics"
    with path.open("wb") as file:
        file.write(HEAD.encode())
        file.truncate(200_000_000)
    with pytest.raises(FileTooLargeError) as caught:
        read_calendar_file(path)
    assert f"{MOST_BYTES // 1_000_000} MB" in caught.value.sentence
    assert "Nothing was changed." in caught.value.sentence


def test_more_events_than_any_school_has_are_refused(tmp_path: Path) -> None:
    many = calendar(*[event("x", "DTSTART;VALUE=DATE:20260903")] * 2_001)
    with pytest.raises(TooManyRowsError):
        read(tmp_path, many, "terms.ics")
    with pytest.raises(TooManyRowsError):
        read(tmp_path, "Term,First day,Last day\n" + "Autumn term,03/09/2026,18/12/2026\n" * 2_001)


@pytest.mark.parametrize(
    ("contents", "error"),
    [
        (b"", FileEmptyError),
        (b"%PDF-1.7 not a list", NotWhatItSaysError),
        (b"MZ\x90\x00 a program", NotWhatItSaysError),
        (b"<html><body>Term dates</body></html>", NotWhatItSaysError),
        (b'{"terms": []}', NotACalendarError),
        (b"<terms/>", NotACalendarError),
        (b"Dear all, the term dates are on the website.\nKind regards\n", NotACalendarError),
        (b"name,job\nAnna Whitfield,Headteacher\n", NotACalendarError),
        (b"BEGIN:VCALENDAR", NotACalendarError),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", NotACalendarError),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Autumn\r\n", NotACalendarError),
        (b"BEGIN:VCALENDAR\r\n:;=,\r\n\x00\xff\xfe\r\nEND:VEVENT\r\n", NotACalendarError),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_000, NotACalendarError),
        (b"BEGIN:VCARD\r\nFN:Anna\r\nEND:VCARD\r\n", NotWhatItSaysError),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:Autumn term\r\nEND:VTODO\r\nEND:VCALENDAR\r\n", NotACalendarError),
    ],
)
def test_what_is_no_calendar_is_said_to_be_none(
    tmp_path: Path, contents: bytes, error: type[FileUnusableError]
) -> None:
    with pytest.raises(error) as caught:
        read(tmp_path, contents, "terms.ics")
    assert "Nothing was changed." in caught.value.sentence


def test_a_file_that_is_not_there_and_a_folder_are_said(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.ics", tmp_path):
        with pytest.raises(FileMissingError):
            read_calendar_file(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "BEGIN:VEVENT",
                "END:VEVENT",
                "BEGIN:VCALENDAR",
                "END:VCALENDAR",
                "DTSTART:20260903T090000",
                "DTSTART;VALUE=DATE:20269999",
                "DTSTART;TZID=Nowhere/Land:20260903T090000",
                "DTEND;VALUE=DATE:19990101",
                "DURATION:-P9999999D",
                "DTSTART;VALUE=PERIOD:20260903/P1D",
                "RRULE:FREQ=NEVER;COUNT=x",
                "SUMMARY;ENCODING=BASE64:////",
                "SUMMARY:Autumn term",
                "X-\x07:;;",
                "BEGIN:VTIMEZONE\r\nTZID:../../etc/passwd\r\nEND:VTIMEZONE",
            ]
        ),
        max_size=14,
    )
)
def test_whatever_a_calendar_holds_it_is_read_or_refused_in_a_sentence(tmp_path: Path, parts: list[str]) -> None:
    path = tmp_path / "any.ics"
    path.write_text("BEGIN:VCALENDAR\r\n" + "\r\n".join(parts) + "\r\nEND:VCALENDAR\r\n")
    found: tuple[TermLine, ...] = ()
    with suppress(OfficeError):  # any other error would end the test
        found = read_calendar_file(path)
    assert all(line.starts is None or line.ends is not None for line in found)
