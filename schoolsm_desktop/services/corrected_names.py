"""A name that is corrected throughout is corrected in what was written down with it too (PRACTICE 15).

Whole names only: a first name or a surname alone is other people’s too, and nobody is guessed from one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.photo_checks import PhotoCheck
from schoolsm_desktop.domain.posts import Post

from .changes import Noun
from .published import keep_post
from .session import Work


def correct_words(work: Work, pupil_id: UUID, gone: Collection[str], name: str) -> None:
    """Put `name` where a photo check, a post, a picture to take down or a letter holds one of the names that are gone.

    What it says about other pupils stays, and so does every answer.
    """
    words = [old for old in gone if " " in old]
    if not words:
        return
    longest_first = sorted(words, key=len, reverse=True)
    old = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    said = _Correction(old, name)
    for check in work.uow.photo_checks.all():
        if (told := _check(check, said)) != check:
            kept = work.uow.photo_checks.save(told)
            work.did(Did.CHECK_CHANGED, Noun.PHOTO_CHECKS, subject_kind="photo-check", subject_id=kept.id, record=kept)
    for post in work.uow.posts.all():
        if (told_post := _post(post, said)) != post:
            keep_post(work, told_post, Did.POST_CHANGED)
    _correct_removals(work, pupil_id, said)


class _Correction:
    """Puts the right name in the place of every other."""

    def __init__(self, old: re.Pattern[str], name: str) -> None:
        self._old, self._name = old, name

    def __call__(self, text: str) -> str:
        return self._old.sub(lambda _found: self._name, text)


def _check(check: PhotoCheck, said: _Correction) -> PhotoCheck:
    return replace(
        check,
        caption=said(check.caption),
        others_in_it=said(check.others_in_it),
        picture_name=said(check.picture_name),
        questions=tuple((key, said(answer)) for key, answer in check.questions),
        found=tuple((said(key), said(answer)) for key, answer in check.found),
    )


def _post(post: Post, said: _Correction) -> Post:
    copies = tuple((said(who), day) for who, day in post.copies)
    return replace(post, title=said(post.title), note=said(post.note), originals=said(post.originals), copies=copies)


def _correct_removals(work: Work, pupil_id: UUID, said: _Correction) -> None:
    """The lines of every search, and the letters about a search for this pupil’s pictures."""
    uow = work.uow
    for task in uow.removal_tasks.all():
        told = replace(task, words=said(task.words), note=said(task.note))
        if told != task:
            kept = uow.removal_tasks.save(told)
            work.did(Did.REMOVAL_LINE_DONE, Noun.REMOVALS, subject_kind="removal-task", subject_id=kept.id, record=kept)
    searches = {removal.id for removal in uow.removals.of_pupils([pupil_id])}
    for letter in uow.letters.all():
        if letter.about_id not in searches or letter.sealed:
            continue
        written = replace(letter, text=said(letter.text), recipient=said(letter.recipient))
        if written != letter:
            uow.letters.tell_anew(written)
            work.did(Did.LETTER_CHANGED, Noun.LETTERS, subject_kind="letter", subject_id=letter.id, record=written)
