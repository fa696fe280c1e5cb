"""`--self-test`: what this copy of the program can really do on this machine, tried from the key file to the paper.

Run inside the built program too, where a missing library or file shows itself only when it is first used. It makes
an invented school in a throw-away folder through the same services as a real one, and touches no key ring.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import ntr, tr

if TYPE_CHECKING:
    from schoolsm_desktop.domain.accounts import Account
    from schoolsm_desktop.services.desk import Beside
    from schoolsm_desktop.services.first_run import NewTerm
    from schoolsm_desktop.services.office import Office

_EXPORT = (
    "name,url,username,password,note\n"
    "Self-test page,https://www.facebook.com/login,office@school.example,{password},\n"
    "Self-test channel,https://www.youtube.com,office@school.example,kept as it is: “£€”,\n"
)


_PAGE_SECONDS = 20.0
_TURNS = 4
_COLOURS = 40


class SelfTestError(Exception):
    """A check saw something other than it must; the text is the program's own and says what."""


@dataclass(slots=True, repr=False)
class Trial:
    """What the checks hand on to one another."""

    folder: Path
    passphrase: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    beside: Beside | None = None
    office: Office | None = None
    account: Account | None = None

    @property
    def records(self) -> Path:
        """The folder of the invented school's records."""
        return self.folder / "records"

    def opened(self) -> Office:
        """The services of the person signed in; raises SelfTestError where an earlier check failed."""
        if self.office is None:
            raise SelfTestError("the records are not open, because an earlier check failed")
        return self.office

    def close(self) -> None:
        """Close the records, so that the folder can be removed."""
        if self.office is not None:
            self.office.close()
            self.office = None


def run_self_test() -> int:
    """Carry out every check and say what became of it; 0 if all went well, else 1."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="schoolsm-self-test-", ignore_cleanup_errors=True) as folder:
        trial = Trial(Path(folder))
        try:
            for title, check in _checks():
                began = time.perf_counter()
                fault = _fault(check, trial)
                took = time.perf_counter() - began
                sys.stdout.write(_line(title, fault, took))
                sys.stdout.flush()
                failed += fault is not None
        finally:
            trial.close()
    if failed:
        sys.stdout.write(
            ntr(
                "{count} check failed: this copy of the program must not be used; install it again.",
                "{count} checks failed: this copy of the program must not be used; install it again.",
                failed,
            )
            + "\n"
        )
        return 1
    sys.stdout.write(tr("All checks passed.") + "\n")
    return 0


def _checks() -> tuple[tuple[str, Callable[[Trial], None]], ...]:
    return (
        (tr("the program's own files are there"), _own_files),
        (tr("records are set up, encrypted, at the newest version"), _set_up),
        (tr("they open again with the passphrase, and not with another"), _open_again),
        (tr("a file of passwords is read in"), _read_in),
        (tr("a password is sealed and opened again"), _sealed),
        (tr("the passwords are given back as a KeePass file"), _given_back),
        (tr("who did what is signed and unbroken"), _log_unbroken),
        (tr("a picture of a one-time code is understood"), _one_time_code),
        (tr("a picture leaves as a copy with nothing hidden"), _safe_copy),
        (tr("a register is set on paper"), _paper),
        (tr("a backup is made and opened"), _backup),
        (tr("a page is drawn"), _page),
        (tr("nothing of it stands readable in a file"), _nothing_readable),
        (tr("nothing here can open a network connection"), _no_network),
    )


def _fault(check: Callable[[Trial], None], trial: Trial) -> str | None:
    """None, or the class of what went wrong with the program's own words: never what a library says of its values."""
    try:
        check(trial)
    except (SelfTestError, OfficeError) as error:
        return f"{type(error).__name__}: {error}"
    except Exception as error:  # whatever it is, the other checks still tell something
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        where = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last is not None else ""
        missing = f" ({error.name})" if isinstance(error, ImportError) else ""
        return f"{type(error).__name__}{missing} {where}"
    return None


def _line(title: str, fault: str | None, took: float) -> str:
    if fault is None:
        return f"{tr('ok')}      {title} ({took:.1f} s)\n"
    return f"{tr('FAILED')}  {title}: {fault}\n"


def _must(truth: bool, otherwise: str) -> None:
    if not truth:
        raise SelfTestError(otherwise)


def _own_files(trial: Trial) -> None:
    from schoolsm_desktop.exchange.card_file import shipped_cards
    from schoolsm_desktop.paths import resource
    from schoolsm_desktop.services.policies import shipped_profiles

    for folder in ("icons", "fonts", "style", "policies"):
        _must(any(resource(folder).iterdir()), f"the folder {folder} is empty")
    _must(len(shipped_profiles()) == 6, "the six policies are not all there")
    _must(len(shipped_cards()) > 0, "there are no how-to cards")


def _set_up(trial: Trial) -> None:
    from schoolsm_desktop.security.os_keyring import MemoryKeyRing
    from schoolsm_desktop.security.passphrase import new_passphrase
    from schoolsm_desktop.services.clock import SystemClock
    from schoolsm_desktop.services.desk import Beside
    from schoolsm_desktop.services.first_run import Answers, FirstPerson, FirstRun
    from schoolsm_desktop.services.policies import shipped_profile
    from schoolsm_desktop.services.this_pc import ThisPc

    clock = SystemClock()
    trial.beside = Beside(MemoryKeyRing(), ThisPc(trial.folder / "this-pc.json"), clock)
    trial.passphrase = new_passphrase()
    founded = FirstRun(trial.beside).set_up(
        Answers(
            school_name="Self-test School",
            terms=_terms(clock.today()),
            profile=shipped_profile("blank"),
            head=FirstPerson("Self", "Test", passphrase=trial.passphrase),
            coordinator=None,
            folder=trial.records,
            backup_places=(trial.folder / "backups",),
        )
    )
    trial.office = founded.office


def _terms(today: date) -> tuple[NewTerm, ...]:
    from schoolsm_desktop.services.first_run import NewTerm

    starts = [today + timedelta(days=120 * number - 30) for number in range(3)]
    names = ("Autumn", "Spring", "Summer")
    return tuple(NewTerm(name, day, day + timedelta(days=90)) for name, day in zip(names, starts, strict=True))


def _open_again(trial: Trial) -> None:
    from schoolsm_desktop.security.errors import WrongPassphraseError
    from schoolsm_desktop.services.desk import PassphraseDue, SignInDesk

    if trial.beside is None:
        raise SelfTestError("the records were not set up")
    trial.close()
    desk = SignInDesk(trial.records, trial.beside)
    person = desk.people()[0].person_id
    try:
        desk.sign_in(person, trial.passphrase + " and more")
    except WrongPassphraseError:
        pass
    else:
        raise SelfTestError("another passphrase opened the records")
    time.sleep(desk.seconds_to_wait(person))
    office = desk.sign_in(person, trial.passphrase)
    if isinstance(office, PassphraseDue):
        raise SelfTestError("an own passphrase is taken for a temporary one")
    trial.office = office


def _read_in(trial: Trial) -> None:
    from schoolsm_desktop.security.passphrase import new_password

    office = trial.opened()
    trial.password = new_password(24)
    export = trial.folder / "export.csv"
    export.write_text(_EXPORT.format(password=trial.password), encoding="utf-8")
    found = office.imports.read(export)
    _must(found.records == 2, "the file was not read whole")
    preview = office.imports.passwords(export, found)
    office.imports.bring_in_passwords(preview, {entry.position: entry.title for entry in preview.entries})
    export.unlink()
    kept = {line.account.name: line.account for line in office.accounts.lines()}
    _must(set(kept) == {"Self-test page", "Self-test channel"}, "the accounts are not there")
    trial.account = kept["Self-test page"]


def _sealed(trial: Trial) -> None:
    from schoolsm_desktop.domain.accounts import SecretField

    office = trial.opened()
    if trial.account is None:
        raise SelfTestError("there is no account, because an earlier check failed")
    opened = office.secrets.open(trial.account.id, SecretField.PASSWORD, "self-test")
    _must(opened == trial.password, "the password did not come back as it was")


def _given_back(trial: Trial) -> None:
    from schoolsm_desktop.exchange.read import recognise
    from schoolsm_desktop.security.passphrase import new_passphrase
    from schoolsm_desktop.services.giving_back import FileFormat, SaveOrder

    service, file, words = trial.opened().giving_back, trial.folder / "given.kdbx", new_passphrase()
    service.decide(service.ask("self-test").id, allow=True)  # the headteacher is alone here, and may do both
    chosen = [choice.account_id for choice in service.standing().choices]
    service.save(SaveOrder(chosen, FileFormat.KDBX, file, trial.passphrase, words))
    entries = {entry.title: entry.password for entry in recognise(file, words).entries}
    _must(entries.get("Self-test page") == trial.password, "the file does not hold what it must")
    _must(len(entries) == len(chosen) == 2, "the file does not hold every account")


def _log_unbroken(trial: Trial) -> None:
    found = trial.opened().log.check()
    _must(found.sound, "the log of who did what is broken")


def _safe_copy(trial: Trial) -> None:
    import io

    import pillow_heif
    from PIL import Image

    from schoolsm_desktop.exchange.picture_file import Hidden, read_picture

    seen, notes = Image.new("RGB", (64, 48), (120, 40, 40)), Image.Exif()
    notes[0x0110] = "self-test"
    for kind in ("JPEG", "PNG", "WEBP", "HEIC"):
        out = io.BytesIO()
        if kind == "HEIC":
            taken = pillow_heif.from_pillow(seen)
            taken.info["exif"] = notes.tobytes()
            taken.save(out)
        else:
            seen.save(out, kind, exif=notes.tobytes())
        made = trial.opened().safe_copies.make(out.getvalue())
        _must(Hidden.CAMERA in made.removed, f"what hides in a {kind} picture was not found")
        _must(read_picture(made.path.read_bytes()).hidden == (), f"the copy of a {kind} picture still hides something")
        made.path.unlink()


def _one_time_code(trial: Trial) -> None:
    import io
    from datetime import UTC, datetime

    import zxingcpp
    from PIL import Image

    from schoolsm_desktop.exchange.one_time_code import code_at, seed_address, seed_from_picture

    # RFC 6238, appendix B: the SHA-1 key, whose code at 59 seconds is 94287082.
    address = "otpauth://totp/School?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8"
    drawn = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    picture = io.BytesIO()
    Image.fromarray(drawn).save(picture, "PNG")
    seed = seed_from_picture(picture.getvalue())
    _must("GEZDGNBVGY3TQOJQ" in seed_address(seed), "the key in the picture was misread")
    code = code_at(seed, datetime.fromtimestamp(59, UTC))
    _must(code.digits == "94287082", "the one-time code is not the published one")


def _paper(trial: Trial) -> None:
    office = trial.opened()
    for made in (office.printing.access_register(), office.printing.account_directory()):
        _must(made.pdf.startswith(b"%PDF-") and b"%%EOF" in made.pdf[-64:], f"{made.key} is not a PDF")
        _must(b"/FontFile2" in made.pdf, f"{made.key} carries no typeface")
        _must(made.table is None or made.table.startswith(b"PK"), f"{made.key} has no spreadsheet")


def _backup(trial: Trial) -> None:
    made = trial.opened().backups.make()
    _must(len(made) == 1, "no backup was made")


def _page(trial: Trial) -> None:
    from schoolsm_desktop.ui.arrival import counts_of, finder_of, gather
    from schoolsm_desktop.ui.common.background import Background
    from schoolsm_desktop.ui.common.table import ForgottenViews
    from schoolsm_desktop.ui.main_window import MainWindow
    from schoolsm_desktop.ui.theme import application, theme

    office = trial.opened()
    app = application()
    theme().apply()
    arrival = gather(office, demo=False)
    window = MainWindow(
        arrival.frame,
        arrival.specs,
        office,
        ForgottenViews(),
        background=Background(),
        find=finder_of(office),
        counts=counts_of(office),
    )
    window.resize(1366, 768)
    window.show()
    try:
        for _ in range(_TURNS):  # what a page has read can make it ask for more
            _must(window.background.wait_until_idle(_PAGE_SECONDS), "the page did not come to rest")
            app.processEvents()
        picture = window.grab().toImage()
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
        _must(picture.width() >= 1366 and len(colours) > _COLOURS, "the window is empty")
    finally:
        window.background.stop()
        window.hide()
        window.deleteLater()
        app.processEvents()


def _nothing_readable(trial: Trial) -> None:
    # Only with the records closed: reading the database's file beside SQLite would drop its locks.
    trial.close()
    planted = (trial.password.encode(), trial.passphrase.encode(), b"Self-test channel", b"SQLite format 3\0")
    _must(bool(trial.password), "there is no password to look for, because an earlier check failed")
    files = [path for path in trial.folder.rglob("*") if path.is_file()]
    leaks = sorted({path.name for path in files for words in planted if words in path.read_bytes()})
    _must(len(files) > 2 and not leaks, f"readable in {', '.join(leaks)}")


def _no_network(trial: Trial) -> None:
    _must("PySide6.QtNetwork" not in sys.modules, "the network part of Qt was loaded")
