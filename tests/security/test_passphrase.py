"""Passphrases and passwords: what is refused and why, and what the program makes itself."""

from __future__ import annotations

import string
from hashlib import sha256

import pytest

from schoolsm_desktop.security import passphrase
from schoolsm_desktop.security.errors import WeakPassphraseError

_HINTS = ("Ada Lovelace", "Greenfield Primary School")


@pytest.mark.parametrize(
    ("text", "part_of_reason"),
    [
        ("", "short"),
        ("hunter2", "many people use"),
        ("Password2026!", "many people use"),
        ("qazwsxedc1", "many people use"),
        ("zxcvfdsaqwer", "beside each other"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("abcdefghijkl", "counts up or down"),
        ("14/03/1988", "date"),
        ("Greenfield Primary", "belongs to you or the school"),
        ("ada lovelace", "belongs to you or the school"),
        ("Thibodeaux", "common name"),
        ("summerhouse", "common word"),
        ("482915", "number"),
        ("918273645546372819", "number"),
        ("elephant", "many people use"),
        ("p4ssw0rd!", "Figures in place of letters"),
    ],
)
def test_what_is_easy_to_guess_is_refused_with_its_reason(text: str, part_of_reason: str) -> None:
    strength = passphrase.judge(text, _HINTS)
    assert strength.weak
    assert any(part_of_reason in reason for reason in strength.reasons), strength.reasons
    assert "Four or more words" in strength.reasons[-1]
    with pytest.raises(WeakPassphraseError) as caught:
        passphrase.require_strong(text, _HINTS)
    assert caught.value.reasons == strength.reasons
    assert not text or text not in caught.value.sentence + "".join(strength.reasons)


def test_what_is_hard_to_guess_needs_no_reasons() -> None:
    for text in (passphrase.new_passphrase(4), "correct horse battery staple", "Tr0ub-mXq9!vLz2#pw"):
        strength = passphrase.judge(text, _HINTS)
        assert not strength.weak
        assert strength.reasons == ()
        passphrase.require_strong(text, _HINTS)


def test_the_limit_is_ten_thousand_million_guesses() -> None:
    texts = ["xq7", "xq7vk2", "xq7vk2mzp", "xq7vk2mzpt", "xq7vk2mzpt4", "xq7vk2mzpt4wd"]
    judged = [passphrase.judge(text) for text in texts]
    assert [strength.weak for strength in judged] == [strength.guesses_log10 < 10 for strength in judged]
    assert {strength.weak for strength in judged} == {True, False}


def test_more_than_72_characters_are_judged_and_not_refused() -> None:
    long = " ".join(passphrase.new_passphrase(6) for _ in range(5))
    assert not passphrase.judge(long).weak
    assert passphrase.judge("ab" * 500).weak


def test_short_words_of_a_name_are_no_hint() -> None:
    text = "xq7vk2mzpt4wd"
    assert passphrase.judge(text, ["a b xq"]).guesses_log10 == passphrase.judge(text).guesses_log10


@pytest.mark.parametrize("words", [4, 5, 6])
def test_generated_passphrases_are_words_of_the_list(words: int) -> None:
    made = [passphrase.new_passphrase(words).split(" ") for _ in range(50)]
    assert all(len(one) == words for one in made)
    assert all(word in passphrase._words() for one in made for word in one)
    assert len({tuple(one) for one in made}) == 50


@pytest.mark.parametrize("words", [0, 3, 7])
def test_fewer_or_more_words_are_not_made(words: int) -> None:
    with pytest.raises(ValueError, match="four to six"):
        passphrase.new_passphrase(words)


def test_the_word_list_is_the_one_of_7776_words() -> None:
    words = passphrase._words()
    assert len(set(words)) == 6**5
    assert words[0] == "abacus"
    assert words[-1] == "zoom"
    expected = "abae49761b88f3f1ba31ef944bea1f61b795a3cd7e1cfb7d276ed45bf77967ba"
    assert sha256("\n".join(words).encode()).hexdigest() == expected


def test_generated_passwords_have_every_kind_and_no_look_alikes() -> None:
    for _ in range(100):
        password = passphrase.new_password(12)
        assert len(password) == 12
        assert set(password) & set(string.ascii_lowercase)
        assert set(password) & set(string.ascii_uppercase)
        assert set(password) & set(string.digits)
        assert set(password) & set("!#$%&*+-=?@_")
        assert not set(password) & set("0O1Il|")
    assert set(passphrase.new_password(8, symbols=False)) <= set(string.ascii_letters + string.digits)
    assert any(set(passphrase.new_password(40, look_alikes=True)) & set("0O1Il") for _ in range(20))
    with pytest.raises(ValueError, match="eight"):
        passphrase.new_password(7)


def test_platform_passwords_are_weak_below_a_hundred_million_guesses() -> None:
    assert passphrase.is_weak_password("Summer2026")
    assert passphrase.is_weak_password("Greenfield1", _HINTS)
    assert passphrase.is_weak_password("")
    assert not passphrase.is_weak_password(passphrase.new_password())


def test_another_word_list_than_the_one_built_with_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    passphrase._words.cache_clear()
    monkeypatch.setattr(passphrase, "_WORDS_IN_LIST", 10)
    with pytest.raises(RuntimeError, match="word list"):
        passphrase.new_passphrase()
