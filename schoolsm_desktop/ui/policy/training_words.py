"""The words, states and columns of who has read, signed and been trained."""

from __future__ import annotations

from collections.abc import Sequence

from schoolsm_desktop.domain.people import contract_words
from schoolsm_desktop.domain.read_and_signed import ReadState, Signed
from schoolsm_desktop.domain.rules import TrainingNeed
from schoolsm_desktop.domain.training import InDate, Trained
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.services.training import TrainingView
from schoolsm_desktop.services.training_facts import TrainingLine
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

READ_STATES = {
    Signed.YES: State.GOOD,
    Signed.EARLIER: State.WARN,
    Signed.NOT_YET: State.WARN,
    Signed.NOT_ASKED: State.UNKNOWN,
}
COURSE_STATES = {
    Trained.IN_DATE: State.GOOD,
    Trained.RUNS_OUT: State.WARN,
    Trained.RAN_OUT: State.STOP,
    Trained.NEVER: State.WARN,
    Trained.NOT_ASKED: State.UNKNOWN,
}


def read_words(read: ReadState) -> str:
    """Whether the policy is read and signed, as a sentence."""
    if read.state is Signed.YES:
        return tr("Read and signed on {day}", day=day_text(read.on))
    if read.state is Signed.EARLIER:
        return tr("An earlier version was signed on {day}; the present one not yet", day=day_text(read.on))
    return tr("Not read and signed yet") if read.state is Signed.NOT_YET else tr("Reading and signing is not asked")


def course_lines(needs: Sequence[TrainingNeed], courses: Sequence[InDate]) -> list[FactLine]:
    """A line for each course that is asked or was attended."""
    found = [
        FactLine(f"{need.title}: {state.words}", COURSE_STATES[state.state])
        for need, state in zip(needs, courses, strict=True)
        if state.state is not Trained.NOT_ASKED or state.on is not None
    ]
    return found or [FactLine(tr("Your policy asks for no course here"))]


def undertaking_line(state: InDate) -> FactLine:
    """How the undertaking stands."""
    if state.state is Trained.NOT_ASKED:
        return FactLine(tr("Not asked: it is for people with posting access"))
    return FactLine(state.words, COURSE_STATES[state.state])


def person_facts(line: TrainingLine, needs: Sequence[TrainingNeed]) -> list[Fact]:
    """What is known of one person here."""
    facts = [
        Fact(tr("The policy"), [FactLine(read_words(line.read), READ_STATES[line.read.state])]),
        Fact(tr("Training"), course_lines(needs, line.courses)),
        Fact(tr("Undertaking for posting access"), [undertaking_line(line.undertaking)]),
    ]
    if line.missing and line.since is not None:
        late = FactLine(day_text(line.since), State.STOP if line.is_overdue else None)
        facts.append(Fact(tr("Missing since"), [late]))
    facts.append(Fact(tr("Line manager"), line.manager))
    return facts


def training_columns(needs: Sequence[TrainingNeed]) -> tuple[Column[TrainingLine], ...]:
    """Person, the policy, one column a course, the undertaking."""
    return (
        Column(
            "person",
            tr("Person"),
            lambda x: x.person.name,
            sort=lambda x: x.person.sort_name.casefold(),
            detail=_job,
            bold=True,
            grow=True,
        ),
        Column(
            "read",
            tr("Read and signed"),
            lambda x: x.read.words,
            sort=lambda x: (list(Signed).index(x.read.state), str(x.read.on or x.read.asked.since or "")),
            state=_read_state,
            hint=lambda x: read_words(x.read),
        ),
        *(_course(at, need) for at, need in enumerate(needs)),
        Column(
            "undertaking",
            tr("Undertaking"),
            lambda x: x.undertaking.words,
            state=lambda x: _shown(x.undertaking),
        ),
    )


def _job(line: TrainingLine) -> str:
    if line.starts_later:
        return tr("{job}, starts {day}", job=line.person.job_title, day=day_text(line.person.starts))
    return line.person.job_title or contract_words(line.person.contract)


def _course(at: int, need: TrainingNeed) -> Column[TrainingLine]:
    return Column(
        f"course-{need.topic}",
        need.title,
        lambda x: x.courses[at].words,
        sort=lambda x: (list(Trained).index(x.courses[at].state), str(x.courses[at].until or "")),
        state=lambda x: _shown(x.courses[at]),
    )


def _read_state(line: TrainingLine) -> State | None:
    if line.read.state is Signed.NOT_ASKED:
        return None
    late = line.read.is_lacking and line.is_overdue
    return State.STOP if late else READ_STATES[line.read.state]


def _shown(state: InDate) -> State | None:
    return None if state.state is Trained.NOT_ASKED else COURSE_STATES[state.state]


def reminders(line: TrainingLine, view: TrainingView) -> list[tuple[str, str, str]]:
    """The letters that can remind somebody of what is missing: what the button says, the letter, and what it is about."""
    found = []
    if line.read.is_lacking:
        version = view.version
        item = tr("version “{label}” of our policy", label=version.label) if version else tr("our policy")
        found.append((tr("Remind by letter: the policy"), "policy-to-read", item))
    courses = [f"“{n.title}”" for n, state in zip(view.needs, line.courses, strict=True) if state.is_lacking]
    if courses:
        found.append((tr("Remind by letter: training"), "training-reminder", list_text(courses)))
    return found
