"""The tables of a termly report about accounts, access, passwords and the policy: none of them is about a child."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from .access import KIND_WORDS, LEVEL_WORDS, AccessKind, AccessLevel
from .figures import AccessFigures, AccountFigures, TermFigures, count_of
from .figures_drafts import Drafts, Line, plain_table, terms_of, total_title
from .read_and_signed import GROUP_WORDS, Group
from .wording import tr

F = TypeVar("F")
ACCOUNT_WORDS = {
    "in_use": "In use",
    "paused": "Paused",
    "waiting": "Not yet in use",
    "closed_in_term": "Closed this term",
    "closed": "Closed, ever",
    "not_ours": "Not ours, in our name or about us",
    "pretending": "Pretend to be ours",
}
CHECK_WORDS = {
    "checks_due": "To be checked: all that are not closed",
    "checks_done": "Checked",
    "to_put_right": "Found, and not put right yet",
}
ACCESS_WORDS = {
    "people": "People with access",
    "people_ready": "Of these, policy and training met",
    "accesses": "Accesses",
}
CHANGE_WORDS = {
    "given": "Given",
    "changed": "Changed",
    "ended": "Ended",
    "given_all_the_same": "Given although a condition was missing",
}
REVIEW_WORDS = {
    "lines": "Accesses looked at in the review",
    "kept": "Of these, kept",
    "review_changed": "Of these, changed",
    "review_ended": "Of these, ended",
}
SECRET_WORDS = {
    "passwords_overdue": "Passwords due to be changed, overdue",
    "changed_in_term": "Passwords changed this term",
    "accounts_without_second_step": "Accounts without a second step of signing in",
    "backup_codes_overdue": "Accounts with few backup codes left",
}
COVERAGE_WORDS = {
    "asked": "Asked to read and sign",
    "signed": "Read and signed",
    "training_asked": "Asked to be trained",
    "trained": "Trained",
}
REQUEST_WORDS = {
    "asked": "Asked",
    "granted": "Allowed",
    "refused": "Refused",
    "waiting": "To be decided",
}
OTHER_WORDS = {
    "declarations_asked": "Declarations asked for",
    "declarations_made": "Declared",
    "teaching_asked": "Year groups",
    "teaching_ticked": "Taught this term, as ticked",
}


def office_tables(drafts: Drafts, figures: TermFigures) -> None:
    """Put in every table about accounts, access and the policy."""
    _accounts(drafts, figures)
    _access(drafts, figures)
    _secrets(drafts, figures)
    _policy(drafts, figures)
    _requests(drafts, figures)
    _declarations(drafts, figures)


def _over(
    figures: TermFigures, part: Callable[[TermFigures], F | None], value: Callable[[F], int | None]
) -> tuple[int | None, ...]:
    """The value in every term that stands there."""
    parts = [part(each) for _key, _title, each in terms_of(figures)]
    return tuple(None if each is None else value(each) for each in parts)


def _columns(figures: TermFigures) -> tuple[tuple[str, str], ...]:
    return tuple((key, title) for key, title, _each in terms_of(figures))


def _lines(
    figures: TermFigures,
    part: Callable[[TermFigures], F | None],
    titles: Mapping[str, str],
    public: frozenset[str] = frozenset(),
    parts: frozenset[str] = frozenset(),
) -> list[Line]:
    """A line for each field of a sub-record that `titles` names."""
    return [
        Line(key, title, _over(figures, part, _field(key)), is_part=key in parts, in_public=key in public)
        for key, title in titles.items()
    ]


def _field(name: str) -> Callable[[object], int | None]:
    def value(record: object) -> int | None:
        found = getattr(record, name)
        return None if found is None else int(found)

    return value


def _accounts(drafts: Drafts, figures: TermFigures) -> None:
    def own(each: TermFigures) -> AccountFigures | None:
        return each.accounts

    columns = _columns(figures)
    public = frozenset({"in_use", "closed_in_term"})
    parts = frozenset({"closed_in_term"})
    plain_table(drafts, "accounts", tr("Accounts"), columns, _lines(figures, own, _account_titles(), public, parts))
    lines = _lines(figures, own, _check_titles(), frozenset({"checks_due", "checks_done"}), frozenset({"checks_done"}))
    plain_table(drafts, "checks", tr("Checks of the accounts"), columns, lines)


def _access(drafts: Drafts, figures: TermFigures) -> None:
    def own(each: TermFigures) -> AccessFigures | None:
        return each.access

    columns = _columns(figures)
    public, parts = frozenset({"people", "people_ready"}), frozenset({"people_ready"})
    plain_table(drafts, "access", tr("Who has access"), columns, _lines(figures, own, _access_titles(), public, parts))
    lines = _lines(figures, own, _change_titles(), parts=frozenset({"given_all_the_same"}))
    names = {"lines": "lines", "kept": "kept", "review_changed": "changed", "review_ended": "ended"}
    lines += [
        Line(key, tr(REVIEW_WORDS[key]), _over(figures, lambda each: each.review, _field(name)), is_part=key != "lines")
        for key, name in names.items()
    ]
    plain_table(drafts, "access-changes", tr("Access given, changed, ended and reviewed"), columns, lines)
    kinds = [Line(kind.value, tr(KIND_WORDS[kind]), _over(figures, own, _of_kind(kind.value))) for kind in AccessKind]
    plain_table(drafts, "access-kinds", tr("Access by kind"), columns, _used(kinds))
    levels = [
        Line(level.value, tr(LEVEL_WORDS[level]), _over(figures, own, _at_level(level.value))) for level in AccessLevel
    ]
    plain_table(drafts, "access-levels", tr("Access by what one may do"), columns, _used(levels))


def _of_kind(key: str) -> Callable[[AccessFigures], int | None]:
    return lambda figures: count_of(figures.kinds, key)


def _at_level(key: str) -> Callable[[AccessFigures], int | None]:
    return lambda figures: count_of(figures.levels, key) if figures.levels else None


def _used(lines: list[Line]) -> list[Line]:
    return [line for line in lines if any(line.values)]


def _secrets(drafts: Drafts, figures: TermFigures) -> None:
    lines = _lines(figures, lambda each: each.secrets, _secret_titles())
    plain_table(drafts, "secrets", tr("Passwords and codes"), _columns(figures), lines)


def _policy(drafts: Drafts, figures: TermFigures) -> None:
    policy = figures.policy
    if policy is None:
        return
    columns = tuple((key, tr(COVERAGE_WORDS[key])) for key in COVERAGE_WORDS)
    lines = [
        Line(
            each.group,
            tr(GROUP_WORDS[Group(each.group)]),
            (each.asked, each.signed, each.training_asked, each.trained),
        )
        for each in policy.groups
    ]
    sums = tuple(sum(getattr(each, key) for each in policy.groups) for key in COVERAGE_WORDS)
    lines.append(Line("total", total_title(), sums, is_total=True, in_public=True))
    plain_table(drafts, "policy", tr("Who has read and signed the policy, and is trained"), columns, lines)


def _requests(drafts: Drafts, figures: TermFigures) -> None:
    lines = _lines(figures, lambda each: each.requests, _request_titles(), frozenset({"asked", "granted"}))
    plain_table(drafts, "requests", tr("Requests to the headteacher"), _columns(figures), lines)


def _declarations(drafts: Drafts, figures: TermFigures) -> None:
    columns = _columns(figures)
    said = {"asked": "declarations_asked", "made": "declarations_made"}
    lines = [
        Line(key, tr(OTHER_WORDS[words]), _over(figures, lambda each: each.declarations, _field(key)))
        for key, words in said.items()
    ]
    plain_table(drafts, "declarations", tr("Declarations of colleagues"), columns, lines)
    said = {"asked": "teaching_asked", "ticked": "teaching_ticked"}
    lines = [
        Line(key, tr(OTHER_WORDS[words]), _over(figures, lambda each: each.teaching, _field(key)), in_public=True)
        for key, words in said.items()
    ]
    plain_table(drafts, "teaching", tr("Lessons on being safe online"), columns, lines)


def _account_titles() -> dict[str, str]:
    return {key: tr(ACCOUNT_WORDS[key]) for key in ACCOUNT_WORDS}


def _check_titles() -> dict[str, str]:
    return {key: tr(CHECK_WORDS[key]) for key in CHECK_WORDS}


def _access_titles() -> dict[str, str]:
    return {key: tr(ACCESS_WORDS[key]) for key in ACCESS_WORDS}


def _change_titles() -> dict[str, str]:
    return {key: tr(CHANGE_WORDS[key]) for key in CHANGE_WORDS}


def _secret_titles() -> dict[str, str]:
    return {key: tr(SECRET_WORDS[key]) for key in SECRET_WORDS}


def _request_titles() -> dict[str, str]:
    return {key: tr(REQUEST_WORDS[key]) for key in REQUEST_WORDS}
