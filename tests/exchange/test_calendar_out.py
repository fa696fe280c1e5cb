"""What is due as a calendar file: read back by the library, and by hand as RFC 5545 says."""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar

from schoolsm_desktop.exchange.calendar_out import DueEvent, calendar_file

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LONG = "Reading, signing and training; " * 6 + "Lläñgollen — “quoted”, and a comma"


def test_the_library_reads_back_what_was_written() -> None:
    made = calendar_file([DueEvent("one@x", date(2026, 12, 31), LONG, "2 lines")], NOW, "What is due")
    (found,) = Calendar.from_ical(made).walk("VEVENT")
    assert (str(found["SUMMARY"]), str(found["DESCRIPTION"]), str(found["UID"])) == (LONG, "2 lines", "one@x")
    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert str(found["CLASS"]) == "PRIVATE"


def test_the_lines_are_folded_and_ended_as_the_standard_says() -> None:
    made = calendar_file([DueEvent("one@x", date(2026, 12, 31), LONG)], NOW, "What is due")
    assert made.startswith(b"BEGIN:VCALENDAR\r\n")
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert b"VERSION:2.0\r\n" in made
    assert b"PRODID:" in made
    lines = made.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in made.replace(b"\r\n", b"")
    unfolded = made.replace(b"\r\n ", b"").decode()
    assert "Lläñgollen — “quoted”\\, and a comma" in unfolded


def test_a_calendar_of_nothing_is_still_one() -> None:
    assert Calendar.from_ical(calendar_file([], NOW, "What is due")).walk("VEVENT") == []
