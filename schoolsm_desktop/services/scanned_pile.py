"""A scanned pile of papers that came home: sorted by their numbers to pupil and round, to slip, to list.

A square says which paper a page is. What stands on it a person reads and types; nothing guesses at ticks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.form_rounds import class_of
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_forms import PaperCode, PaperCodeKind, PhotoForm, meant_code
from schoolsm_desktop.domain.pupils import class_key, sort_key
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.exchange.pile import PageKind, PilePage, page_count, pile_pages, read_pile
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .papers import keep_paper
from .photo_forms import mark_back
from .session import Session, Work

Heard = Callable[[float], object]


class PaperIs(StrEnum):
    """What a page of a pile turned out to be."""

    FORM = "form"
    SLIP = "slip"
    LIST = "list"
    CLOSED = "closed"
    NOT_OURS = "not-ours"
    UNREADABLE = "unreadable"
    BLANK = "blank"


PAPER_IS_WORDS = {
    PaperIs.FORM: "Photo form",
    PaperIs.SLIP: "Slip",
    PaperIs.LIST: "List",
    PaperIs.CLOSED: "Form of photo forms that are closed",
    PaperIs.NOT_OURS: "Not one of ours",
    PaperIs.UNREADABLE: "No square found",
    PaperIs.BLANK: "Empty page",
}


@dataclass(frozen=True, slots=True)
class SortedPage:
    """One page: what it is, of whom or what in words, and the records it belongs to. `number` counts from 1."""

    number: int
    paper: PaperIs
    words: str
    detail: str = ""
    form_ids: tuple[UUID, ...] = ()
    list_id: UUID | None = None
    codes: tuple[str, ...] = ()

    @property
    def may_be_named(self) -> bool:
        """Whether somebody may type the number that stands under its square."""
        return self.paper in (PaperIs.UNREADABLE, PaperIs.NOT_OURS)


@dataclass(frozen=True, slots=True)
class ReadPile:
    """A pile that was read and sorted; nothing is kept of it yet. `pictures` are its pages in grey by number."""

    name: str
    pages: tuple[SortedPage, ...]
    pictures: Mapping[int, bytes] = field(default_factory=dict, repr=False)

    def of(self, paper: PaperIs) -> tuple[SortedPage, ...]:
        """The pages that are such a paper."""
        return tuple(page for page in self.pages if page.paper is paper)


@dataclass(frozen=True, slots=True)
class SortedPile:
    """What became of a pile: forms in the order of its pages, with what was new, and how many lists and pages were kept."""

    form_ids: tuple[UUID, ...]
    new_forms: int
    lists: int
    kept_pages: int
    round_id: UUID | None = None
    """The round of the first form."""


class ScannedPileService:
    """Reads a pile, names pages by hand, and records what came home with it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, path: Path, heard: Heard = lambda _part: None) -> ReadPile:
        """The pages of a PDF or picture, sorted. `heard` gets the part that is done. Nothing is kept.

        Raises NotAllowedError and what exchange.pile raises.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_FORMS)
        untrusted = read_pile(path)
        whole, pages = page_count(untrusted), []
        for page in pile_pages(untrusted):
            pages.append(page)
            heard(page.number / whole)
        with self._session.reading() as uow:
            return ReadPile(
                path.name,
                tuple(_sorted(uow, page.number, page.kind, page.codes) for page in pages),
                {page.number: page.picture for page in pages if page.picture},
            )

    def name_page(self, pile: ReadPile, number: int, typed: str) -> ReadPile:
        """The pile with one page named by the number typed from under its square. Raises FieldError."""
        code = meant_code(typed)
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RUN_FORMS)
            if not code or uow.paper_codes.by_code(code) is None:
                raise FieldError(
                    "code",
                    tr("No paper of this school has that number. Look again at the twelve signs under the square."),
                )
            named = _sorted(uow, number, PageKind.CODED, (code,))
        return replace(pile, pages=tuple(named if page.number == number else page for page in pile.pages))

    def sort(self, pile: ReadPile, *, keep: bool) -> SortedPile:
        """Tick its forms off as back and its lists as come back; with `keep` each form's page stays as its paper.

        Raises NotAllowedError, RuleError.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RUN_FORMS)
            pages = pile.of(PaperIs.FORM)
            form_ids = tuple(dict.fromkeys(form_id for page in pages for form_id in page.form_ids))
            forms = {form.id: form for form in work.uow.photo_forms.some(form_ids)} if form_ids else {}
            before = {form.id for form in forms.values() if form.back_on is not None}
            papers = self._kept(work, pile, pages) if keep else {}
            mark_back(work, [forms[x] for x in form_ids if x in forms], session.today, papers)
            lists = self._lists_back(work, pile) if session.allows(work.uow, Action.RUN_EVENTS) else 0
            if forms or lists:
                work.done()
            first = next((forms[x].round_id for x in form_ids if x in forms), None)
        return SortedPile(form_ids, len(forms.keys() - before), lists, len(set(papers.values())), first)

    def _kept(self, work: Work, pile: ReadPile, pages: Iterable[SortedPage]) -> dict[UUID, UUID]:
        """The paper of each form: the first page it stands on, kept once however many children stand on it."""
        papers: dict[UUID, UUID] = {}
        for page in pages:
            new = [form_id for form_id in page.form_ids if form_id not in papers]
            if new and page.number in pile.pictures:
                name = tr("Page {number} of {pile}.jpg", number=page.number, pile=Path(pile.name).stem)
                paper = keep_paper(work, name, pile.pictures[page.number])
                papers.update(dict.fromkeys(new, paper.id))
        return papers

    def _lists_back(self, work: Work, pile: ReadPile) -> int:
        done = 0
        for list_id in dict.fromkeys(page.list_id for page in pile.of(PaperIs.LIST) if page.list_id):
            copy = work.uow.list_copies.get(list_id)
            if not copy.is_out:
                continue
            kept = work.uow.list_copies.save(
                replace(copy, back_on=self._session.today, back_by=self._session.person_id)
            )
            work.did(Did.LIST_CAME_BACK, Noun.EVENTS, subject_kind="list-copy", subject_id=kept.id, record=kept)
            done += 1
        return done


_KINDS: Mapping[PageKind, PaperIs] = {
    PageKind.FOREIGN: PaperIs.NOT_OURS,
    PageKind.UNREADABLE: PaperIs.UNREADABLE,
    PageKind.BLANK: PaperIs.BLANK,
}
_LOOK_WORDS = {
    PaperIs.NOT_OURS: "Its square is not of this school’s papers.",
    PaperIs.UNREADABLE: "Type the number under the square, or put the paper aside.",
    PaperIs.BLANK: "Nothing is done with it.",
}


def _sorted(uow: UnitOfWork, number: int, kind: PageKind, codes: tuple[str, ...]) -> SortedPage:
    """What a page is, by the numbers on it; several are a form of brothers and sisters."""
    found = [code for code in map(uow.paper_codes.by_code, codes) if code is not None]
    if not found:
        paper = _KINDS.get(kind, PaperIs.NOT_OURS)
        return SortedPage(number, paper, "", tr(_LOOK_WORDS[paper]), codes=codes)
    if forms := [form for code in found if (form := _form(uow, code)) is not None]:
        return _form_page(uow, number, forms, codes)
    return _other_page(uow, number, found[0], codes)


def _form(uow: UnitOfWork, code: PaperCode) -> PhotoForm | None:
    return uow.photo_forms.find(code.record_id) if code.kind is PaperCodeKind.FORM else None


def _form_page(uow: UnitOfWork, number: int, forms: list[PhotoForm], codes: tuple[str, ...]) -> SortedPage:
    of = {form.id: uow.pupils.get(form.pupil_id) for form in forms}
    forms = sorted(forms, key=lambda form: (class_key(class_of(of[form.id])), sort_key(of[form.id])))
    pupils = [of[form.id] for form in forms]
    words = list_text([f"{pupil.name}, {class_of(pupil)}".rstrip(", ") for pupil in pupils])
    asked = uow.form_rounds.get(forms[0].round_id)
    if asked.closed_on is not None:
        detail = tr("{round} was closed on {day}.", round=asked.name, day=day_text(asked.closed_on))
        return SortedPage(number, PaperIs.CLOSED, words, detail, codes=codes)
    back = next((form.back_on for form in forms if form.back_on is not None), None)
    detail = tr("{round}; back since {day}", round=asked.name, day=day_text(back)) if back else asked.name
    return SortedPage(number, PaperIs.FORM, words, detail, tuple(form.id for form in forms), codes=codes)


def _other_page(uow: UnitOfWork, number: int, code: PaperCode, codes: tuple[str, ...]) -> SortedPage:
    if code.kind is PaperCodeKind.LIST and (copy := uow.list_copies.find(code.record_id)) is not None:
        words = tr("List no. {number}, given to {who}", number=copy.number, who=copy.given_to)
        detail = "" if copy.is_out else tr("It is not out any more.")
        return SortedPage(number, PaperIs.LIST, words, detail, list_id=copy.id, codes=codes)
    if code.kind is PaperCodeKind.SLIP:
        check = uow.photo_checks.find(code.record_id)
        words = tr("Slip of photo check {number}", number=check.number) if check else tr("A slip from a colleague")
        detail = tr("Type what stands on it under “Saved checks”.") if check else tr("Type it in as a photo check.")
        return SortedPage(number, PaperIs.SLIP, words, detail, codes=codes)
    return SortedPage(number, PaperIs.NOT_OURS, "", tr(_LOOK_WORDS[PaperIs.NOT_OURS]), codes=codes)


def page_of_pile(pile: ReadPile, form_id: UUID) -> bytes:
    """The picture of the page on which a form stands; empty where the pile has none."""
    number = next((page.number for page in pile.pages if form_id in page.form_ids), 0)
    return pile.pictures.get(number, b"")


__all__ = ["PaperIs", "PilePage", "ReadPile", "ScannedPileService", "SortedPage", "SortedPile", "page_of_pile"]
