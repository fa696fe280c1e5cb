"""The list of laws, guidance and services: what ships is whole, and every fault is refused with its line."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.references import Reference, ReferenceKind, Standing, checked_words, instead_of
from schoolsm_desktop.exchange.platform_file import shipped_platforms
from schoolsm_desktop.exchange.reference_file import FaultyReferencesError, read_references, shipped_references
from schoolsm_desktop.paths import resource

DATA = Path(__file__).parent.parent / "data"
ONE = ("[[reference]]", 'key = "a-law"', 'title = "A Law 1999"', "checked-on = 2026-11-21")


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def fault_of(text: str) -> FaultyReferencesError:
    with pytest.raises(FaultyReferencesError) as refused:
        read_references(text)
    return refused.value


def test_the_list_that_comes_with_the_program_is_whole() -> None:
    known, platforms = shipped_references(), {platform.id for platform in shipped_platforms()}
    assert len(known) > 40
    for reference in known.values():
        assert reference.checked_on <= date(2026, 11, 30)
        assert bool(reference.platform) is (reference.kind is ReferenceKind.SERVICE)
        assert not reference.platform or reference.platform in platforms
        if reference.standing in (Standing.REPLACED, Standing.NO_SUCH_NAME, Standing.NO_YEAR):
            now = instead_of(reference, known)
            assert now is not None
            assert now.standing in (Standing.STANDS, Standing.IN_PART)
        if reference.standing is not Standing.STANDS:
            assert reference.note


def test_what_is_said_of_the_law() -> None:
    known = shipped_references()
    assert known["mca-1998"].standing is Standing.NO_SUCH_NAME
    assert known["mca-1998"].replaced_by == "mca-1988"
    assert known["cdpa-1998"].replaced_by == "cdpa-1988"
    assert (known["mca-1988"].year, known["osa-2023"].year) == (1988, 2023)
    assert known["dpa-1998"].replaced_by == "dpa-2018"
    assert known["dpa-2018"].standing is Standing.STANDS
    assert known["kcsie-2018"].replaced_by == "kcsie"
    assert checked_words(known.values()) == "Last looked up on 21 Nov 2026. Check with your adviser."
    assert checked_words([]) == ""


def test_nothing_is_copied_from_a_policy() -> None:
    theirs = set((DATA / "policy_runs.txt").read_text(encoding="ascii").split())
    words = re.findall(r"[a-z0-9']+", resource("references.toml").read_text(encoding="utf-8").lower().replace("’", "'"))
    runs = {hashlib.sha256(" ".join(words[at : at + 8]).encode()).hexdigest()[:10] for at in range(len(words) - 7)}
    assert len(theirs) > 5000
    assert not runs & theirs


def test_what_replaces_what_is_followed_to_the_end_and_never_in_a_ring() -> None:
    def of(key: str, by: str, standing: Standing = Standing.REPLACED) -> Reference:
        return Reference(key, ReferenceKind.LAW, key, date(2026, 1, 1), standing, replaced_by=by)

    chain = {"a": of("a", "b"), "b": of("b", "c"), "c": of("c", "", Standing.STANDS)}
    assert instead_of(chain["a"], chain) == chain["c"]
    ring = {"a": of("a", "b"), "b": of("b", "a")}
    assert instead_of(ring["a"], ring) == ring["b"]
    assert instead_of(of("x", "gone"), chain) is None


FAULTS = {
    "no format": (lines(*ONE), 1, "format"),
    "no key": (lines("format = 1", ONE[0], *ONE[2:]), 2, "key"),
    "a key of another shape": (lines("format = 1", ONE[0], 'key = "A Law"', *ONE[2:]), 3, "small letters"),
    "no day": (lines("format = 1", *ONE[:3]), 2, "checked-on"),
    "a day that is none": (lines("format = 1", *ONE[:3], 'checked-on = "soon"'), 5, "must be a day"),
    "an unknown word": (lines("format = 1", *ONE, 'standing = "asleep"'), 6, "must be one of"),
    "an unknown key": (lines("format = 1", *ONE, 'colour = "red"'), 6, "colour"),
    "an unknown key at the top": (lines("format = 1", "laws = 1", *ONE), 2, "laws"),
    "the same twice": (lines("format = 1", *ONE, *ONE), 7, "second time"),
    "replaced by nothing that is there": (lines("format = 1", *ONE, 'replaced-by = "b-law"'), 6, "b-law"),
    "a year that is none": (lines("format = 1", *ONE, "year = 12"), 6, "whole number"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_its_line_and_reason(name: str) -> None:
    text, line, reason = FAULTS[name]
    fault = fault_of(text)
    assert reason in fault.reason
    assert fault.line == line
    assert "Nothing was changed" in fault.sentence


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_bytes_from_anywhere_are_refused_calmly(raw: bytes) -> None:
    with pytest.raises(FaultyReferencesError):
        read_references(raw)
