"""What the demonstration is given once its accounts and access stand: one function a subject, in a file of its own.

Each works through the services, with days counted back from `performer.today`, and takes a quarter of a second at most.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .answers_life import answers
from .calendar_life import calendar
from .chair_life import chair
from .checks_life import checks
from .complaints_life import complaints
from .declarations_life import declarations, lessons
from .events_life import events
from .evidence_life import evidence
from .forms_life import photo_forms
from .health_life import health
from .house_life import house
from .incidents_life import incidents
from .letters_life import letters
from .moderation_life import moderation
from .paper_life import papers
from .policy_life import policy
from .posts_life import posts
from .pupils_life import pupils
from .record_life import incident_record
from .reports_life import term_report
from .retention_life import retention
from .roll_life import roll
from .school_requests_life import school_requests
from .steps_life import incident_steps
from .subjects_life import subjects
from .training_life import training
from .versions_life import versions

if TYPE_CHECKING:
    from .build import Performer

AFTERWARDS: tuple[Callable[[Performer], None], ...] = (
    roll,
    photo_forms,
    pupils,
    answers,
    house,
    health,
    versions,
    training,
    letters,
    declarations,
    lessons,
    school_requests,
    policy,
    calendar,
    events,
    posts,
    moderation,
    complaints,
    incidents,
    evidence,
    incident_record,
    incident_steps,
    chair,
    term_report,
    subjects,
    retention,
    papers,
    checks,  # the last: it goes on to the morning of the day itself
)
