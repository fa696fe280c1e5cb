"""How the window looks for the person signed in: colours, text size, motion; at once, and at the next sign-in."""

from __future__ import annotations

from typing import Any

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.appearance import KEY, SIZES, SYSTEM, Appearance
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.form import Form
from schoolsm_desktop.ui.parts import Part, PartedPage

SCHEME_WORDS = {SYSTEM: "As the PC is set", "light": "Light", "dark": "Dark"}


class AppearancePart(Part):
    """Everybody has this part; it changes nobody else's window."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self._reading = True
        card = Card()
        card.add(
            words(
                tr("For you alone, on every PC on which you sign in. Before a sign-in the window is as the PC is set."),
                "quiet",
                card,
                wrap=True,
            )
        )
        self.form = Form(card)
        schemes = [(key, tr(SCHEME_WORDS[key])) for key in SCHEME_WORDS]
        self.form.add_choice("scheme", tr("Colours"), schemes)
        sizes = [(str(size), tr("{size} %", size=size)) for size in SIZES]
        self.form.add_choice("text", tr("Text size"), sizes, hint=tr("100 % is the text size of the PC."))
        self.form.add_tick("less_motion", tr("Less motion"), hint=tr("Nothing blinks, slides or runs along a line."))
        self.form.edited.connect(lambda _name: self._changed())
        card.add(self.form)
        card.fill()
        self.column.addWidget(card)
        self.column.addStretch(1)

    def reload(self) -> None:
        self._reading = True
        self.read(self.page.desk.office.preferences.all, self._show)

    def _show(self, kept: dict[str, Any]) -> None:
        found = Appearance.of(kept) or Appearance()
        self.form.set_value("scheme", found.scheme)
        self.form.set_value("text", str(found.text))
        self.form.set_value("less_motion", "1" if found.less_motion else "")
        self._reading = False

    def _changed(self) -> None:
        if self._reading:
            return
        chosen = Appearance(self.form.value("scheme"), int(self.form.value("text")), self.form.ticked("less_motion"))
        preferences = self.page.desk.office.preferences
        # Kept first and put on then: a window made anew reads what was kept.
        self.page.work(lambda: preferences.put({KEY: chosen.kept()[KEY]}), lambda _done: chosen.apply())
