"""How somebody likes the window: light or dark, how large the text is, how much moves. Kept with their preferences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from schoolsm_desktop.ui.theme import Scheme, theme

KEY: Final = "appearance"
SYSTEM: Final = "system"
SIZES: Final = (100, 110, 125, 150, 175, 200)
_SCHEMES: Final = {"light": Scheme.LIGHT, "dark": Scheme.DARK}


@dataclass(frozen=True, slots=True)
class Appearance:
    """`scheme` is "system", "light" or "dark"; `text` is in per cent of the system's text."""

    scheme: str = SYSTEM
    text: int = 100
    less_motion: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Appearance | None:
        """What was kept among the preferences; None for nothing, or for what no version of this program wrote."""
        value = kept.get(KEY)
        if not isinstance(value, Mapping):
            return None
        scheme, text = value.get("scheme"), value.get("text")
        if scheme not in (SYSTEM, *_SCHEMES) or text not in SIZES:
            return None
        return cls(str(scheme), int(text), value.get("less_motion") is True)

    def kept(self) -> dict[str, Any]:
        """As it stands among the preferences."""
        return {KEY: {"scheme": self.scheme, "text": self.text, "less_motion": self.less_motion}}

    def apply(self) -> None:
        """Put it on the whole program, now."""
        look = theme()
        look.set_less_motion(self.less_motion)
        look.apply(_SCHEMES.get(self.scheme), text_factor=self.text / 100)
