"""Text made fit to print: nothing is lost in silence, nothing changes the direction or the page."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsm_desktop.reports.fonts import Face, advances
from schoolsm_desktop.reports.lettering import LIMIT, Lettering, describe

from .made_figures import HARD_NAMES


@pytest.mark.parametrize("name", HARD_NAMES)
def test_a_name_in_any_latin_greek_or_cyrillic_writing_is_kept_as_it_is(name: str) -> None:
    lettering = Lettering()
    assert lettering.fit(unicodedata.normalize("NFD", name)) == unicodedata.normalize("NFC", name)
    assert lettering.missing == ()


ALPHABETS = {
    "Polish": "ĄąĆćĘęŁłŃńÓóŚśŹźŻż",
    "Welsh": "ÂâÊêÎîÔôÛûŴŵŶŷÀàÈèÌìÒòÙùẀẁỲỳÁáÉéÍíÓóÚúẂẃÝýÄäËëÏïÖöÜüẄẅŸÿ",
    "Vietnamese": "ĂăÂâĐđÊêÔôƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ",
    "Turkish": "ÇçĞğIıİiÖöŞşÜü",
    "Romanian": "ĂăÂâÎîȘșȚț",
    "Yoruba": "ẸẹỌọṢṣÁáÀàÉéÈèÍíÌìÓóÒòÚúÙùŃńǸǹ\u0301\u0300\u0304",
    "Irish": "ÁáÉéÍíÓóÚúḂḃĊċḊḋḞḟĠġṀṁṖṗṠṡṪṫ",
    "Baltic": "ĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽžĄąĘęĖėĮįŲų",
    "Icelandic": "ÁáÐðÉéÍíÓóÚúÝýÞþÆæÖö",
    "Hungarian": "ÁáÉéÍíÓóÖöŐőÚúÜüŰű",
    "Hausa and Igbo": "ƁɓƊɗƘƙƳƴỊịỌọỤụṄṅ",
    "Greek": "ΑαΒβΓγΔδΕεΖζΗηΘθΙιΚκΛλΜμΝνΞξΟοΠπΡρΣσςΤτΥυΦφΧχΨψΩωΆάΈέΉήΊίΌόΎύΏώΪϊΫϋΐΰ",
    "Cyrillic": "АаБбВвГгҐґДдЕеЄєЁёЖжЗзИиІіЇїЙйКкЛлЉљЊњЂђЋћЏџЎўЩщЪъЫыЬьЭэЮюЯя",
    "Signs": "–—…‘’“”•·£€₦₴§©№½²",
}


@pytest.mark.parametrize("face", [Face.REGULAR, Face.BOLD, Face.ITALIC])
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_every_cut_has_every_letter_of_the_alphabet(face: Face, alphabet: str) -> None:
    assert [letter for letter in ALPHABETS[alphabet] if letter not in advances(face)] == []


def test_letters_the_type_lacks_are_named_with_the_text_they_stood_in() -> None:
    lettering = Lettering()
    assert lettering.fit("王小明 Wang") == "[letters 1] Wang"
    (missing,) = lettering.missing
    assert (missing.number, missing.letters, missing.within) == (1, "王小明", "[letters 1] Wang")
    assert describe(missing).startswith("U+738B")


def test_the_same_letters_have_the_same_number_and_others_the_next() -> None:
    lettering = Lettering()
    assert lettering.fit("王 a") == "[letters 1] a"
    assert lettering.fit("🌳 b 王") == "[letters 2] b [letters 1]"
    assert [one.letters for one in lettering.missing] == ["王", "🌳"]
    assert describe(lettering.missing[1]) == "U+1F333 deciduous tree"


def test_many_missing_letters_are_counted_and_not_all_listed() -> None:
    lettering = Lettering()
    lettering.fit("漢字仮名交文" * 2 + " 王小")
    assert describe(lettering.missing[0]).startswith("U+6F22, U+5B57, ")
    assert describe(lettering.missing[0]).endswith("and 2 more letters")
    lettering.fit("漢字仮名交文" * 2 + "王")
    assert describe(lettering.missing[1]).endswith("and 1 more letter")


def test_a_name_of_several_words_that_cannot_be_set_is_named_as_one() -> None:
    lettering = Lettering()
    assert lettering.fit("محمد علي (Mohammed Ali)") == "[letters 1] (Mohammed Ali)"
    assert lettering.missing[0].letters == "محمد علي"
    assert "arabic letter meem" in describe(lettering.missing[0])


def test_a_word_of_another_script_is_whole_or_named_whole() -> None:
    """A mark over an Ethiopic letter has a place that nothing here knows: the word is not torn around it."""
    lettering = Lettering()
    assert lettering.fit("ጸጋ\u135eዬ ገብረ") == "[letters 1] ገብረ"
    assert lettering.fit("ጸጋዬ ገብረ") == "ጸጋዬ ገብረ"


@pytest.mark.parametrize(
    ("raw", "fitted"),
    [
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
        ("\u2066a\u2069\u200f\u061cb", "ab"),
        ("nul\x00\x07here", "nulhere"),
        ("two\r\nlines\tand  a\u2028break", "two lines and a break"),
        ("  round  ", "round"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("half\ud800pair", "half\ufffdpair"),
        ("", ""),
    ],
)
def test_signs_without_a_shape_are_taken_out(raw: str, fitted: str) -> None:
    assert Lettering().fit(raw) == fitted


def test_a_megabyte_is_cut_with_a_mark_and_a_whole_field_is_not() -> None:
    lettering = Lettering()
    cut = lettering.fit("word " * 250_000)
    assert cut.endswith("word … (cut here)")
    assert len(cut) <= LIMIT + len(" … (cut here)")
    assert lettering.fit("x" * LIMIT) == "x" * LIMIT
    assert lettering.fit("x" * (LIMIT + 1)) == "x" * LIMIT + " … (cut here)"


def test_a_cut_says_so_even_where_little_of_the_megabyte_can_be_seen() -> None:
    assert Lettering().fit("a" + "\x00" * 1_000_000 + "b") == "a … (cut here)"


def test_an_accent_is_never_cut_off_its_letter() -> None:
    text = "ọ\u0301" * LIMIT
    assert "ọ\u0301 …" in Lettering().fit(text)


@given(st.text(max_size=60))
def test_whatever_comes_out_can_be_set(raw: str) -> None:
    fitted = Lettering().fit(raw)
    assert all(letter in advances(Face.REGULAR) for letter in fitted)
    assert Lettering().fit(fitted) == fitted
