"""Choosing another policy: each with its gist, and what would change said before anything does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from schoolsm_desktop.domain.policy import Profile, SharedPasswords
from schoolsm_desktop.domain.policy_words import changes, own_settings, own_settings_lost, title_changes
from schoolsm_desktop.domain.rule_settings import SettingChange
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.split import Split
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.theme import px, set_look

from .book import Book

SHOWN_LINES = 4
"""As many lines of a list are said in full; more are counted."""


class ChoosePolicyDialog(FormDialog):
    """`chosen` gets the policy that is followed from now on."""

    def __init__(self, page: Page, book: Book, chosen: Callable[[Profile], object]) -> None:
        super().__init__(
            page,
            tr("Choose another policy"),
            tr("Follow this policy"),
            self._follow,
            sentence=tr("Choose the one nearest to your own. Every setting can be changed afterwards."),
            wide=True,
        )
        self._book, self._chosen = book, chosen
        self.main.setDefault(False)
        self.main.setAutoDefault(False)
        self.cancel.setAutoDefault(True)
        self.cancel.setDefault(True)
        self.group = QButtonGroup(self)
        offered = QWidget(self.form)
        self._offered = QVBoxLayout(offered)
        self._offered.setContentsMargins(0, 0, 0, 0)
        self._offered.setSpacing(px(2))
        for at, profile in enumerate(book.shipped):
            self._add(at, profile)
        self._offered.addStretch(1)
        self.form.add_line("policy", tr("Policy"))
        self.form.field("policy").setVisible(False)
        self.form.saved()
        self._card = Card(tr("What would change"), self.form)
        self.consequences = words("", "", self._card, wrap=True)
        self._card.add(self.consequences)
        self._card.fill()
        split = Split(offered, self._card, (5, 4), narrow=620)
        self.form.add_widget(split)
        self.group.idClicked.connect(lambda at: self.form.set_value("policy", book.shipped[at].id))
        self.form.edited.connect(lambda _name: self._explain())
        self._explain()

    def _add(self, at: int, profile: Profile) -> None:
        said = profile.name
        if profile.id == self._book.profile.id:
            said = tr("{name} (followed now)", name=profile.name)
        button = QRadioButton(said, self.form)
        button.setAccessibleDescription(profile.about)
        self.group.addButton(button, at)
        gist = words(" ".join(profile.about.split()), "quiet", self.form, wrap=True)
        under = QHBoxLayout()
        under.setContentsMargins(px(28), 0, 0, px(8))
        under.addWidget(gist)
        self._offered.addWidget(button)
        self._offered.addLayout(under)

    def fit(self) -> None:
        """Wide enough for the policies beside what they would change, within the screen."""
        room = self.screen().availableGeometry().size().expandedTo(self.page.window().size())
        self.resize(min(px(980), room.width() - px(40)), min(px(640), room.height() - px(40)))

    def _wanted(self) -> Profile | None:
        wanted = self.form.value("policy")
        return next((profile for profile in self._book.shipped if profile.id == wanted), None)

    def _explain(self) -> None:
        wanted = self._wanted()
        self.main.setEnabled(wanted is not None)
        if wanted is None:
            self.consequences.setText(tr("Choose a policy to see what would change. Nothing changes before you agree."))
            return
        self.group.button(self._book.shipped.index(wanted)).setChecked(True)
        lines = consequence_lines(self._book, wanted)
        self.consequences.setText("\n\n".join(lines))
        self.sentence.setText(lines[0])  # stays in view where text is large and the rest is scrolled
        set_look(self.main, "danger" if own_settings(self._book.profile, self._book.follows) else "main")

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is None:
            return

        def done(kept: Profile) -> None:
            self._chosen(kept)
            self.form.saved()
            self.accept()

        self.work(lambda: self.page.desk.office.policies.choose(wanted), done)


def consequence_lines(book: Book, wanted: Profile) -> list[str]:
    """What following `wanted` would change, a line each, in words and numbers."""
    differs, titles = changes(book.profile, wanted, book.laws), title_changes(book.profile, wanted)
    lines = []
    if differs:
        lines.append(ntr("{count} setting changes.", "{count} settings change.", len(differs)))
    if titles:
        first = tr("{old} → {new}", old=titles[0][0], new=titles[0][1])
        lines.append(
            ntr(
                "{count} duty gets another title: {first}.",
                "{count} duties get other titles, such as {first}.",
                len(titles),
                first=first,
            )
        )
    lost = own_settings_lost(book.profile, book.follows, wanted)
    if lost:
        lines.append(
            ntr("{count} setting of your own is replaced.", "{count} settings of your own are replaced.", lost)
        )
    if wanted.shared_passwords is SharedPasswords.NOT_ALLOWED and book.shared_known:
        lines.append(
            ntr(
                "{count} access rests on a shared password today. It stands until you end it; no new one can be given.",
                "{count} accesses rest on a shared password today. They stand until you end them; no new one can be given.",
                book.shared_known,
            )
        )
    lines += [change_words(change) for change in differs]
    if not lines:
        lines.append(tr("No setting changes; only the clauses beside them do."))
    lines.append(tr("What was done until now stays in the records as it was."))
    return lines


def change_words(change: SettingChange) -> str:
    """What a setting was and would be; of a list one line under another."""
    old, new = change.old.rstrip("."), change.new.rstrip(".")
    if "\n" in old or "\n" in new:
        return tr("{what}\n– {old}\n+ {new}", what=change.title, old=_in_lines(old), new=_in_lines(new))
    return tr("{what}: {old} → {new}", what=change.title, old=old, new=new)


def _in_lines(text: str) -> str:
    first, *rest = text.split("\n")
    if len(rest) < SHOWN_LINES:
        return "; ".join([first, *rest])
    more = ntr("and {count} more", "and {count} more", len(rest) + 1 - SHOWN_LINES)
    return "; ".join([first, *rest[: SHOWN_LINES - 1], more])
