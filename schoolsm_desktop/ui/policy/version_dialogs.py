"""The dialogs of the policy's versions: add or correct one, sign it, enter signatures from paper, say where it is published."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QPushButton

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.editions import NOT_SIGNED, Edition, SignedLine
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.edition_views import EditionDefaults, EditionLine, EditionsView
from schoolsm_desktop.services.editions import NewEdition, PaperSignatures
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.fact_list import Fact, FactList
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.common.scan_view import show_kept
from schoolsm_desktop.ui.common.section import Section
from schoolsm_desktop.ui.pages import Page

Saved = Callable[[Edition], object]
PARENT_FIELDS = ("parent_policy", "local_changes")


class VersionDialog(FormDialog):
    """Add a version, or correct one; only its name is needed. Its text is read and proved when it is chosen."""

    def __init__(self, page: Page, view: EditionsView, line: EditionLine | None, saved: Saved) -> None:
        title = tr("Correct a version") if line is not None else tr("Add a version")
        super().__init__(page, title, tr("Save"), self._save, sentence=_sentence(view, line))
        self._line, self._saved, self._defaults = line, saved, view.defaults
        edition = line.edition if line is not None else None
        self._schools = view.schools if line is None else {}
        if self._schools:
            schools = [(str(key), name) for key, name in sorted(self._schools.items(), key=lambda pair: pair[1])]
            self.form.add_choice("school_id", tr("Which school adopts it"), schools, str(view.home_id))
        self._add_first(edition)
        self._add_text(edition)
        self._add_parent(edition, view.defaults)
        self.form.edited.connect(self._edited)
        self.form.saved()

    def _add_first(self, edition: Edition | None) -> None:
        form, today = self.form, self.page.desk.today()
        form.add_line(
            "label",
            tr("Version"),
            edition.label if edition else "",
            needed=True,
            longest=60,
            hint=tr("As it stands on the document: “Autumn 2026”, “4”."),
        )
        day = edition.in_force_from if edition else today
        form.add_day("in_force_from", tr("In force from"), day, hint=tr("Empty: from the day of the later signature."))
        review = edition.review_on if edition else self._defaults.review_after(today)
        form.add_day("review_on", tr("Looked at again on"), review, hint=self._review_hint())
        form.add_lines("note", tr("What changed"), edition.note if edition else "", lines=2)
        form.add_tick(
            "read_again",
            tr("Everybody reads and signs it anew"),
            edition.read_again if edition else True,
            hint=tr("Leave it empty for a small correction: then what was signed for the version before still counts."),
        )

    def _add_text(self, edition: Edition | None) -> None:
        self.text = ScanField(self)
        kept = edition is not None and edition.text_id is not None
        hint = (
            tr("A text is kept. Another one takes its place, as long as nobody has signed.")
            if kept
            else tr("PDF, or a scan; up to 20 MB. A document of a word processor is saved as PDF first.")
        )
        self.form.add_editor("text", tr("The school’s own text"), self.text, hint=hint)

    def _add_parent(self, edition: Edition | None, defaults: EditionDefaults) -> None:
        section = Section(self.form, tr("Adopted from a trust or council"))
        self.form.add_line(
            "parent_policy",
            tr("Whose policy it is"),
            edition.parent_policy if edition else defaults.parent_policy,
            hint=tr("The trust’s or council’s policy, with its day or version."),
        )
        self.form.add_lines(
            "local_changes",
            tr("What this school does otherwise"),
            edition.local_changes if edition else defaults.local_changes,
            hint=tr("The school’s own titles of duties are printed beside it; change them under “Your policy”."),
        )
        section.take(*PARENT_FIELDS)
        section.setChecked(defaults.adopts_parent)
        self._section = section

    def _review_hint(self) -> str:
        months = self._defaults.review_months
        if not months:
            return ""
        return ntr(
            "Your policy is looked at every {count} month.", "Your policy is looked at every {count} months.", months
        )

    def _edited(self, name: str) -> None:
        """The review day follows the first day for as long as nobody has typed another."""
        if name != "in_force_from":
            return
        try:
            begins = self.form.day("in_force_from")
        except FieldError:  # half a day is typed: nothing follows from it yet
            return
        proposed = self._defaults.review_after(begins) if begins is not None else None
        if proposed is not None and self._line is None:
            self.form.set_value("review_on", day_text(proposed))

    def _save(self) -> None:
        form, editions = self.form, self.page.desk.office.editions
        new = NewEdition(
            label=form.value("label"),
            in_force_from=form.day("in_force_from"),
            review_on=form.day("review_on"),
            read_again=form.ticked("read_again"),
            note=form.value("note"),
            parent_policy=form.value("parent_policy"),
            local_changes=form.value("local_changes"),
            school_id=UUID(form.value("school_id")) if self._schools else None,
            text=self.text.scan,
        )
        line = self._line

        def keep() -> Edition:
            return editions.add(new) if line is None else editions.change(line.edition.id, new)

        def done(kept: Edition) -> None:
            self._saved(kept)
            self.accept()

        self.work(keep, done)

    def show_failure(self, error: Exception) -> None:
        super().show_failure(error)
        self._section.open_if_wrong()


def _sentence(view: EditionsView, line: EditionLine | None) -> str:
    if line is not None and not line.missing:
        return tr("It is signed: its name, text, first day and local changes stay as they were signed.")
    return view.clauses[Subject.ADOPTION]


class _OneVersionDialog(FormDialog):
    """A dialog about one version, named above its fields."""

    def __init__(
        self, page: Page, line: EditionLine, title: str, action: str, act: Callable[[], None], saved: Saved
    ) -> None:
        super().__init__(page, title, action, act, sentence=tr("Version “{label}”", label=line.edition.label))
        self.line, self._saved = line, saved

    def was_saved(self, kept: Edition) -> None:
        """Close, and say so above the page."""
        self._saved(kept)
        self.accept()


class SignVersionDialog(_OneVersionDialog):
    """The headteacher signs with their own sign-in, after a look at the text."""

    def __init__(self, page: Page, line: EditionLine, saved: Saved) -> None:
        super().__init__(page, line, tr("Sign the policy"), tr("Sign"), self._sign, saved)
        edition = line.edition
        facts = FactList(self.form)
        shown = [
            Fact(
                tr("In force from"),
                day_text(edition.in_force_from) if edition.in_force_from else tr("the day of the later signature"),
            )
        ]
        shown += [Fact(tr("What changed"), edition.note)] if edition.note else []
        shown += [Fact(tr("Adopted from"), edition.parent_policy)] if edition.parent_policy else []
        shown += [Fact(tr("What this school does otherwise"), edition.local_changes)] if edition.local_changes else []
        facts.show_facts(shown)
        self.form.add_widget(facts)
        if edition.text_id is not None:
            button = QPushButton(tr("Look at the text"), self.form)
            button.setAutoDefault(False)
            read = partial(page.desk.office.editions.text, edition.id)
            button.clicked.connect(lambda _on=False: show_kept(page, read, self))
            self.form.add_widget(button)
        else:
            said = tr("No text is kept with this version: read it on paper before you sign.")
            self.form.add_widget(words(said, "quiet", self.form, wrap=True))
        self.form.add_tick("read", tr("I have read this version and adopt it for the school."))
        said = tr("Your name and today’s day are kept with your own sign-in. Nobody else can sign in your place.")
        self.form.add_widget(words(said, "quiet", self.form, wrap=True))
        self.form.saved()

    def _sign(self) -> None:
        if not self.form.ticked("read"):
            self.form.show_error("read", tr("Tick it first: your signature says so."))
            return
        self.work(lambda: self.page.desk.office.editions.sign(self.line.edition.id), self.was_saved)


class SignaturesDialog(_OneVersionDialog):
    """Type in what stands under the printed sheet: one signature or both, each with its day, and the scan."""

    def __init__(self, page: Page, line: EditionLine, view: EditionsView, saved: Saved) -> None:
        super().__init__(page, line, tr("Enter the signatures"), tr("Save"), self._enter, saved)
        edition, form = line.edition, self.form
        on_screen = edition.head_id is not None
        head, chair = view.titles[Duty.HEADTEACHER], view.titles[Duty.CHAIR]
        if on_screen:
            form.add_widget(words(tr("{duty}: {who}", duty=head, who=line.head), "", form, wrap=True))
        self._proposed = {
            "head": "" if on_screen else edition.head_name or view.defaults.head_name,
            "chair": edition.chair_name or view.defaults.chair_name,
        }
        form.add_line("head_name", tr("{duty}: name", duty=head), self._proposed["head"])
        form.add_day("head_on", tr("{duty}: day", duty=head), None if on_screen else edition.head_signed_on)
        form.add_line("chair_name", tr("{duty}: name", duty=chair), self._proposed["chair"])
        form.add_day("chair_on", tr("{duty}: day", duty=chair), edition.chair_signed_on)
        for name in ("head_name", "head_on"):
            form.field(name).setVisible(not on_screen)
        form.field("chair_on").set_hint(
            tr("As it stands on the paper. A line that was not signed yet keeps its day empty.")
        )
        self.scan = ScanField(self)
        form.add_editor(
            "scan", tr("Scan of the signed sheet"), self.scan, hint=tr("Optional: names and days are enough.")
        )
        form.saved()

    def _enter(self) -> None:
        signed = PaperSignatures(
            head=self._signed("head"),
            chair=self._signed("chair"),
            scan=self.scan.scan,
        )
        editions, edition = self.page.desk.office.editions, self.line.edition
        self.work(lambda: editions.enter_signatures(edition.id, signed), self.was_saved)

    def _signed(self, who: str) -> SignedLine:
        """A name that was only proposed is no signature: its day makes it one."""
        name, on = self.form.value(f"{who}_name"), self.form.day(f"{who}_on")
        if on is None and name == self._proposed[who]:
            return NOT_SIGNED
        return SignedLine(name, on)


class PublishedDialog(_OneVersionDialog):
    """Where the policy stands on the website; the day it was looked at is today."""

    def __init__(self, page: Page, line: EditionLine, saved: Saved) -> None:
        super().__init__(page, line, tr("The policy on the website"), tr("Save as looked at today"), self._save, saved)
        self.form.add_line(
            "published_at",
            tr("Address of the page or the document"),
            line.edition.published_at,
            hint=tr("As the browser shows it, beginning with https://. Empty: it is not on the website."),
        )
        self.form.saved()

    def _save(self) -> None:
        address, edition = self.form.value("published_at"), self.line.edition
        self.work(lambda: self.page.desk.office.editions.published(edition.id, address), self.was_saved)
