"""Everything that “may we post this picture?” is answered from: pure, so that the answer follows each key and tick."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from .caption_guard import Finder, Finding, Watch, look_through, open_findings
from .caption_names import NameIndex
from .check_draft import PRIVATE, AskedQuestion, CheckAnswer, CheckDraft, Stopper, Why
from .check_questions import asked_questions
from .clauses import Subject
from .photo_answers import Standing, Verdict, office_words, poster_words
from .photo_checks import CheckedWhat, CheckOutcome
from .picture_book import PictureBook
from .picture_places import ACCOUNT, PLATFORM, PicturePlace
from .policy import Profile, clause_words
from .rules import MeansOurAccounts, PostingPupils
from .spoken_names import SpokenRoll
from .wording import list_text, ntr, tr

ONLINE = frozenset({"website", "video", "closed-platform"})
"""Places of the list that are online; every platform and account is."""
MOST_NAMED = 4
"""How many pupils or places one line names."""
_SAID = {
    Verdict.NO: "said no",
    Verdict.WITHDRAWN: "permission was withdrawn",
    Verdict.OBJECTED: "objected",
    Verdict.ASKED: "form not returned: counts as no",
    Verdict.NOT_ASKED: "not asked yet: counts as no",
    Verdict.EXPIRED: "the yes has run out: counts as no",
    Verdict.CHECK_SIGNER: "check who signed",
    Verdict.CONDITION: "yes with a condition: read the form",
    Verdict.LEFT: "has left",
    Verdict.ON_HOLD: "on hold: ask the DSL",
}


@dataclass(frozen=True, slots=True)
class CheckBook:
    """`sees` is whether whoever looks may see the pupils' answers; a poster reads the same words for each no."""

    book: PictureBook
    profile: Profile
    index: NameIndex
    spoken: SpokenRoll
    sees: bool
    telephones: Finder = lambda _text: ()

    def answer(self, draft: CheckDraft) -> CheckAnswer:
        """What is said of `draft`."""
        findings = look_through(draft.caption, draft.file_name, draft.description, self._watch(draft))
        questions = asked_questions(self.profile, draft)
        return replace(self._decided(draft, findings, questions), findings=findings, questions=questions)

    def words_of(self, standing: Standing) -> str:
        """An answer in the words of whoever looks."""
        return office_words(standing) if self.sees else poster_words(standing)

    def barred(self, place: str) -> str:
        """Why the policy keeps pictures of pupils from a place; "" where it does not (PRACTICE 32)."""
        rules = self.profile.rules
        if place == PRIVATE:
            return tr("Pictures of pupils go on the school’s own accounts, never on somebody’s private one.")
        if rules.posting_pupils is not PostingPupils.NEVER or not is_online(place):
            return ""
        if rules.means_our_accounts is MeansOurAccounts.NOT_MEANT:
            return ""
        if rules.means_our_accounts is MeansOurAccounts.MEANT:
            return tr("Your policy says never, and the headteacher has said that our own accounts are meant too.")
        return tr(
            "Your policy says that colleagues never post pupils. The headteacher must say once whether our own accounts "
            "are meant; until then each check stops."
        )

    def needs_second(self, place: str) -> bool:
        """Whether somebody else confirms a picture for a place, or for where it also goes to from there."""
        places = self.book.places
        return any(places[key].second_person for key in self.book.whole_way(place))

    # How it is decided: the first of these that has something to say

    def _decided(
        self, draft: CheckDraft, findings: tuple[Finding, ...], questions: tuple[AskedQuestion, ...]
    ) -> CheckAnswer:
        if draft.place != PRIVATE and draft.place not in self.book.places:
            return _waiting(Why.NO_PLACE, tr("Where will it be posted?"), tr("Choose a place first."))
        if draft.what is not CheckedWhat.WORDS and not draft.pupils and not draft.nobody:
            return _waiting(
                Why.NOBODY_YET,
                tr("Who can be seen?"),
                tr("Tick every pupil in the picture, or say that nobody can be recognised."),
            )
        return (
            self._by_policy(draft)
            or self._by_pupils(draft)
            or self._by_words(draft, findings)
            or self._by_questions(draft, questions)
            or self._by_second(draft)
            or self._good(draft)
        )

    def _by_policy(self, draft: CheckDraft) -> CheckAnswer | None:
        why = self.barred(draft.place) if draft.shows_pupils or draft.place == PRIVATE else ""
        if not why:
            return None
        return self._stopped(draft, Why.POLICY, why, clause=clause_words(self.profile, Subject.POSTING_PUPILS))

    def _by_pupils(self, draft: CheckDraft) -> CheckAnswer | None:
        if not draft.shows_pupils:
            return None
        stopping = self.book.stopping(draft.pupils, draft.place)
        if not stopping:
            return None
        count, total = len(stopping), len(draft.pupils)
        place = self.place_name(draft.place)
        said = ntr(
            "{count} of {total} pupils has no permission for {place}",
            "{count} of {total} pupils have no permission for {place}",
            count,
            total=total,
            place=place,
        )
        stoppers = tuple(Stopper(p, self.book.pupils[p].name, self._stops(s)) for p, s in stopping.items())
        return replace(
            self._stopped(draft, Why.PUPILS, said),
            stoppers=stoppers,
            spoken=self._spoken_no(draft, [each.name for each in stoppers]),
        )

    def _by_words(self, draft: CheckDraft, findings: tuple[Finding, ...]) -> CheckAnswer | None:
        waiting = open_findings(findings, {key for key, _said in draft.words_meant})
        if not waiting:
            return None
        shown = list_text([f"“{f.text}”" for f in waiting[:MOST_NAMED]])
        return self._stopped(draft, Why.CAPTION, tr("Look at the words first: {words}.", words=shown))

    def _by_questions(self, draft: CheckDraft, questions: tuple[AskedQuestion, ...]) -> CheckAnswer | None:
        waiting = len([question for question in questions if not question.answer])
        if not waiting:
            return None
        still = ntr("{count} question is still to be answered", "{count} questions are still to be answered", waiting)
        return self._stopped(draft, Why.QUESTIONS, tr("{good} {still}.", good=self._agreed(draft), still=still))

    def _by_second(self, draft: CheckDraft) -> CheckAnswer | None:
        if draft.what is CheckedWhat.WORDS or not self.needs_second(draft.place):
            return None
        said = tr("For {place} a second person looks too.", place=self.place_name(draft.place))
        why = f"{self._agreed(draft)} {said}"
        return CheckAnswer(
            CheckOutcome.WAITS,
            Why.SECOND,
            tr("Save it for a second person"),
            why,
            tr("Not yet: a second person looks at it first."),
        )

    def _good(self, draft: CheckDraft) -> CheckAnswer:
        place = self.place_name(draft.place)
        return CheckAnswer(
            CheckOutcome.MAY_POST,
            Why.GOOD,
            tr("Post it"),
            self._agreed(draft),
            tr("Post it: {place}. {why}", place=place, why=self._agreed(draft)),
        )

    # Words

    def _stopped(self, draft: CheckDraft, reason: Why, why: str, *, clause: str = "") -> CheckAnswer:
        words_alone = draft.what is CheckedWhat.WORDS
        headline = {
            CheckedWhat.PICTURE: tr("Do not post this picture yet"),
            CheckedWhat.VIDEO: tr("Do not post this film yet"),
            CheckedWhat.WORDS: tr("Do not post this yet"),
        }[draft.what]
        could = self._could_go(draft) if reason in (Why.POLICY, Why.PUPILS) and not words_alone else ()
        spoken = tr("Not this one: {why}", why=why) if words_alone else tr("Not this picture: {why}", why=why)
        return CheckAnswer(
            CheckOutcome.STOPPED,
            reason,
            headline,
            why,
            spoken,
            clause=clause,
            advice=tr("Use another picture, or crop it and drop the new file.") if reason is Why.PUPILS else "",
            could_go=tuple(place.key for place in could),
            could_go_words=self._could_words(draft, could),
        )

    def _stops(self, standing: Standing) -> str:
        return tr(_SAID[standing.verdict]) if self.sees else poster_words(standing).lower()

    def _agreed(self, draft: CheckDraft) -> str:
        if draft.what is CheckedWhat.WORDS:
            return tr("No picture: nobody has to agree.")
        if not draft.pupils:
            return tr("No pupil can be recognised.")
        return ntr("The pupil in it may be shown.", "All {count} pupils in it may be shown.", len(draft.pupils))

    def _spoken_no(self, draft: CheckDraft, names: list[str]) -> str:
        shown = [*names[:MOST_NAMED], *([tr("others")] if len(names) > MOST_NAMED else [])]
        could = self._could_go(draft)
        said = tr("Not this picture: {names}.", names=list_text(shown))
        if could:
            said += " " + tr("It could go here: {places}.", places=list_text([p.name for p in could[:MOST_NAMED]]))
        return said

    def _could_go(self, draft: CheckDraft) -> tuple[PicturePlace, ...]:
        if not draft.pupils:
            return ()
        return tuple(
            place
            for place in self.book.could_go(draft.pupils)
            if place.key != draft.place and not any(self.barred(key) for key in self.book.whole_way(place.key))
        )

    def _could_words(self, draft: CheckDraft, could: Collection[PicturePlace]) -> str:
        if not could:
            return ""
        return ntr(
            "It could go here, where this pupil may be shown: {places}.",
            "It could go here, where all {count} pupils may be shown: {places}.",
            len(draft.pupils),
            places=list_text([place.name for place in could]),
        )

    def place_name(self, place: str) -> str:
        """A place as it is called."""
        known = self.book.places.get(place)
        return known.name if known else tr("a private account")

    def _watch(self, draft: CheckDraft) -> Watch:
        return Watch(
            self.index,
            self.book.today,
            frozenset(draft.pupils),
            draft.what is not CheckedWhat.WORDS,
            self.profile.rules.names,
            self.telephones,
        )


def is_online(place: str) -> bool:
    """Whether a place can be seen on the internet."""
    return place.startswith((PLATFORM, ACCOUNT)) or place in ONLINE or place == PRIVATE


def verdict_pairs(book: PictureBook, draft: CheckDraft) -> tuple[tuple[str, str], ...]:
    """What is kept of each pupil with a check; about a private account nobody is ever asked."""
    if draft.place not in book.places:
        return tuple((pupil_id.hex, Verdict.NOT_ASKED.value) for pupil_id in draft.pupils)
    return tuple((p.hex, book.strictest(p, draft.place).verdict.value) for p in draft.pupils)


def place_choices(places: Mapping[str, PicturePlace]) -> tuple[tuple[str, str], ...]:
    """Key and name of every place, somebody's own account last: it is asked about, and always stops."""
    return (*((key, place.name) for key, place in places.items()), (PRIVATE, tr("Somebody’s private account")))


def _waiting(reason: Why, headline: str, why: str) -> CheckAnswer:
    return CheckAnswer(None, reason, headline, why, headline)
