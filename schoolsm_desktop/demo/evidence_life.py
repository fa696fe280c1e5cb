"""Screen prints in the demonstration's incidents: small drawn pages, with where and when they were seen."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from schoolsm_desktop.domain.cases import CaseSort, Source
from schoolsm_desktop.domain.evidence import EvidenceFacts
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.services.case_files import Opened, add_to_case, open_cases
from schoolsm_desktop.services.evidence_taking import claim, evidence_entry, gate_entry, stage_file

if TYPE_CHECKING:
    from schoolsm_desktop.services.session import Session

    from .build import Performer

_COMMENTS = (
    ("dale.osgood.5", "Ask Miss Tallis what really happened on the climbing frame."),
    ("dale.osgood.5", "She told the head it was nobody’s fault. That is a lie."),
    ("A grandparent", "Lovely pictures of the fair, thank you!"),
    ("dale.osgood.5", "Share this before they delete it."),
)
_TABLE = (("Drama club", "stays until 17:15"), ("Monday", "Ada, Tom, Priya"), ("Thursday", "Ada, Finlay, Noor"))
_MESSAGE = (
    "Forwarded to the office by a parent, as she received it.\n\n"
    "D. Osgood: has everyone seen what I wrote under the fair photo\n"
    "D. Osgood: screenshot it, they will take it down\n"
)


def evidence(performer: Performer) -> None:
    """What shows the comments, and what stood on the website."""
    comments = _open(performer.session("office"), IncidentKind.PARENT_COMMENT)
    if comments is not None:
        page = EvidenceFacts(Source.OUR_PAGE, "https://social.example/fernhollow/fair", captured_by="Petra Lindholm")
        print_ = _drawn("Fernhollow Primary · Our summer fair", _COMMENTS)
        sent = EvidenceFacts(Source.SENT_TO_US, note="Shown at the desk, then sent by e-mail")
        _keep(performer.session("office"), comments, (("Screen print 1.png", print_, page),))
        comments = _open(performer.session("office"), IncidentKind.PARENT_COMMENT)
        if comments is not None:
            _keep(performer.session("office"), comments, (("messages sent on.txt", _MESSAGE.encode(), sent),))
    post = _open(performer.session("coordinator"), IncidentKind.WRONG_POST)
    if post is not None:
        page = EvidenceFacts(Source.PUBLIC, "https://fernhollow.example/news", captured_by="Ravi Sondhi")
        _keep(performer.session("coordinator"), post, (("Website, news.png", _drawn("News", _TABLE), page),))


def _open(session: Session, kind: IncidentKind) -> Opened | None:
    with session.reading() as uow:
        cases = open_cases(session, uow, CaseSort.INCIDENT)
    return next((one for one in cases if one.incident.incident.kind is kind), None)


def _keep(session: Session, opened: Opened, files: tuple[tuple[str, bytes, EvidenceFacts], ...]) -> None:
    seen = opened.incident.incident.seen_at
    for name, content, facts in files:
        staged = stage_file(session, content, name)
        captured = seen + timedelta(minutes=4) if seen is not None and facts.captured_by else None
        known = EvidenceFacts(facts.source, facts.address, seen, captured, facts.captured_by, facts.note)
        with session.work() as work:
            claimed = claim(work, opened, staged, known)
            add_to_case(
                work, opened, gate_entry(work, refused=False), evidence_entry(work, claimed), evidence=[claimed]
            )
            work.done()


def _drawn(title: str, lines: tuple[tuple[str, str], ...]) -> bytes:
    """A page of an invented site, as a screen print of it looks."""
    picture = Image.new("RGB", (720, 92 + 70 * len(lines)), "#eef1f4")
    draw = ImageDraw.Draw(picture)
    strong, plain = ImageFont.load_default(20), ImageFont.load_default(15)
    draw.rectangle((0, 0, 720, 58), fill="#31586e")
    draw.text((24, 16), title, fill="white", font=strong)
    for at, (who, said) in enumerate(lines):
        top = 76 + 70 * at
        draw.rounded_rectangle((24, top, 696, top + 58), 8, fill="white", outline="#d5dbe0")
        draw.ellipse((36, top + 13, 68, top + 45), fill="#9fb4c0")
        draw.text((82, top + 9), who, fill="#1d2b33", font=plain)
        draw.text((82, top + 31), said, fill="#44545d", font=plain)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
