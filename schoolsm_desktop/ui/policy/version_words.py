"""How versions of the policy and linked policies are said: in their lists, and in the pane beside them."""

from __future__ import annotations

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.editions import EDITION_STATE_WORDS, EditionState
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.edition_views import EditionLine, EditionsView, LinkedLine
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.theme import State

STATES = {
    EditionState.TO_BE_SIGNED: State.WARN,
    EditionState.COMING: State.UNKNOWN,
    EditionState.IN_FORCE: State.GOOD,
    EditionState.PAST: State.UNKNOWN,
    EditionState.WITHDRAWN: State.UNKNOWN,
}


def version_columns() -> tuple[Column[EditionLine], ...]:
    """The list of versions."""
    return (
        Column(
            "label",
            tr("Version"),
            lambda x: x.edition.label,
            detail=lambda x: " · ".join(
                part for part in (x.school, x.edition.note or tr("Entered by {name}", name=x.entered_by)) if part
            ),
            bold=True,
            grow=True,
        ),
        Column(
            "from",
            tr("In force from"),
            lambda x: day_text(x.edition.in_force_from),
            sort=lambda x: str(x.edition.in_force_from or ""),
            width=120,
        ),
        Column("state", tr("State"), state_words, state=_state, hint=lambda x: "\n".join(x.missing), width=190),
    )


def linked_columns() -> tuple[Column[LinkedLine], ...]:
    """The list of linked policies."""
    return (
        Column(
            "title",
            tr("Policy"),
            lambda x: x.linked.title,
            detail=lambda x: x.linked.looked_after_by or tr("Nobody named yet"),
            bold=True,
            grow=True,
        ),
        Column(
            "review",
            tr("Its review"),
            lambda x: x.words,
            sort=lambda x: str(x.linked.review_on or ""),
            state=lambda x: State.STOP if x.is_over else State.GOOD if x.linked.review_on else State.UNKNOWN,
            width=230,
        ),
    )


def state_words(line: EditionLine) -> str:
    """The version's state; one that nobody entitled signed says so first."""
    return tr(EDITION_STATE_WORDS[line.state]) if line.is_as_signed else tr("Not as it was entered")


def _state(line: EditionLine) -> State:
    return STATES[line.state] if line.is_as_signed else State.STOP


def version_facts(line: EditionLine, view: EditionsView) -> list[Fact]:
    """Everything about one version."""
    return [
        *_standing(line),
        *_signatures(line, view),
        *_days(line),
        *_parent(line),
        *_website(line),
        *_rest(line, view),
    ]


def _standing(line: EditionLine) -> list[Fact]:
    lines = [FactLine(state_words(line), _state(line))]
    if not line.is_as_signed:
        altered = tr(
            "This version was changed by other means than this program, or signed by nobody entitled. It does not count. "
            "Look at “Who did what” in Settings, then take it back and add it again."
        )
        lines.append(FactLine(altered))
    if line.state is EditionState.TO_BE_SIGNED:
        lines += [FactLine(each, State.STOP) for each in line.missing]
    school = [Fact(tr("School"), line.school)] if line.school else []
    return [Fact(tr("State"), lines), *school]


def _signatures(line: EditionLine, view: EditionsView) -> list[Fact]:
    nobody = tr("not signed yet")
    return [
        Fact(view.titles[Duty.HEADTEACHER], line.head or nobody),
        Fact(view.titles[Duty.CHAIR], line.chair or nobody),
    ]


def _days(line: EditionLine) -> list[Fact]:
    edition = line.edition
    begins = day_text(edition.in_force_from) if edition.in_force_from else tr("the day of the later signature")
    facts = [Fact(tr("In force from"), begins)]
    if edition.review_on is not None:
        over = tr("{day}: overdue", day=day_text(edition.review_on))
        words = FactLine(over, State.STOP) if line.review_is_over else FactLine(day_text(edition.review_on))
        facts.append(Fact(tr("Looked at again on"), [words]))
    return facts


def _parent(line: EditionLine) -> list[Fact]:
    edition = line.edition
    facts = [Fact(tr("Adopted from"), edition.parent_policy)] if edition.parent_policy else []
    return facts + (
        [Fact(tr("What this school does otherwise"), edition.local_changes)] if edition.local_changes else []
    )


def _website(line: EditionLine) -> list[Fact]:
    edition = line.edition
    if not edition.published_at:
        return []
    checked = (
        FactLine(tr("looked at on {day}", day=day_text(edition.published_checked_on)))
        if edition.published_checked_on
        else FactLine(tr("nobody has looked yet whether this version stands there"), State.WARN)
    )
    return [Fact(tr("On the website"), [FactLine(edition.published_at), checked])]


def _rest(line: EditionLine, view: EditionsView) -> list[Fact]:
    edition = line.edition
    anew = (
        tr("Everybody reads and signs it")
        if edition.read_again
        else tr("What was signed for the version before counts")
    )
    facts = [Fact(tr("Read and signed"), [FactLine(anew), FactLine(_signers(line))])]
    facts.append(Fact(tr("Text"), tr("kept here") if edition.text_id is not None else tr("not kept here")))
    facts += [Fact(tr("What changed"), edition.note)] if edition.note else []
    return [*facts, Fact(tr("Clause"), view.clauses[Subject.ADOPTION])]


def _signers(line: EditionLine) -> str:
    return ntr("{count} person has so far", "{count} people have so far", line.signed_by)


def linked_facts(line: LinkedLine, view: EditionsView) -> list[Fact]:
    """Everything about one linked policy."""
    return [
        Fact(tr("Its review"), [FactLine(line.words, State.STOP if line.is_over else None)]),
        Fact(tr("Looked after by"), line.linked.looked_after_by),
        Fact(tr("Where it lies"), line.linked.where),
        Fact(tr("Clause"), view.clauses[Subject.LINKED_POLICIES]),
    ]
