"""The sections of a termly report in their order, and for each one or two sentences that say what its figures mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from .held import Cell, Held, cell_text
from .suppression import PublishedFigures, Topic
from .wording import day_text, ntr, tr


class Section(StrEnum):
    """A part of the report under one heading."""

    ACCOUNTS = "accounts"
    ACCESS = "access"
    SECRETS = "secrets"
    PERMISSIONS = "permissions"
    PICTURES = "pictures"
    INCIDENTS = "incidents"
    PAGES = "pages"
    COMPLAINTS = "complaints"
    POLICY = "policy"
    REQUESTS = "requests"


SECTION_WORDS = {
    Section.ACCOUNTS: "Accounts and their checks",
    Section.ACCESS: "Who has access",
    Section.SECRETS: "Passwords and codes",
    Section.PERMISSIONS: "Where pictures of pupils may go",
    Section.PICTURES: "Photo checks and pictures",
    Section.INCIDENTS: "Incidents",
    Section.PAGES: "Comments, blocks and take-downs",
    Section.COMPLAINTS: "Complaints",
    Section.POLICY: "The policy: read, signed, trained",
    Section.REQUESTS: "Requests decided",
}
SECTION_TOPICS: Mapping[Section, tuple[Topic, ...]] = {
    Section.ACCOUNTS: (Topic.ACCOUNTS, Topic.CHECKS),
    Section.ACCESS: (Topic.ACCESS, Topic.ACCESS_CHANGES, Topic.ACCESS_KINDS, Topic.ACCESS_LEVELS),
    Section.SECRETS: (Topic.SECRETS,),
    Section.PERMISSIONS: (Topic.PERMISSIONS,),
    Section.PICTURES: (Topic.PHOTO_CHECKS, Topic.PICTURES, Topic.REMOVALS),
    Section.INCIDENTS: (Topic.INCIDENTS, Topic.OUTCOMES, Topic.OPEN_INCIDENTS),
    Section.PAGES: (Topic.MODERATION, Topic.BLOCKS, Topic.TAKEDOWNS),
    Section.COMPLAINTS: (Topic.COMPLAINTS, Topic.COMPLAINT_ANSWERS),
    Section.POLICY: (Topic.POLICY, Topic.DECLARATIONS, Topic.TEACHING),
    Section.REQUESTS: (Topic.REQUESTS,),
}


def section_sentences(figures: PublishedFigures) -> tuple[tuple[Section, str], ...]:
    """A sentence or two for each section of which this part prints a table."""
    there = {table.topic for table in figures.tables}
    return tuple(
        (section, _joined(_SAID[section](figures)))
        for section in Section
        if any(topic in there for topic in SECTION_TOPICS[section])
    )


def _joined(sentences: list[str]) -> str:
    said = " ".join(filter(None, sentences))
    return said or tr("What is counted here is too small to print, or held back so that it cannot be worked out.")


def whole(cell: Cell | None) -> int:
    """The number of a cell, and 0 where it is held back or was not counted: for plural forms, never for print."""
    return cell if isinstance(cell, int) else 0


def counted(cell: Cell | None, none: str, some: str, few: str) -> str:
    """The words that fit a cell: none, a number, or fewer than 5; nothing where it is held back or was not counted."""
    if cell is Held.FEWER:
        return few
    if not isinstance(cell, int):
        return ""
    return some if cell else none


def compared(figures: PublishedFigures, topic: Topic, row: str) -> str:
    """How a figure stood in the term before and in the same term last year, as far as both are printed."""
    before, last = figures.cell(topic, row, "before"), figures.cell(topic, row, "last-year")
    if _shown(before) and _shown(last):
        return tr(
            "It was {before} in the term before and {last} in the same term last year.",
            before=cell_text(before),
            last=cell_text(last),
        )
    if _shown(before):
        return tr("It was {before} in the term before.", before=cell_text(before))
    if _shown(last):
        return tr("It was {last} in the same term last year.", last=cell_text(last))
    return ""


def _shown(cell: Cell | None) -> bool:
    return cell is not None and cell is not Held.BACK


def _accounts(figures: PublishedFigures) -> list[str]:
    in_use = figures.cell(Topic.ACCOUNTS, "in_use")
    due, done = (figures.cell(Topic.CHECKS, key) for key in ("checks_due", "checks_done"))
    said = [
        counted(
            in_use,
            tr("The school has no account in use."),
            ntr("The school has {count} account in use.", "The school has {count} accounts in use.", whole(in_use)),
            tr("The school has fewer than 5 accounts in use."),
        )
    ]
    if isinstance(due, int) and isinstance(done, int) and due:
        said.append(
            tr("All of those that were due were checked.")
            if done >= due
            else ntr(
                "The 1 that was due was not checked.",
                "{done} of the {count} that were due were checked.",
                due,
                done=done,
            )
        )
        if isinstance(in_use, int) and due > in_use:
            said.append(tr("Accounts that are paused or not yet in use are due to be checked too."))
    return said


def _access(figures: PublishedFigures) -> list[str]:
    people, ready = (figures.cell(Topic.ACCESS, key) for key in ("people", "people_ready"))
    said = [
        counted(
            people,
            tr("Nobody has access to an account."),
            ntr("{count} person has access.", "{count} people have access.", whole(people)),
            tr("Fewer than 5 people have access."),
        )
    ]
    if isinstance(people, int) and isinstance(ready, int) and people:
        said.append(tr("{ready} of {people} met what the policy asks first.", ready=ready, people=people))
    signed = figures.facts.review_signed_off_on
    if signed is not None:
        said.append(tr("The review was signed off on {day}.", day=day_text(signed)))
    elif figures.facts.review_begun:
        said.append(tr("The review of access is begun and not signed off yet."))
    elif people != 0:
        said.append(tr("No review of access was begun this term."))
    return said


def _secrets(figures: PublishedFigures) -> list[str]:
    late = figures.cell(Topic.SECRETS, "passwords_overdue")
    said = counted(
        late,
        tr("No password is overdue to be changed."),
        ntr("{count} password is overdue to be changed.", "{count} passwords are overdue to be changed.", whole(late)),
        tr("Fewer than 5 passwords are overdue to be changed."),
    )
    oldest = figures.facts.passwords_overdue_since
    since = tr("The longest has been since {day}.", day=day_text(oldest)) if oldest and whole(late) else ""
    return [said, since]


def _permissions(figures: PublishedFigures) -> list[str]:
    tables = [table for table in figures.tables if table.topic is Topic.PERMISSIONS]
    if all(table.cell("total", "pupils") == 0 for table in tables):
        return [tr("No pupil is on the roll, so no answers were counted.")]
    said = []
    for table in tables:
        yes, pupils = table.cell("total", "yes"), table.cell("total", "pupils")
        if isinstance(yes, int) and isinstance(pupils, int) and pupils:
            said.append((yes * 100 // pupils, table.title))
    if not said:
        return []
    best, worst = max(said), min(said)
    if len(said) < len(tables):  # one that is held back may be more, or less
        return [
            tr("Pictures of {share} % of the pupils may go here: {place}.", share=best[0], place=best[1]),
            tr("Of some places it is held back."),
        ]
    if best[0] == worst[0]:
        return [tr("To each place, pictures of {share} % of the pupils may go.", share=best[0])]
    return [
        tr(
            "Most often pictures may go here: {best}, for {high} % of the pupils. Least often here: {worst}, {low} %.",
            best=best[1],
            high=best[0],
            worst=worst[1],
            low=worst[0],
        )
    ]


def _pictures(figures: PublishedFigures) -> list[str]:
    made, stopped = (figures.cell(Topic.PHOTO_CHECKS, key) for key in ("total", "stopped"))
    said = counted(
        made,
        tr("No photo check was made this term."),
        ntr("{count} photo check was made this term.", "{count} photo checks were made this term.", whole(made)),
        tr("Fewer than 5 photo checks were made this term."),
    )
    if not whole(made):
        return [said]
    halted = counted(
        stopped,
        tr("None of them stopped a picture."),
        ntr("{count} of them stopped a picture.", "{count} of them stopped a picture.", whole(stopped)),
        tr("Fewer than 5 of them stopped a picture."),
    )
    return [said, compared(figures, Topic.PHOTO_CHECKS, "total"), halted]


def _incidents(figures: PublishedFigures) -> list[str]:
    total, together = incidents_counted(figures)
    if together:
        said = counted(
            total,
            tr("No incident became known over the terms that are counted together."),
            ntr(
                "{count} incident became known over the terms that are counted together.",
                "{count} incidents became known over the terms that are counted together.",
                whole(total),
            ),
            tr("Fewer than 5 incidents became known over the terms that are counted together."),
        )
    else:
        said = counted(
            total,
            tr("No incident became known this term."),
            ntr("{count} incident became known this term.", "{count} incidents became known this term.", whole(total)),
            tr("Fewer than 5 incidents became known this term."),
        )
    return [said, compared(figures, Topic.INCIDENTS, "total") if said else "", _first_action(figures)]


def incidents_counted(figures: PublishedFigures) -> tuple[Cell | None, bool]:
    """How many incidents, and whether that is over several terms, as in a small school."""
    total = figures.cell(Topic.INCIDENTS, "total")
    if total is not None:
        return total, False
    return figures.cell(Topic.INCIDENTS, "total", "three-terms"), figures.before is not None


def _first_action(figures: PublishedFigures) -> str:
    hours = figures.facts.first_action_median_hours
    if hours is None:
        return ""
    if isinstance(hours, Held):
        return tr("There were too few to say how long it took until somebody acted.")
    before = figures.facts.first_action_before_hours
    if isinstance(before, (int, float)):
        return tr(
            "Half of them were acted on within {hours}; in the term before it was {before}.",
            hours=hours_text(hours),
            before=hours_text(before),
        )
    longest = figures.facts.first_action_longest_hours
    if isinstance(longest, (int, float)):
        return tr(
            "Half of them were acted on within {hours}, the last within {longest}.",
            hours=hours_text(hours),
            longest=hours_text(longest),
        )
    return tr("Half of them were acted on within {hours}.", hours=hours_text(hours))


def hours_text(hours: float) -> str:
    """A length of time as people say it: under an hour, hours up to two days, then days."""
    if hours < 1:
        return tr("an hour")
    if hours < 48:
        return ntr("{count} hour", "{count} hours", round(hours))
    return ntr("{count} day", "{count} days", round(hours / 24))


def _pages(figures: PublishedFigures) -> list[str]:
    acts = figures.cell(Topic.MODERATION, "total")
    blocks = figures.cell(Topic.BLOCKS, "standing")
    downs = figures.cell(Topic.TAKEDOWNS, "total")
    return [
        counted(
            acts,
            tr("No comment had to be dealt with."),
            ntr("{count} comment was dealt with.", "{count} comments were dealt with.", whole(acts)),
            tr("Fewer than 5 comments were dealt with."),
        ),
        counted(
            blocks,
            tr("Nobody is blocked from our pages."),
            ntr("{count} block stands.", "{count} blocks stand.", whole(blocks)),
            tr("Fewer than 5 blocks stand."),
        ),
        counted(
            downs,
            tr("Nobody was asked to take something down."),
            ntr(
                "Others were asked {count} time to take something down.",
                "Others were asked {count} times to take something down.",
                whole(downs),
            ),
            tr("Others were asked fewer than 5 times to take something down."),
        ),
    ]


def _complaints(figures: PublishedFigures) -> list[str]:
    total = figures.cell(Topic.COMPLAINTS, "total")
    said = counted(
        total,
        tr("No complaint was received this term."),
        ntr("{count} complaint was received this term.", "{count} complaints were received this term.", whole(total)),
        tr("Fewer than 5 complaints were received this term."),
    )
    return [said, compared(figures, Topic.COMPLAINTS, "total") if said else ""]


def _policy(figures: PublishedFigures) -> list[str]:
    asked, signed = (figures.cell(Topic.POLICY, "total", key) for key in ("asked", "signed"))
    said = []
    if isinstance(asked, int) and isinstance(signed, int):
        said.append(
            ntr(
                "{signed} of {count} who is asked has read and signed.",
                "{signed} of {count} who are asked have read and signed.",
                asked,
                signed=signed,
            )
            if asked
            else tr("Nobody is asked to read and sign yet.")
        )
    review = figures.facts.policy_review_on
    said.append(
        tr("The policy’s review day is {day}.", day=day_text(review))
        if review is not None
        else tr("No review day is set for the policy.")
    )
    rehearsed = figures.facts.rehearsed_on
    if rehearsed is not None:
        said.append(tr("What to do in an emergency was last rehearsed on {day}.", day=day_text(rehearsed)))
    return said


def _requests(figures: PublishedFigures) -> list[str]:
    asked = figures.cell(Topic.REQUESTS, "asked")
    return [
        counted(
            asked,
            tr("Nothing was asked for this term."),
            ntr("{count} request was made this term.", "{count} requests were made this term.", whole(asked)),
            tr("Fewer than 5 requests were made this term."),
        )
    ]


_SAID: Mapping[Section, Callable[[PublishedFigures], list[str]]] = {
    Section.ACCOUNTS: _accounts,
    Section.ACCESS: _access,
    Section.SECRETS: _secrets,
    Section.PERMISSIONS: _permissions,
    Section.PICTURES: _pictures,
    Section.INCIDENTS: _incidents,
    Section.PAGES: _pages,
    Section.COMPLAINTS: _complaints,
    Section.POLICY: _policy,
    Section.REQUESTS: _requests,
}
