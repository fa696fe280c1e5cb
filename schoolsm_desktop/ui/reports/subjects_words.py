"""How a request for everything about one person reads: its columns, its facts with the clock, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from schoolsm_desktop.domain.subject_access import OUTCOME_WORDS, SORT_WORDS, Waits
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.subject_views import WAITS_WORDS, SubjectLine
from schoolsm_desktop.ui.common.deed_buttons import Deed
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

SOON = 7
STEP_WORDS = {
    Waits.IDENTITY: "Who asks is sure",
    Waits.WORKING_COPY: "Working copy",
    Waits.HARM: "Looked for serious harm",
    Waits.AGREEMENT: "Data protection officer",
    Waits.RELEASE: "Release copy",
}


def subject_columns(today: Callable[[], date]) -> tuple[Column[SubjectLine], ...]:
    """Whose it is, by when, and what it waits for."""
    return (
        Column(
            "name",
            tr("About"),
            lambda x: x.name,
            detail=lambda x: tr("{number} · {sort}", number=x.request.number, sort=tr(SORT_WORDS[x.request.sort])),
            bold=True,
            grow=True,
            width=180,
        ),
        Column(
            "received",
            tr("Received"),
            lambda x: day_text(x.request.received_on),
            sort=lambda x: x.request.received_on,
            width=110,
        ),
        Column(
            "due",
            tr("Stands"),
            lambda x: clock_words(x, today()),
            sort=lambda x: x.request.by,
            state=lambda x: clock_state(x, today()),
            detail=waits_words,
            width=240,
        ),
    )


def clock_words(line: SubjectLine, today: date) -> str:
    """How long there is still, or what came of it."""
    if not line.request.is_open:
        return tr(OUTCOME_WORDS[line.request.outcome])
    left = line.days_left(today)
    if left < 0:
        return ntr("Overdue {count} day", "Overdue {count} days", -left)
    return ntr("{count} day left", "{count} days left", left) if left else tr("Due today")


def clock_state(line: SubjectLine, today: date) -> State:
    """Green, amber in the last week, red once the day has come."""
    if not line.request.is_open:
        return State.GOOD
    left = line.days_left(today)
    if left <= 0:
        return State.STOP
    return State.WARN if left <= SOON else State.GOOD


def waits_words(line: SubjectLine) -> str:
    """What is next."""
    if not line.request.is_open:
        return day_text(line.request.closed_on)
    return tr("next: {what}", what=tr(WAITS_WORDS[line.request.waits]))


def subject_facts(line: SubjectLine, today: date) -> list[Fact]:
    """Everything known of a request, its steps in their order."""
    request, words = line.request, line.words
    by = tr("{day}, by law", day=day_text(request.by))
    if request.extended_to is not None:
        by = tr("{day}, put off from {first}: {why}", day=by, first=day_text(request.due_on), why=words.extended_why)
    facts = [
        Fact(tr("Asked by"), " · ".join(filter(None, (words.asked_by or line.name, line.as_what)))),
        Fact(tr("Received"), day_text(request.received_on)),
        Fact(tr("Answer by"), [FactLine(by, clock_state(line, today) if request.is_open else None)]),
    ]
    if line.advice:
        facts.append(Fact(tr("To think of"), line.advice))
    for step in line.steps:
        done = [FactLine(step.done, State.GOOD)] if step.done else [FactLine(tr("not yet"), None)]
        facts.append(Fact(tr(STEP_WORDS[step.key]), done))
    if words.identity:
        facts.append(Fact(tr("How it was made sure who asks"), words.identity))
    if words.advice:
        facts.append(Fact(tr("Advice"), words.advice))
    for copy in words.copies:
        said = tr("{recipient}, {day}", recipient=copy.recipient, day=day_text(copy.on))
        facts.append(Fact(tr("Copy {number} for", number=copy.number), said))
    if words.letters:
        said = ", ".join(tr("{title}, {day}", title=x.title, day=day_text(x.on)) for x in words.letters)
        facts.append(Fact(tr("Letters"), said))
    if words.closing:
        facts.append(Fact(tr("Why"), words.closing))
    return facts


def subject_deeds(line: SubjectLine) -> list[Deed]:
    """What can be done with it; the next act is the main one."""
    if not line.request.is_open:
        return [("subject-look-letter", tr("Look at the last letter"), "")] if line.words.letters else []
    deeds = [*_looks(line), *_office(line)]
    gathered = line.request.working_at is not None and line.rights.lines
    if gathered:
        deeds.append(("subject-working", tr("Working copy on paper"), ""))
        deeds.append(("subject-preview", tr("Preview of the release copy"), ""))
    if line.words.letters:
        deeds.append(("subject-look-letter", tr("Look at the last letter"), ""))
    return deeds


def _looks(line: SubjectLine) -> list[Deed]:
    rights, waits = line.rights, line.request.waits
    found: list[Deed] = []
    if line.request.working_at is None or not rights.lines:
        return found
    if rights.look:
        found.append(("subject-look", tr("Look for serious harm…"), _main(waits, Waits.HARM)))
    if line.request.harm_at is not None and rights.agree:
        found.append(("subject-agree", tr("Agree…"), _main(waits, Waits.AGREEMENT)))
    if line.request.harm_at is not None and rights.enter_advice:
        found.append(("subject-advice", tr("Enter the officer’s advice…"), _main(waits, Waits.AGREEMENT)))
    return found


def _office(line: SubjectLine) -> list[Deed]:
    if not line.rights.record:
        return []
    request, waits = line.request, line.request.waits
    again = request.working_at is not None
    found: list[Deed] = [("subject-identity", tr("Make sure who asks…"), _main(waits, Waits.IDENTITY))]
    gather = tr("Gather it anew…") if again else tr("Make the working copy")
    found.append(("subject-gather", gather, _main(waits, Waits.WORKING_COPY)))
    if again and line.rights.lines:
        found.append(("subject-lines", tr("What goes out…"), ""))
    if waits in (Waits.RELEASE, Waits.HANDING_OVER) and line.rights.lines:
        found.append(("subject-release", tr("Make the release copy…"), _main(waits, Waits.RELEASE)))
    found.append(("subject-letter", tr("Letter…"), ""))
    if request.extended_to is None:
        found.append(("subject-extend", tr("Put it off…"), ""))
    found.append(("subject-close", tr("Close it…"), _main(waits, Waits.HANDING_OVER)))
    return found


def _main(waits: Waits, step: Waits) -> str:
    return "main" if waits is step else ""
