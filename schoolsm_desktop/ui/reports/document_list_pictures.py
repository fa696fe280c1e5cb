"""Pupils and pictures: permissions, events, photo checks, what was published, agreements."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr

from .document import Document, Purpose


def _classes(which: str) -> list[str] | None:
    """None for every class."""
    from schoolsm_desktop.services.printed_shelf import EVERY_CLASS

    return [which] if which and which != EVERY_CLASS else None


def picture_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return (
        Document(
            Purpose.PUPILS,
            "permissions-by-class",
            tr("Photo permissions by class"),
            tr("Who may be shown where, a page a class: yes or no, and nothing that says why. Also as a table."),
            tr("Class teachers, office"),
            Action.PRINT_PUPIL_LISTS,
            which=tr("Which class"),
            none_yet=tr("No pupil is on the roll yet. Bring the pupils in on the page “Photo permissions”."),
            make=lambda printing, which: printing.permissions_by_class(_classes(which)),
        ),
        Document(
            Purpose.PUPILS,
            "form-chase-list",
            tr("Photo forms not back"),
            tr("Whose photo form is missing, a page for each class. Nothing of what was answered before."),
            tr("Class teachers, the gate"),
            Action.RUN_FORMS,
            which=tr("Which photo forms"),
            none_yet=tr("No photo forms went out yet. Begin them on the page “Photo permissions”."),
            make=lambda printing, which: printing.form_chase_list(UUID(which)),
        ),
        Document(
            Purpose.PUPILS,
            "other-system-list",
            tr("Change these in the other system"),
            tr("Photo answers entered here that the other system is still to be told, with boxes to tick."),
            tr("Office"),
            Action.PRINT_PUPIL_LISTS,
            make=lambda printing, _which: printing.other_system_list(),
        ),
        Document(
            Purpose.PUPILS,
            "event-pack",
            tr("Event pack"),
            tr("Rule of the day, who sits where, what to do, the numbered do-not-photograph list, the notice."),
            tr("Whoever leads an event"),
            Action.RUN_EVENTS,
            which=tr("For which event"),
            none_yet=tr("No event is coming whose list has a holder. Add one on the page “Photo permissions”."),
            make=lambda printing, which: printing.pack_of(UUID(which)),
        ),
        Document(
            Purpose.PUPILS,
            "do-not-photograph",
            tr("Do not photograph"),
            tr("A numbered list for an event: class and name of who must not be in a picture. Nothing of why."),
            tr("Whoever holds the list, photographers"),
            Action.RUN_EVENTS,
            which=tr("For which event"),
            none_yet=tr("No event is coming whose list has a holder. Add one on the page “Photo permissions”."),
            make=lambda printing, which: printing.event_list(UUID(which)),
        ),
        Document(
            Purpose.PUPILS,
            "event-notice",
            tr("Notice for the door"),
            tr("What visitors may photograph, in large type, in the words of your policy."),
            tr("Visitors"),
            Action.RUN_EVENTS,
            which=tr("For which event"),
            none_yet=tr("No event with visitors is coming. Add one on the page “Photo permissions”."),
            make=lambda printing, which: printing.event_notice(UUID(which)),
        ),
        Document(
            Purpose.PUPILS,
            "photo-slip",
            tr("Slip of a photo check"),
            tr("What was checked, what it came to and who looked, with a line for a second person."),
            tr("The file, a second person"),
            Action.CHECK_PHOTOS,
            which=tr("Which check"),
            none_yet=tr("No photo check was saved yet. Make one on the page “Photo permissions”."),
            make=lambda printing, which: printing.photo_slip(UUID(which)),
        ),
        Document(
            Purpose.PUPILS,
            "blank-slips",
            tr("Slips for a photo check, blank"),
            tr("Four to a page: where, who is in it, school device, asked by. The office types them in."),
            tr("Colleagues without a sign-in"),
            Action.CHECK_PHOTOS,
            make=lambda printing, _which: printing.blank_slips(),
        ),
        Document(
            Purpose.PUPILS,
            "published-list",
            tr("What was published"),
            tr(
                "Everything that is out: where, since when, how many pupils can be seen, and when it is looked at again."
            ),
            tr("Headteacher, governors, inspectors"),
            Action.PRINT_PUPIL_LISTS,
            make=lambda printing, _which: printing.published_list(),
        ),
        Document(
            Purpose.PUPILS,
            "removal-sheet",
            tr("Pictures to take down"),
            tr("Every place where one pupil can be seen, to be ticked off, and who did it."),
            tr("Whoever takes pictures down"),
            Action.PRINT_PUPIL_LISTS,
            which=tr("Which search"),
            none_yet=tr("Nothing is to be taken down. A search begins on the page “Photo permissions”."),
            make=lambda printing, which: printing.removal_sheet(UUID(which)),
        ),
        Document(
            Purpose.PUPILS,
            "agreement-sheet",
            tr("Agreements of a class, blank"),
            tr("Lines to tick for a class: given out, back. No name is printed."),
            tr("Class teachers"),
            Action.TICK_LESSONS,
            make=lambda printing, _which: printing.agreement_sheet(""),
        ),
        Document(
            Purpose.PUPILS,
            "agreement-tally",
            tr("Agreements by class"),
            tr("How many agreements of pupils and parents are back in each class. No name."),
            tr("Headteacher, governors"),
            Action.TICK_LESSONS,
            make=lambda printing, _which: printing.agreement_tally(),
        ),
    )
