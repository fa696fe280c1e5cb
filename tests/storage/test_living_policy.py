"""Every record that keeps a policy alive comes back as it was kept."""

from __future__ import annotations

import dataclasses
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.calendar import Closure
from schoolsm_desktop.domain.errors import ChangedMeanwhileError
from schoolsm_desktop.storage.database import Database
from schoolsm_desktop.storage.repository import RevisedRepository
from schoolsm_desktop.storage.sealed import StoredContentWrap
from tests.storage.everything import Everything
from tests.storage.living_policy import DAY, NOUNS


@pytest.mark.parametrize("noun", list(NOUNS))
def test_every_field_comes_back(database: Database, everything: Everything, noun: str) -> None:
    with database.reading() as uow:
        assert getattr(uow, noun).all() == (everything.policy_life[noun],)


@pytest.mark.parametrize("noun", list(NOUNS))
def test_the_made_up_record_leaves_no_field_at_its_default(everything: Everything, noun: str) -> None:
    record = everything.policy_life[noun]
    for field in dataclasses.fields(record):
        if field.name != "revision" and field.default is not dataclasses.MISSING:
            assert getattr(record, field.name) != field.default, field.name


@pytest.mark.parametrize("noun", list(NOUNS))
def test_a_save_from_before_a_colleagues_is_refused(database: Database, everything: Everything, noun: str) -> None:
    read = everything.policy_life[noun]
    with database.unit_of_work() as uow:
        repository = getattr(uow, noun)
        if not isinstance(repository, RevisedRepository):
            assert not hasattr(repository, "save"), "what is only added to cannot be changed"
            return
        kept = repository.save(read)
        assert kept.revision == read.revision + 1
        with pytest.raises(ChangedMeanwhileError):
            repository.save(read)


def test_sealed_parts_and_wraps_stand_by_their_record(database: Database, everything: Everything) -> None:
    me, other, record = everything.person.id, uuid4(), everything.policy_life["declarations"].id
    with database.unit_of_work() as uow:
        assert uow.sealed.parts("declaration", record) == {"words": b"\x01sealed words"}
        assert uow.sealed.parts("request", record) == {}
        uow.sealed.put_parts("declaration", record, {"said": b"newer", "more": b"second"})
        assert uow.sealed.parts("declaration", record) == {"said": b"newer", "more": b"second"}
        uow.sealed.put_wraps([StoredContentWrap("declaration", record, other, me, b"\x01", b"s")])
        assert uow.sealed.readers() == {("declaration", record): frozenset({me, other})}
        assert {wrap.recipient_id for wrap in uow.sealed.wraps("declaration", record)} == {me, other}
        assert [wrap.giver_id for wrap in uow.sealed.wraps_to(other)] == [me]
        uow.sealed.drop_wraps([other], "declaration", record)
        assert uow.sealed.wraps_to(other) == ()
        uow.sealed.drop_wraps([me])
        assert uow.sealed.readers() == {}


def test_closures_are_put_in_the_place_of_those_before(database: Database, everything: Everything) -> None:
    training = Closure(uuid4(), everything.school.id, "Training day", DAY, DAY)
    with database.unit_of_work() as uow:
        uow.closures.replace([training])
        uow.commit()
    with database.reading() as uow:
        assert uow.closures.all() == (training,)
