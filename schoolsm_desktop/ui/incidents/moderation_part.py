"""The moderation log: what was done about comments on our own accounts, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.moderating_rules import MODERATED_WORDS
from schoolsm_desktop.domain.wording import day_text, moment_text, tr
from schoolsm_desktop.services.moderation import ActLine, ModerationView, print_words
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.deed_buttons import Deed
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.theme import State

from .incidents_part import IncidentsPart
from .moderation_dialogs import ModerationDialog
from .register_part import RegisterPart

NEW, CORRECT = "moderation-new", "moderation-correct"
FROM_POST = "incident-from-post"
"""An incident about a wrong post; the record is the post's id. The post itself does not say so."""


class ModerationPart(RegisterPart[ActLine]):
    """A record of this part is the id of an entry; a new one may name an account as `account:<id>`."""

    ACTS: ClassVar[frozenset[str]] = frozenset({"print-moderation", FROM_POST})

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._view = ModerationView((), (), (), (), "", False, False, False, False)
        self.print = self.add_button(tr("Print the log"), self._print)
        self.new = self.add_button(tr("What was done about a comment…"), partial(self.begin, NEW, ""), main=True)
        self.clause = words("", "quiet", self, wrap=True)
        self.column.addWidget(self.clause)
        teaching = Teaching(
            tr("Nothing was done about a comment yet"),
            tr(
                "When a comment on one of our pages is hidden, deleted, reported, answered or left, it stands here: what "
                "it was, against which rule, and that a screen print was kept first."
            ),
            tr("What was done about a comment…"),
            partial(self.begin, NEW, ""),
        )
        rows: ListPane[ActLine] = ListPane(
            "moderation",
            moderation_columns(),
            self.desk.views,
            teaching,
            name=tr("What was done about comments"),
            find=lambda x: f"{x.act.author} {x.act.what} {x.account} {x.did} {x.breach} {x.post}",
            identity=lambda x: x.act.id,
            two_line=True,
        )
        self.build(rows, ("incident", "block"))

    def dialogs(self) -> Mapping[str, Callable[[str], FormDialog]]:
        return {
            NEW: self._new,
            CORRECT: lambda record: ModerationDialog(
                self.page, self._view, self.kept(tr("The second version stands in its place.")), self.of(record)
            ),
        }

    def reload(self) -> None:
        self.read(self.desk.office.moderation.view, self._show_view)

    def begin(self, act: str, record: str) -> None:
        if act == "print-moderation":
            self._print()
        elif act == FROM_POST:
            self.when_ready(lambda: self._wrong_post(record))
        elif act == NEW:
            self.when_ready(lambda: self.page.open_dialog(NEW, record))
        else:
            super().begin(act, record)

    def key_of(self, line: ActLine) -> UUID:
        return line.act.id

    def heading_of(self, line: ActLine) -> str:
        return tr("{did}: {account}", did=line.did, account=line.account)

    def facts_of(self, line: ActLine) -> Sequence[Fact]:
        return moderation_facts(line)

    def deeds_of(self, line: ActLine) -> Sequence[Deed]:
        deeds = [("incident", tr("This is an incident…"), "")]
        if line.incidents:
            deeds = [("look-incident", tr("Look at the incident"), "")]
        if self._view.may_complain:
            deeds.append(("complaint", tr("This is a complaint…"), ""))
        if self._view.may_block and line.act.block_id is None:
            deeds.append(("block", tr("Block them…"), ""))
        if line.act.block_id is not None and self._view.may_block:
            deeds.append(("look-block", tr("Look at the block"), ""))
        if self._view.may_ask:
            deeds.append(("ask", tr("Ask for removal…"), ""))
        return [*deeds, (CORRECT, tr("Correct…"), "")]

    def deed(self, act: str, record: str) -> None:
        line, of = self.of(record), f"moderation:{record}"
        if act == "incident":
            typed = {"what": line.act.what, "account": str(line.act.account_id), "handle": line.act.author}
            self._report(of, typed | {"happened_on": day_text(line.act.at.astimezone().date())})
        elif act == "look-incident":
            self.page.begin("incidents", str(line.incidents[0][0]))
        elif act == "complaint":
            self._ask_complaint(record)
        elif act == "block":
            self.page.begin("block-new", of)
        elif act == "look-block":
            self.page.begin("blocks", str(line.act.block_id))
        elif act == "ask":
            self.page.begin("takedown-new", of)
        else:
            super().deed(act, record)

    def _new(self, record: str) -> FormDialog:
        dialog = ModerationDialog(self.page, self._view, self.kept(tr("It stands in the log.")))
        kind, _, key = record.partition(":")
        if kind == "account" and any(str(account.id) == key for account in self._view.accounts):
            dialog.form.set_value("account_id", key)
            dialog.form.saved()
        return dialog

    def _wrong_post(self, post_id: str) -> None:
        found = next((post for post in self._view.posts if str(post[0]) == post_id), None)
        typed = {"type": IncidentKind.WRONG_POST.value}
        if found is not None:
            typed |= {"account": str(found[1]), "what": tr("A wrong post: “{title}”.", title=found[2])}
        self._report(f"post:{post_id}", typed)

    def _report(self, link: str, typed: Mapping[str, str]) -> None:
        """Begin an incident on the first tab with what is known, in the form where everything can be taken back."""
        self.page.begin("incidents", "")
        self.page.part(IncidentsPart).when_ready(lambda: self.page.open_dialog("incident-new", link, typed))

    def _show_view(self, view: ModerationView) -> None:
        self._view = view
        self.clause.setText(view.clause)
        self.print.setVisible(view.may_print and bool(view.lines))
        self.show_lines(view.lines, 0)

    def _ask_complaint(self, record: str) -> None:
        confirm.ask(
            self.page,
            title=tr("Make a complaint of it?"),
            consequence=tr(
                "It becomes a complaint with its days, sealed to those who deal with complaints. The entry of the log "
                "stays. Whoever wrote it gets a letter that says where a complaint goes."
            ),
            action=tr("Make a complaint"),
            yes=lambda: self._complaint(UUID(record)),
            dangerous=False,
        )

    def _complaint(self, moderation_id: UUID) -> None:
        complaints = self.desk.office.complaints

        def made(_kept: object) -> None:
            self.say(tr("It is a complaint now. It stands under “Complaints” for those who deal with it."))

        self.page.work(lambda: complaints.from_comment(moderation_id), made)

    def _print(self) -> None:
        self.preview(self.desk.office.printing.moderation_log)


def moderation_columns() -> tuple[Column[ActLine], ...]:
    """When, what was done, where, and whose words."""
    return (
        Column(
            "what",
            tr("What"),
            lambda x: x.act.what,
            detail=lambda x: x.act.author or tr("not said who"),
            bold=True,
            grow=True,
            width=190,
        ),
        Column(
            "did",
            tr("Done"),
            lambda x: x.did,
            detail=lambda x: day_text(x.act.at.astimezone().date()),
            sort=lambda x: x.act.at,
            width=150,
        ),
        Column("account", tr("Account"), lambda x: x.account, detail=lambda x: x.by, width=150),
    )


def moderation_facts(line: ActLine) -> list[Fact]:
    """Everything an entry says, and the versions before it."""
    act = line.act
    unsure = line.is_taken_away and not act.printed
    facts = [
        Fact(tr("What"), act.what),
        Fact(tr("Who wrote it"), act.author),
        Fact(tr("Done"), tr("{when}, by {name}", when=moment_text(act.at), name=line.by)),
        Fact(tr("Screen print"), [FactLine(line.print_words, State.WARN if unsure else None)]),
        Fact(tr("Against"), line.standard),
    ]
    if line.breach:
        facts.append(Fact(tr("What your policy calls it"), line.breach))
    if line.incidents:
        facts.append(Fact(tr("Incident"), ", ".join(reference for _, reference in line.incidents)))
    if line.post:
        facts.append(Fact(tr("Under the post"), line.post))
    if act.correction:
        facts.append(Fact(tr("Entered anew because"), act.correction))
    for before in line.before:
        said = tr("{did}: {what}", did=tr(MODERATED_WORDS[before.did]), what=before.what)
        when = moment_text(before.recorded_at or before.at)
        facts.append(Fact(tr("Version of {when}", when=when), [FactLine(said), FactLine(print_words(before))]))
    return facts
