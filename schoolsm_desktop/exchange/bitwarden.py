"""Bitwarden's JSON export."""

from __future__ import annotations

from schoolsm_desktop.domain.wording import tr

from .errors import EncryptedExportError, FileDamagedError, NotWhatItSaysError
from .passwords import NO_PASSWORD, Taken, host_of, seed_in_note, try_seed
from .records import Entry, Fault, Guess

_KINDS = {2: "secure-note", 3: "card", 4: "identity", 5: "ssh-key"}
_LOGIN = 1
_ITEMS = 100_000
COLUMNS = (
    ("name", "title"),
    ("login.uris", "address"),
    ("login.username", "user_name"),
    ("login.password", "password"),
    ("login.totp", "one_time_code"),
    ("notes", "notes"),
    ("fields", "extra"),
)


def guesses() -> tuple[Guess, ...]:
    """The fixed columns of this format."""
    return tuple(Guess(column, heading, field, 1.0) for column, (heading, field) in enumerate(COLUMNS))


def take_bitwarden(untrusted: bytes) -> Taken:
    """Every login of the export; notes, cards, identities and what lies in the bin are left.

    Raises EncryptedExportError, FileDamagedError or NotWhatItSaysError.
    """
    document = _decode(untrusted)
    if document.get("encrypted") is True or document.get("passwordProtected") is True:
        raise EncryptedExportError
    items = document.get("items")
    if not isinstance(items, list) or len(items) > _ITEMS:
        raise NotWhatItSaysError(tr("data that is no list of passwords"))
    groups = _groups(document)
    taken = Taken()
    for position, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise FileDamagedError
        _take(taken, position, item, groups)
    return taken


def _decode(untrusted: bytes) -> dict[str, object]:
    import msgspec

    try:
        document: object = msgspec.json.decode(untrusted.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise FileDamagedError from None
    if not isinstance(document, dict):
        raise NotWhatItSaysError(tr("data that is no list of passwords"))
    return document


def _groups(document: dict[str, object]) -> dict[str, str]:
    """Folder or collection id to its name."""
    found: dict[str, str] = {}
    for key in ("folders", "collections"):
        for one in _dicts(document.get(key)):
            found[_text(one.get("id"))] = _text(one.get("name"))
    return found


def _take(taken: Taken, position: int, item: dict[str, object], groups: dict[str, str]) -> None:
    kind = item.get("type")
    if kind != _LOGIN:
        taken.leave(position, _KINDS.get(kind, "other-kind") if isinstance(kind, int) else "other-kind")
        return
    if item.get("deletedDate"):
        taken.leave(position, "recycle-bin")
        return
    login = item.get("login")
    login = login if isinstance(login, dict) else {}
    addresses = [_text(uri.get("uri")).strip() for uri in _dicts(login.get("uris"))]
    addresses = [address for address in addresses if address]
    seed, reason = try_seed(_text(login.get("totp"))) if _text(login.get("totp")).strip() else (None, "")
    if reason:
        taken.faults.append(Fault(position, "login.totp", reason))
    extra = tuple(
        (_text(one.get("name")), _text(one.get("value"))) for one in _dicts(item.get("fields")) if one.get("value")
    )
    if reason:
        extra += (("totp", _text(login.get("totp"))),)
    notes = _text(item.get("notes"))
    if seed is None:
        seed, notes = seed_in_note(notes)
    password = _text(login.get("password"))
    if not password and seed is None:
        taken.leave(position, NO_PASSWORD)
        return
    user = _text(login.get("username")).strip()
    title = _text(item.get("name")).strip() or host_of(addresses[0] if addresses else "") or user
    if not title:
        taken.leave(position, "no-name", "name")
        return
    group = groups.get(_text(item.get("folderId")), "") or _first_group(item, groups)
    taken.entries.append(
        Entry(
            position,
            title,
            addresses[0] if addresses else "",
            user,
            password,
            seed,
            notes,
            group,
            tuple(addresses[1:]),
            extra,
        )
    )


def _first_group(item: dict[str, object], groups: dict[str, str]) -> str:
    ids = item.get("collectionIds")
    return groups.get(_text(ids[0]), "") if isinstance(ids, list) and ids else ""


def _dicts(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
