"""Papers about photo answers: permissions by class, and what is to be changed in the school's other system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import UNANSWERED
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.exchange.spreadsheet_out import OutSheet, to_xlsx
from schoolsm_desktop.reports import other_system_list as other_paper
from schoolsm_desktop.reports import permissions_by_class as class_paper
from schoolsm_desktop.reports.other_system_list import Change, ClassChanges, OtherSystemFigures
from schoolsm_desktop.reports.permissions_by_class import (
    ClassPermissions,
    MayShow,
    PermissionsFigures,
    PupilPermissions,
)

from .answer_views import ClassLine, class_lines, class_names, of_class, tell_lines
from .paper_maker import PaperMaker, Printed
from .picture_books import read_book
from .register import read_register

_CELL_WORDS = {MayShow.YES: "Yes", MayShow.NO: "No", MayShow.NOT_YET: "No answer yet"}


class PermissionPapers(PaperMaker):
    """Documents about photo answers."""

    def permissions_by_class(self, classes: Sequence[str] | None = None, *, for_office: bool = False) -> Printed:
        """Who may be shown where, a page a class, or all of them. For a teacher yes or no and nothing that says why.

        Raises RuleError where there is no such class, NotAllowedError.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_PUPIL_LISTS)
            book = read_book(self._session, uow)
            register = read_register(self._session, uow)
            title = tr("Permissions by class")
            page = self.page(
                uow,
                register,
                title,
                tr("Who may be shown where"),
                tr("Confidential: shred when a newer one is printed"),
            )
        there = class_names(book)
        chosen = list(there) if classes is None else [name for name in classes if name in there]
        if not chosen:
            raise RuleError(tr("There is no pupil in this class. Nothing was printed."))
        lines = {line.class_name: line for line in class_lines(book)} if for_office else {}
        figures = PermissionsFigures(
            page,
            tr("As it stood on {day}. Answers change: check a picture in the program before it is posted.",
               day=day_text(book.today)),
            tuple(place.name for place in book.places.values()),
            tuple(_class(book, name, lines) for name in chosen),
            for_office,
        )  # fmt: skip
        return self.made("permissions-by-class", title, class_paper.render(figures), _table(title, figures))

    def other_system_list(self) -> Printed:
        """Answers entered here that are to be changed in the other system, by class, with boxes to tick."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_PUPIL_LISTS)
            book = read_book(self._session, uow)
            register = read_register(self._session, uow)
            title = tr("Change these in the other system")
            page = self.page(uow, register, title, tr("Photo answers"))
            lines = tell_lines(book, uow.photo_answers.to_tell())
        name = book.rules.master_name or tr("the other system")
        changes = tuple(
            ClassChanges(
                class_name or tr("Without a class"),
                tuple(Change(x.pupil, x.place_name, x.says, day_text(x.since)) for x in some),
            )
            for class_name, some in groupby(lines, key=lambda x: x.class_name)
        )
        lead = ntr("{count} change to make in {name}.", "{count} changes to make in {name}.", len(lines), name=name)
        return self.made("other-system-list", title, other_paper.render(OtherSystemFigures(page, lead, changes)))


def _class(book: PictureBook, name: str, lines: Mapping[str, ClassLine]) -> ClassPermissions:
    """`lines` tell the office how far each class is; a teacher is given none."""
    line = lines.get(name)
    pupils = tuple(_pupil(book, pupil, for_office=line is not None) for pupil in of_class(book, name))
    note = ""
    if line is not None:
        note = tr(
            "{answered} of {pupils} answered, {asked} forms not returned, {rest} not asked or run out.",
            answered=line.answered,
            pupils=line.pupils,
            asked=line.asked,
            rest=line.not_asked,
        )
    return ClassPermissions(name or tr("Without a class"), pupils, note)


def _pupil(book: PictureBook, pupil: Pupil, *, for_office: bool) -> PupilPermissions:
    cells = []
    for key in book.places:
        standing = book.strictest(pupil.id, key)
        if standing.may:
            cells.append(MayShow.YES)
        else:
            waits = for_office and standing.verdict in UNANSWERED
            cells.append(MayShow.NOT_YET if waits else MayShow.NO)
    return PupilPermissions(pupil.name, tuple(cells))


def _table(title: str, figures: PermissionsFigures) -> bytes:
    headings = (tr("Class"), tr("Pupil"), *figures.places)
    rows = [
        (each.name, pupil.name, *(tr(_CELL_WORDS[cell]) for cell in pupil.cells))
        for each in figures.classes
        for pupil in each.pupils
    ]
    return to_xlsx(OutSheet(title, headings, rows))
