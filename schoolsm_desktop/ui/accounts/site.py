"""The way from an account to its site in the browser: https and nothing else."""

from __future__ import annotations

from urllib.parse import urlsplit


def site_address(untrusted_address: str) -> str | None:
    """The https address to hand to the browser, or None where it is no address of a site.

    People type `facebook.com/oakfield`; a plain http address is asked for by https. Every other scheme, a user name or
    password inside the address, and control characters are refused.
    """
    text = untrusted_address.strip()
    if not text or any(ord(letter) < 33 or ord(letter) == 127 for letter in text):
        return None
    scheme, parted, rest = text.partition("://")
    if not parted:
        scheme, rest = "https", text
    if scheme.lower() not in ("https", "http"):
        return None
    try:
        parts = urlsplit(f"https://{rest}")
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if "." not in host or "@" in parts.netloc or not rest or rest.startswith("/"):
        return None
    return parts.geturl()
