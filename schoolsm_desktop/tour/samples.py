"""Files that somebody would bring in, made for the tour: invented lists of passwords and of staff, and spoiled ones."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

KDBX_PASSWORD = "demonstration"
_HEADINGS = ("name", "url", "username", "password", "note")
_ENTRIES = (
    ("School X", "https://x.com", "@fernhollow", "Plum-Kettle-41-Harbour", ""),
    ("Instagram", "https://www.instagram.com", "fernhollow", "Saddle+Marble+77+Tin", "phone in the office"),
    ("Facebook page", "https://www.facebook.com/login", "office@fernhollow.example", "Lantern_Orbit_12_Fig", ""),
    ("Threads", "https://www.threads.net", "fernhollow", "Lantern_Orbit_12_Fig", ""),
    ("Padlet, Year 5", "https://padlet.com", "year5@fernhollow.example", "Wicker9Compass!Oats", ""),
    ("My own shopping", "https://shop.example", "ravi@home.example", "Quilt;Badger;Ferry;3", "private"),
    ("Vimeo", "https://vimeo.com", "office@fernhollow.example", "", ""),
)
_UNTIDY = (
    ("Social media log-ins 2026", "", "", ""),
    ("Where", "Who we are there", "Secret word", "Remarks"),
    ("Twitter", "@fernhollow", "Plum-Kettle-41-Harbour", "ask Petra"),
    ("Insta", "fernhollow", "Saddle+Marble+77+Tin", ""),
    ("Class blog", "year6", "Pencil8Meadow!Violin", "until July"),
)
_NAMELESS = (("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6"))
_STAFF = (
    ("First name", "Surname", "Job title", "Contract", "Email", "Start date", "End date"),
    ("Petra", "Lindholm", "Office manager", "Employee", "p.lindholm@fernhollow.example", "04/09/2023", ""),
    ("Yusuf", "Abara", "Headteacher", "Employee", "y.abara@fernhollow.example", "01/09/2026", ""),
    ("Nia", "Probert", "Deputy headteacher", "Employee", "n.probert@fernhollow.example", "01/09/2026", ""),
    ("Clem", "Ostrander", "Supply teacher, Year 3", "Agency", "", "02/11/2026", "18/12/2026"),
    ("Ines", "Falk", "Teaching assistant", "Employee", "i.falk@fernhollow.example", "31/02/2024", ""),
    ("", "", "Midday supervisor", "Employee", "", "", ""),
)
_TERMS = (
    ("Term", "First day", "Last day"),
    ("Autumn term", "02/09/2027", "17/12/2027"),
    ("October half-term", "25/10/2027", "29/10/2027"),
    ("INSET day", "01/09/2027", "01/09/2027"),
    ("Christmas holiday", "20/12/2027", "31/12/2027"),
    ("Spring term", "31/02/2028", "31/03/2028"),
    ("Good Friday", "14/04/2028", "14/04/2028"),
)
_PUPILS = (
    ("Forename", "Surname", "Date of birth", "Class", "Facebook", "Website", "Local press"),
    ("Amara", "Bello", "", "Robins", "Y", "Y", "N"),
    ("Ottilie", "Fenwick", "14/02/2022", "Robins", "Y", "N", ""),
    ("?ukasz", "Zielinski", "03/05/2021", "1A", "Y", "Y", "Y"),
    ("Rosalind", "", "09/09/2019", "3A", "Y", "Y", "Y"),
    ("Jonah", "Pascoe", "01/01/2061", "3A", "Y", "Y", "Y"),
)


@dataclass(frozen=True, slots=True)
class Samples:
    """Where the files lie."""

    browser: Path
    browser_again: Path
    untidy: Path
    nameless: Path
    kdbx: Path
    not_what_it_says: Path
    staff: Path
    square_code: Path
    no_code: Path
    terms: Path
    pupils: Path


def make_samples(folder: Path) -> Samples:
    """Write every file into `folder`."""
    folder.mkdir()
    samples = Samples(
        browser=folder / "Chrome Passwords.csv",
        browser_again=folder / "Chrome Passwords (1).csv",
        untidy=folder / "log-ins 2026.csv",
        nameless=folder / "export.csv",
        kdbx=folder / "school.kdbx",
        not_what_it_says=folder / "passwords.xlsx",
        staff=folder / "staff list.csv",
        square_code=folder / "square code.png",
        no_code=folder / "photo.png",
        terms=folder / "term dates.csv",
        pupils=folder / "pupils autumn.csv",
    )
    for file in (samples.browser, samples.browser_again):  # the tour deletes the first
        file.write_text(_csv((_HEADINGS, *_ENTRIES)), encoding="utf-8")
    samples.untidy.write_text(_csv(_UNTIDY), encoding="utf-8")
    samples.nameless.write_text(_csv(_NAMELESS), encoding="utf-8")
    samples.staff.write_text(_csv(_STAFF), encoding="utf-8")
    samples.terms.write_text(_csv(_TERMS), encoding="utf-8")
    samples.pupils.write_text(_csv(_PUPILS), encoding="utf-8")
    _square_code().save(samples.square_code)
    Image.new("RGB", (160, 120), "#7f9fb0").save(samples.no_code)
    samples.not_what_it_says.write_bytes(samples.no_code.read_bytes())
    _kdbx(samples.kdbx)
    return samples


def _csv(rows: tuple[tuple[str, ...], ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _square_code() -> Image.Image:
    import zxingcpp

    address = "otpauth://totp/X:fernhollow?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=X"
    drawn = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    return Image.fromarray(drawn)


def _kdbx(path: Path) -> None:
    from pykeepass import create_database

    database = create_database(str(path), password=KDBX_PASSWORD)
    group = database.add_group(database.root_group, "School")
    for title, url, user, password, note in _ENTRIES[:5]:
        database.add_entry(group, title, user, password, url=url, notes=note)
    database.save()
