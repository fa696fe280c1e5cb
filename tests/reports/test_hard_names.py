"""A roll of hard names: over a table, a heading, a letter and the running head each is read back as it was written.

What no cut has is named at the end of the document; an empty box is never drawn.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
import pytest

from schoolsm_desktop.reports import letter
from schoolsm_desktop.reports.fonts import Cut, Face, Script, typeface
from schoolsm_desktop.reports.page_frame import Letterhead, PageFacts
from schoolsm_desktop.reports.paper import Paper
from schoolsm_desktop.reports.styles import BODY, CELL_BOLD, CODE_SMALL, Style
from schoolsm_desktop.reports.tables import Column, Piece, draw_table
from tests.conftest import Partner

from .made_figures import page_facts
from .made_letters import letter_figures
from .reading import empty_boxes, pages, reader, squeezed, text

LATIN = (
    "Łukasz Wiśniewski", "Grażyna Źdźbło-Święcicka", "Zażółć Gęśląjaźń", "Siân ap Gwŷn", "Llŷr Ẁyn Ẃilliams",
    "Nguyễn Thị Bích Phượng", "Đặng Hữu Ơn", "Trần Ngọc Ẫn", "Gülşen Işık", "İbrahim Çağrı Öğüt", "Ștefan Țurcanu",
    "Ionuț Bălăceanu-Stâlpeanu", "Ọmọ́tọ́lá Adébáyọ̀", "Ṣẹ̀yí Ọlọ́run", "ỌMỌ́TỌ́LÁ ÀJÀYÍ", "Chinụa Ọ̀kị́gbò", "Ŋùgbò Ɛ́fua", "Ɣɔ̃vi Ƒoli",
    "Zoë O’Brien-Ní Dhomhnaill", "Þórunn Æðelstan Guðjónsdóttir", "Søren Ærø Ångström", "Jürgen Weiß", "François L’Hôte-Œuvrard",
    "Núria Col·lell", "Márton Hűvös Őry", "Ľuboš Ťapák", "Jiří Dvořák-Ňuňu", "Šarūnas Žąsė Ųdrienė", "Kristīne Ķēniņa Ģērmane",
    "Jüri Õunapuu", "Đorđe Žižić", "Ħal Għaxaq Ċensu", "José Muñoz Íñiguez", "João Conceição Antão", "Tāne Māhuta Ngāpuhi",
    "Kaʻiulani Kealoha", "Ḥasan al-Ṭabarī", "ʿAbd al-Raḥmān Ǧamāl", "Əli Məmmədov", "Ĝis Ŝovelĉo", "Aŋela Máhtte Čáhppes", "M̃akemba G̃uarani",
)  # fmt: skip
GREEK_CYRILLIC = (
    "Ελένη Παπαδοπούλου", "Γιώργος Ἀχιλλεύς", "Ήρα Ϊωάννου Άνθη", "Олена Шевченко", "Їжак Ґалаґан", "Юлія Ємельянова",
    "Фёдор Щербаков", "Љубица Његош Ђорђевић", "Ѓорѓи Ќосев", "Аўген Ільіч", "Ғалия Қожа Өмір", "Нұрлан Ұлы Әсет",
)  # fmt: skip
OTHERS = (
    "Արամ Խաչատրյան", "Հռիփսիմե Ղազարյան", "გიორგი ჩიტაძე", "ნინო ჭავჭავაძე", "ጸጋዬ ገብረመድህን", "ኃይለ ሥላሴ",
)  # fmt: skip
ROLL = (*LATIN, *GREEK_CYRILLIC, *OTHERS)
NOT_SET = {
    "محمد علي": "U+0645 arabic letter meem",
    "আনিসুর রহমান": "U+0986 bengali letter aa",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ": "U+0A17 gurmukhi letter ga",
    "முருகன்": "U+0BAE tamil letter ma",
    "דוד כהן": "U+05D3 hebrew letter dalet",
    "王小明": "U+738B, U+5C0F, U+660E",
    "สมชาย ใจดี": "U+0E2A thai character so sua",
    "김민준": "U+AE40 hangul syllable gim",
    "すずき": "U+3059 hiragana letter su",
}


def composed(names: Iterable[str]) -> list[str]:
    """As Unicode composes them, which is how they are kept."""
    return [unicodedata.normalize("NFC", name) for name in names]


def table(names: Iterable[str], facts: PageFacts | None = None) -> bytes:
    """A table with each name in it twice, plain and bold, and each as a heading before it."""
    paper = Paper(facts or page_facts())
    paper.title("A roll of hard names.")
    for name in names:
        paper.heading(name)
    draw_table(paper, [Column("Plain", 1), Column("Bold", 1)], [(name, Piece(name, CELL_BOLD)) for name in names])
    return paper.finish()


def seen(pdf: bytes) -> str:
    """Its text as the preview copies it."""
    document = pdfium.PdfDocument(pdf)
    return squeezed(" ".join(document[at].get_textpage().get_text_range() for at in range(len(document))))


def test_the_roll_is_of_sixty_names_and_more_in_six_scripts() -> None:
    assert len(ROLL) >= 60
    assert len(ROLL) == len(set(composed(ROLL)))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_table_and_its_headings_give_every_name_back(form: str, partner: Partner, tmp_path: Path) -> None:
    """Also where another program wrote each accent as a letter of its own."""
    given = [unicodedata.normalize(form, name) for name in ROLL]  # type: ignore[arg-type]  # a form of Unicode
    with empty_boxes() as boxes:
        pdf = table(given)
    assert boxes == []
    (tmp_path / "roll.pdf").write_bytes(pdf)
    command = [str(partner("pdftotext")), "-enc", "UTF-8", str(tmp_path / "roll.pdf"), "-"]
    by_place = squeezed(subprocess.run(command, capture_output=True, check=True).stdout.decode())
    for reading in (text(pdf), by_place, seen(pdf)):
        shown = unicodedata.normalize("NFC", reading)
        assert [name for name in composed(ROLL) if shown.count(name) != 3] == []
    assert "could not set" not in text(pdf)


@pytest.mark.parametrize("name", [*LATIN[12:16], *OTHERS[::2], LATIN[5], GREEK_CYRILLIC[0]])
def test_a_letter_and_the_running_head_give_a_name_back(name: str) -> None:
    facts = page_facts(title=f"Letter to {name}", letterhead=Letterhead(f"School of {name}"), printed_by=name)
    paragraphs = (*("Dear family, " * 60 for _ in range(9)), f"Yours, {name}")
    with empty_boxes() as boxes:
        made = letter.render(replace(letter_figures(), page=facts, addressed_to=name, paragraphs=paragraphs))
    assert boxes == []
    assert pages(made) > 1
    (wanted,) = composed([name])
    first, last = (
        squeezed(pdfium.PdfDocument(made)[at].get_textpage().get_text_range()) for at in (0, pages(made) - 1)
    )
    for shown in (unicodedata.normalize("NFC", first), unicodedata.normalize("NFC", last)):
        assert wanted in shown
    assert unicodedata.normalize("NFC", first).count(wanted) >= 3
    assert "Letter to" in last  # the running head
    assert reader(made).metadata.title == f"Letter to {wanted}"  # type: ignore[union-attr]  # it has facts


@pytest.mark.parametrize("name", NOT_SET)
def test_a_name_that_no_cut_has_is_named_and_never_an_empty_box(name: str) -> None:
    with empty_boxes() as boxes:
        pdf = table([f"{name} (Alex Moor)"])
    assert boxes == []
    shown = text(pdf)
    assert shown.count("[letters 1] (Alex Moor)") >= 3
    assert "Letters this document could not set" in shown
    assert NOT_SET[name] in shown


def test_an_empty_box_would_be_noticed() -> None:
    paper = Paper(page_facts())
    with empty_boxes() as boxes:
        paper.pen.put(100, 100, "Łu王", BODY)
    assert boxes == ["U+738B in NotoSans-Regular"]


@pytest.mark.parametrize("cut", [*Face, *Script])
def test_every_letter_that_counts_as_known_has_a_shape_of_its_own(cut: Cut) -> None:
    glyphs = typeface(cut).face.charToGlyph
    names = ROLL if isinstance(cut, Face) else OTHERS
    used = {letter for name in composed(names) for letter in name if ord(letter) in glyphs}
    assert [letter for letter in used if glyphs[ord(letter)] == 0] == []


def test_a_word_of_200_letters_is_broken_and_comes_back_whole() -> None:
    word = "Łỗ" * 100
    paper = Paper(page_facts())
    for style in (BODY, CELL_BOLD, Style(Face.ITALIC, 21, 26), CODE_SMALL):
        paper.flow(word, style)
    draw_table(paper, [Column("Narrow", 1), Column("Wide", 9)], [(word, word)])
    assert seen(paper.finish()).replace(" ", "").count(word) == 6
