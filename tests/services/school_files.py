"""The invented school's password and staff files, and small ones made here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SCHOOL_A = Path(__file__).resolve().parent.parent / "data" / "school-a"
EXPECTED: dict[str, Any] = json.loads((SCHOOL_A / "expected.json").read_text(encoding="utf-8"))
KDBX_PASSWORD = "correct horse"
PASSWORDS_CSV = (
    "Site,User name,Password,Web address\n"
    "Our Facebook,office@alder.example,tidy-plum-44!,https://facebook.com/alder\n"
    "Our X,alder_x,brisk-otter-51!,https://x.com/alder\n"
)
STAFF_CSV = (
    "First name,Surname,Job title,Email\n"
    "Priya,Nair,Office manager,p.nair@alder.example\n"
    "Owen,Lloyd,Teacher,o.lloyd@alder.example\n"
)
