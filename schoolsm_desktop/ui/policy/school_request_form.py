"""The questions of each kind of request as fields of one form; only those of the chosen kind are shown."""

from __future__ import annotations

from collections.abc import Mapping

from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.school_request_questions import QUESTIONS, Answering, RequestQuestion
from schoolsm_desktop.domain.school_requests import KIND_WORDS, RequestKind
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.form import Form

ANOTHER = "another"
"""The value of “Another kind…”."""


class QuestionFields:
    """The fields of every kind that can be asked for, by names that carry kind and question."""

    def __init__(self, form: Form, kinds: tuple[RequestKind, ...]) -> None:
        self._form, self.kinds = form, kinds
        self._headings = {}
        for kind in kinds:
            for asked in QUESTIONS[kind]:
                if asked.answering is Answering.TICKS:
                    heading = words(asked.words, "strong", form, wrap=True)
                    form.add_widget(heading)
                    self._headings[kind] = heading
                self._add(kind, asked)

    def show(self, kind: RequestKind | None) -> None:
        """Show the questions of this kind alone."""
        for each in self.kinds:
            for asked in QUESTIONS[each]:
                for name in _names(each, asked):
                    self._form.field(name).setVisible(each is kind)
            if each in self._headings:
                self._headings[each].setVisible(each is kind)

    def answers(self, kind: RequestKind) -> dict[str, str]:
        """What was answered, by the questions' keys. Raises FieldError for a day that cannot be read."""
        return {asked.key: self._answer(kind, asked) for asked in QUESTIONS[kind]}

    def fill(self, kind: RequestKind, answers: Mapping[str, str]) -> None:
        """Put answers that were given before into the fields."""
        for asked in QUESTIONS[kind]:
            text = answers.get(asked.key, "")
            if asked.answering is Answering.TICKS:
                for key in asked.choices:
                    self._form.set_value(f"{kind.value}.{asked.key}.{key}", "1" if key in text.split() else "")
            elif text:
                self._form.set_value(f"{kind.value}.{asked.key}", text)

    def _answer(self, kind: RequestKind, asked: RequestQuestion) -> str:
        name = f"{kind.value}.{asked.key}"
        if asked.answering is Answering.TICKS:
            return " ".join(key for key in asked.choices if self._form.ticked(f"{name}.{key}"))
        if asked.answering is Answering.DAY:
            day = self._form.day(name)
            return day_text(day) if day is not None else ""
        return self._form.value(name)

    def _add(self, kind: RequestKind, asked: RequestQuestion) -> None:
        form, name = self._form, f"{kind.value}.{asked.key}"
        label, hint = asked.words, asked.hint
        if asked.answering is Answering.TICKS:
            for key, said in asked.answers:
                form.add_tick(f"{name}.{key}", said)
        elif asked.answering is Answering.CHOICE:
            form.add_choice(name, label, list(asked.answers), hint=hint)
        elif asked.answering is Answering.LINES:
            form.add_lines(name, label, hint=hint, needed=asked.required)
        elif asked.answering is Answering.DAY:
            form.add_day(name, label, hint=hint)
        else:
            form.add_line(name, label, hint=hint, needed=asked.required)


def _names(kind: RequestKind, asked: RequestQuestion) -> list[str]:
    name = f"{kind.value}.{asked.key}"
    if asked.answering is Answering.TICKS:
        return [f"{name}.{key}" for key in asked.choices]
    return [name]


def kind_choices(used: tuple[RequestKind, ...]) -> list[tuple[str, str]]:
    """The kinds the policy uses, and the way to the others."""
    choices = [(kind.value, tr(KIND_WORDS[kind])) for kind in used]
    return choices if len(used) == len(RequestKind) else [*choices, (ANOTHER, tr("Another kind…"))]


def other_choices(used: tuple[RequestKind, ...]) -> list[tuple[str, str]]:
    """The kinds the policy does not lead to."""
    return [(kind.value, tr(KIND_WORDS[kind])) for kind in RequestKind if kind not in used]


def at_field(error: Exception, kind: RequestKind) -> Exception:
    """An error about a question, put to the field that asks it."""
    if isinstance(error, FieldError) and any(asked.key == error.field for asked in QUESTIONS[kind]):
        return FieldError(f"{kind.value}.{error.field}", error.sentence)
    return error
