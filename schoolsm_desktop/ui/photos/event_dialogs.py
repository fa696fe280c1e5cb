"""The dialogs of events: make or change one, write down that its rule was broken, and when the headteacher was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.events import EVENT_KIND_WORDS, Event, EventBreach, EventKind
from schoolsm_desktop.domain.rule_words import CHOICE_WORDS
from schoolsm_desktop.domain.rules import VisitorPictures
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.event_views import EventsView
from schoolsm_desktop.services.events import NewBreach
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.tick_boxes import TickBoxes
from schoolsm_desktop.ui.pages import Page

Pairs = tuple[tuple[str, str], ...]


def class_key(name: str) -> str:
    """A class as a box to tick keeps it: without spaces."""
    return "·".join(name.split())


def class_boxes(classes: Iterable[str], ticked: Iterable[str]) -> TickBoxes:
    """A box for each class; one that is ticked and no longer on the roll stays."""
    names = dict.fromkeys((*classes, *ticked))
    return TickBoxes([(class_key(name), name) for name in names], [class_key(name) for name in ticked])


def classes_ticked(value: str, classes: Iterable[str]) -> tuple[str, ...]:
    """The classes whose boxes are ticked."""
    ticked = set(value.split())
    return tuple(name for name in classes if class_key(name) in ticked)


def place_boxes(view: EventsView, ticked: Iterable[str]) -> TickBoxes:
    """A box for each place."""
    return TickBoxes([(place.key, place.name) for place in view.places], tuple(ticked))


class EventDialog(FormDialog):
    """An event, a trip or a photographer's day. Only its name and day are needed; the rule is your policy's."""

    def __init__(self, page: Page, view: EventsView, event: Event | None, kept: Callable[[Event], object]) -> None:
        title = tr("Change the event") if event else tr("New event")
        super().__init__(page, title, tr("Save"), self._save, wide=True)
        self._view, self._event, self._kept = view, event, kept
        form = self.form
        form.add_line("name", tr("What"), event.name if event else "", needed=True)
        form.add_choice(
            "kind",
            tr("What kind"),
            [(kind.value, tr(EVENT_KIND_WORDS[kind])) for kind in EventKind],
            event.kind.value if event else EventKind.EVENT.value,
        )
        form.add_day("on", tr("Day"), event.on if event else None, needed=True)
        form.add_day("until", tr("Last day"), event.until if event else None, hint=tr("Empty: one day."))
        form.add_line("where", tr("Where"), event.where if event else "")
        self._classes = tuple(dict.fromkeys((*view.classes, *(event.class_names if event else ()))))
        form.add_editor(
            "classes",
            tr("Classes"),
            class_boxes(self._classes, event.class_names if event else ()),
            hint=tr("None ticked: the whole school."),
        )
        form.add_editor("places", tr("Our own pictures go to"), place_boxes(view, event.place_keys if event else ()))
        people = [(str(p.id), p.name, p.job_title) for p in view.people]
        form.add_search("holder_id", tr("Who holds the list"), people, str(event.holder_id or "") if event else "")
        form.add_line(
            "holder_name",
            tr("Or somebody from outside"),
            event.holder_name if event else "",
            hint=tr("A photographer, for example."),
        )
        self._add_rule(view, event)
        form.saved()

    def _add_rule(self, view: EventsView, event: Event | None) -> None:
        form, rule = self.form, view.rule
        visitors = event.visitors if event else rule.visitors
        form.add_heading(tr("Rule of the day"))
        form.add_choice(
            "visitors",
            tr("Visitors"),
            [(each.value, tr(CHOICE_WORDS["events.visitors", each.value])) for each in VisitorPictures],
            visitors.value,
            hint=view.clause,
        )
        staff = event.may_record_staff if event else rule.may_record_staff
        form.add_tick("may_record_staff", tr("Visitors may record colleagues"), staff, hint=view.clause)
        form.add_lines(
            "notice",
            tr("Other words on the notice for the door"),
            event.notice if event else "",
            hint=tr("Empty: the words of your policy, or plain ones where the rule differs from it."),
            lines=2,
        )
        form.add_lines("seating", tr("Who sits and stands where"), event.seating if event else "", lines=2)
        form.add_lines("note", tr("Note"), event.note if event else "", lines=2)

    def _save(self) -> None:
        form, office, before = self.form, self.page.desk.office.events, self._event
        on = form.day("on")
        if on is None:
            return
        holder = form.value("holder_id")
        values: dict[str, object] = {
            "name": form.value("name"),
            "kind": EventKind(form.value("kind")),
            "on": on,
            "until": form.day("until"),
            "where": form.value("where"),
            "classes": _pairs(classes_ticked(form.value("classes"), self._classes)),
            "places": _pairs(form.value("places").split()),
            "holder_id": UUID(holder) if holder else None,
            "holder_name": form.value("holder_name"),
            "visitors": VisitorPictures(form.value("visitors")),
            "may_record_staff": form.ticked("may_record_staff"),
            "notice": form.value("notice"),
            "seating": form.value("seating"),
            "note": form.value("note"),
        }
        self.work(lambda: office.save(replace(before or office.blank(), **values)), self._saved)  # type: ignore[arg-type]  # typed by its fields

    def _saved(self, event: Event) -> None:
        self.accept()
        self._kept(event)


def _pairs(keys: Iterable[str]) -> Pairs:
    return tuple((key, "") for key in keys)


class BreachDialog(FormDialog):
    """The event's rule was broken: what happened, whether the headteacher knows, what was done (valence:events-3)."""

    def __init__(self, page: Page, event: Event, head: str, kept: Callable[[EventBreach], object]) -> None:
        super().__init__(
            page,
            tr("The rule was broken"),
            tr("Save"),
            self._save,
            sentence=tr(
                "{event}. Where an adult may have harmed a child, or a child on hold can be seen, tell the safeguarding "
                "lead first and write nothing here but the day.",
                event=event.name,
            ),
        )
        self._event, self._kept = event, kept
        form = self.form
        form.add_lines("words", tr("What happened"), needed=True, hint=tr("Name no child."))
        form.add_day(
            "told_head_on", tr("The {head} was told on", head=head), hint=tr("Empty: not yet. Today reminds of it.")
        )
        form.add_lines("what_was_done", tr("What was done"), lines=2)

    def _save(self) -> None:
        form = self.form
        breach = NewBreach(self._event.id, form.value("words"), form.day("told_head_on"), form.value("what_was_done"))
        self.work(lambda: self.page.desk.office.events.broken(breach), self._saved)

    def _saved(self, breach: EventBreach) -> None:
        self.accept()
        self._kept(breach)


class ToldHeadDialog(FormDialog):
    """When the headteacher was told of a breach, and what was done then."""

    def __init__(self, page: Page, breach: EventBreach, head: str, kept: Callable[[EventBreach], object]) -> None:
        title = tr("The {head} was told", head=head)
        super().__init__(page, title, tr("Save"), self._save, sentence=breach.words)
        self._breach, self._kept = breach, kept
        self.form.add_day("told_head_on", tr("Told on"), page.desk.today(), needed=True)
        self.form.add_lines("what_was_done", tr("What was done"), breach.what_was_done, lines=2)
        self.form.saved()

    def _save(self) -> None:
        form, breach = self.form, self._breach
        on = form.day("told_head_on")
        if on is None:
            raise FieldError("told_head_on", tr("A day is needed."))
        done = form.value("what_was_done")
        office = self.page.desk.office.events
        self.work(lambda: office.told_head(breach.id, on, done, breach.revision), self._saved)

    def _saved(self, breach: EventBreach) -> None:
        self.accept()
        self._kept(breach)
