"""The deeds of the school’s own details and of sign-ins, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from schoolsm_desktop.domain.permissions import Action
from tests.services.school import OTHER

from .deed import EVERYBODY, Deed

A = Action
DEEDS: Mapping[str, Deed] = {
    "SchoolService.school": Deed(EVERYBODY, lambda s: s.office.schools.school()),
    "SchoolService.schools": Deed(EVERYBODY, lambda s: s.office.schools.schools()),
    "SchoolService.terms": Deed(EVERYBODY, lambda s: s.office.schools.terms()),
    "SchoolService.term_text": Deed(EVERYBODY, lambda s: s.office.schools.term_text()),
    "SchoolService.change": Deed(A.EDIT_SCHOOL, lambda s: s.office.schools.change(s.office.schools.school())),
    "SchoolService.add": Deed(
        A.EDIT_SCHOOL, lambda s: s.office.schools.add(replace(s.office.schools.school(), id=uuid4(), name="Second"))
    ),
    "SchoolService.change_terms": Deed(
        A.EDIT_SCHOOL, lambda s: s.office.schools.change_terms(s.office.schools.terms())
    ),
    "SignInService.lines": Deed(A.SEE_PEOPLE, lambda s: s.office.sign_ins.lines()),
    "SignInService.suggest_passphrase": Deed(EVERYBODY, lambda s: s.office.sign_ins.suggest_passphrase()),
    "SignInService.judge": Deed(EVERYBODY, lambda s: s.office.sign_ins.judge("football1")),
    "SignInService.make": Deed(A.MAKE_SIGN_INS, lambda s: s.office.sign_ins.make(s.colleague.id, OTHER)),
    "SignInService.confirm": Deed(A.CONFIRM_SIGN_INS, lambda s: s.office.sign_ins.confirm(s.colleague.id)),
    "SignInService.reset": Deed(A.MAKE_SIGN_INS, lambda s: s.office.sign_ins.reset(s.colleague.id, OTHER)),
    "SignInService.set_keyholder": Deed(
        A.CONFIRM_SIGN_INS, lambda s: s.office.sign_ins.set_keyholder(s.colleague.id, True)
    ),
    "SignInService.end": Deed(A.MAKE_SIGN_INS, lambda s: s.office.sign_ins.end(s.colleague.id)),
    "SignInService.change_passphrase": Deed(
        EVERYBODY, lambda s: s.office.sign_ins.change_passphrase("not the old one", OTHER)
    ),
}
