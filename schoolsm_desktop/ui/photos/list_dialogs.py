"""The dialogs of numbered lists: who must not be photographed, the event pack, class photographs; and a list that is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from schoolsm_desktop.domain.events import Event, EventKind, EventState, ListCopy, ListCopyKind, shred_day
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr
from schoolsm_desktop.services.event_views import CopyLine, EventLine, EventsView
from schoolsm_desktop.services.list_copies import NewList
from schoolsm_desktop.services.paper_maker import Printed
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Page

from .event_dialogs import class_boxes, class_key, classes_ticked, place_boxes

LIST, PACK, CLASSES = "list-new", "event-pack", "class-clearance"
LIST_TITLE_WORDS = {
    LIST: "Do-not-photograph list",
    PACK: "Event pack",
    CLASSES: "Class photograph: who may be in it",
}
TOGETHER = "class-photograph"


class ListDialog(FormDialog):
    """What a numbered list is of, who gets it, until when; it says beforehand how many children stand on it.

    `line` fills it from an event, `copy` from a list that is printed anew.
    """

    def __init__(
        self, page: Page, view: EventsView, paper: str, line: EventLine | None = None, copy: CopyLine | None = None
    ) -> None:
        super().__init__(page, tr(LIST_TITLE_WORDS[paper]), tr("Make it"), self._make, wide=True)
        self._view, self._paper = view, paper
        self._days = {str(x.event.id): x for x in view.lines}
        form = self.form
        form.add_choice("event", tr("For"), self._events(paper), str(line.event.id) if line else "")
        self._classes = view.classes
        form.add_editor("places", tr("Pictures may go to"), place_boxes(view, ()))
        form.field("places").setVisible(paper != CLASSES)
        form.add_editor(
            "classes", tr("Classes"), class_boxes(view.classes, ()), hint=tr("None ticked: the whole school.")
        )
        form.add_line("given_to", tr("Who gets it"), needed=True, hint=tr("Whoever holds it, or the photographer."))
        form.add_search(
            "second_id",
            tr("Second person, who looks at it first"),
            [(str(p.id), p.name, p.job_title) for p in view.people if p.id != page.desk.office.person_id],
            hint=tr("For press, prospectus and outside photographers; the name stands on the list."),
        )
        form.add_day("shred_by", tr("Back or shredded by"), needed=True)
        self._follows = self.add_what_follows()
        form.edited.connect(self._edited)
        if copy is not None:
            self._fill_from_copy(copy.copy)
        else:
            self._fill(line)
        self._ask()
        form.saved()

    def _events(self, paper: str) -> list[tuple[str, str]]:
        coming = [x for x in self._view.lines if x.state in (EventState.NOW, EventState.COMING)]
        found = [(str(x.event.id), tr("{event}, {day}", event=x.event.name, day=day_text(x.event.on))) for x in coming]
        return found if paper == PACK else [("", tr("No event: the classes below")), *found]

    def _edited(self, name: str) -> None:
        if name == "event":
            self._fill(self._days.get(self.form.value("event")))
        if name in ("event", "places", "classes"):
            self._ask()

    def _fill(self, line: EventLine | None) -> None:
        event = line.event if line else None
        self._put(event, event.place_keys if event else (), event.class_names if event else ())
        if line is not None:
            self.form.set_value("given_to", line.holder)

    def _fill_from_copy(self, copy: ListCopy) -> None:
        line = self._days.get(str(copy.event_id))
        if line is not None and self._offers(line.event):
            self.form.set_value("event", str(line.event.id))
        self._put(line.event if line else None, copy.place_keys, copy.class_names)
        self.form.set_value("given_to", copy.given_to)
        self.form.set_value("second_id", str(copy.second_id or ""))

    def _offers(self, event: Event) -> bool:
        return any(str(event.id) == key for key, _ in self._events(self._paper))

    def _put(self, event: Event | None, places: Sequence[str], classes: Sequence[str]) -> None:
        form = self.form
        if self._paper == CLASSES:
            places = (TOGETHER,)
        form.set_value("places", " ".join(places))
        form.set_value("classes", " ".join(class_key(name) for name in classes))
        form.set_value("shred_by", day_text(shred_day(event, self._view.shred_days, self.page.desk.today())))

    def _ask(self) -> None:
        places = self._places()
        second = any(place.second_person for place in self._view.places if place.key in places)
        self.form.field("second_id").setVisible(second)
        if not places:
            self._follows.show_sentences(())
            return
        event, classes, office = self._event_id(), self._ticked(), self.page.desk.office.events

        def count() -> list[str]:
            found = office.list_for(event, classes, places)
            if not found.total:
                return [tr("Nobody is on the roll in these classes.")]
            said = ntr("{count} child stands on it", "{count} children stand on it", len(found.stopped))
            lines = [tr("{count}, of {all}.", count=said, all=str(found.total))]
            whole = [group.name for group in found.classes if group.is_whole]
            if whole:
                lines.append(tr("Whole classes: {classes}.", classes=list_text(whole)))
            return lines

        self._follows.ask(count)

    def _places(self) -> tuple[str, ...]:
        return tuple(self.form.value("places").split())

    def _ticked(self) -> tuple[str, ...]:
        return classes_ticked(self.form.value("classes"), self._classes)

    def _event_id(self) -> UUID | None:
        event = self.form.value("event")
        return UUID(event) if event else None

    def _make(self) -> None:
        form, printing = self.form, self.page.desk.office
        second = form.value("second_id") if not form.field("second_id").isHidden() else ""
        new = NewList(
            given_to=form.value("given_to"),
            places=self._places(),
            classes=self._ticked(),
            kind=ListCopyKind.CLASS_PHOTOGRAPH if self._paper == CLASSES else ListCopyKind.DO_NOT_PHOTOGRAPH,
            event_id=self._event_id(),
            shred_by=form.day("shred_by"),
            second_id=UUID(second) if second else None,
        )

        def make() -> Printed:
            if self._paper == PACK:
                return printing.printing.event_pack(new)
            if self._paper == CLASSES:
                return printing.printing.class_photograph(new)
            return printing.printing.do_not_photograph(new)

        self.work(make, self._made)

    def _made(self, document: Printed) -> None:
        self.accept()
        self.page.desk.preview(document)


class LostDialog(FormDialog):
    """A numbered list that nobody finds: what was looked for, and who hears of it today (PRACTICE 12)."""

    def __init__(self, page: Page, line: CopyLine, kept: Callable[[ListCopy], object]) -> None:
        copy = line.copy
        count = ntr(
            "The name of {count} child stands on it.", "The names of {count} children stand on it.", len(copy.pupils)
        )
        super().__init__(
            page,
            tr("List no. {number} is lost", number=str(copy.number)),
            tr("Save"),
            self._save,
            sentence=tr(
                "{count} Tell the data protection officer and the headteacher today: whether it is reported is decided "
                "within 72 hours of when somebody in school first knew.",
                count=count,
            ),
        )
        self._copy, self._kept = copy, kept
        self.form.add_lines("note", tr("Where it was last, who has looked, who was told"), needed=True)
        self.form.add_day("on", tr("Lost on"), page.desk.today(), needed=True)
        self.form.saved()

    def _save(self) -> None:
        note, on, copy_id = self.form.value("note"), self.form.day("on"), self._copy.id
        self.work(lambda: self.page.desk.office.list_copies.lost(copy_id, note, on), self._saved)

    def _saved(self, copy: ListCopy) -> None:
        self.accept()
        self._kept(copy)


def wants_clearance(event: Event) -> bool:
    """Whether class photographs are taken there."""
    return event.kind is EventKind.PHOTOGRAPHER
