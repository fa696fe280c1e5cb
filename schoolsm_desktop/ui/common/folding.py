"""Names as they are typed by somebody in a hurry: `zoe` finds Zoë, `luk` finds Łukasz, `okeefe` finds O'Keefe."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that Unicode does not take apart into a base letter and a mark.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
    | dict.fromkeys("'’‘ʼ`´-‐‑–", "")
)


def folded(text: str) -> str:
    """`text` in small plain letters, without marks, apostrophes and hyphens; spaces single. For comparing only."""
    if text.isascii():
        plain = text.lower()
    else:
        apart = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(plain.translate(_PLAIN).split())
