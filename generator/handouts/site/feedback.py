"""The way from a page to the clinic, for whoever finds something wrong or unclear on it."""

from __future__ import annotations

from urllib.parse import quote


def feedback_link(address: str, *about: str) -> str:
    """Where the link in a page's foot leads; nothing where a clinic wants no post.

    Args:
        address: the clinic's e-mail or web address.
        about: what staff must know of the page, such as its title and version. It is the
            subject of a message; a web address is left as the clinic wrote it.
    """
    if not address or address.startswith("https://"):
        return address
    # RFC 6068: a space is %20 and never +, and what parts an address from its fields is
    # encoded within both.
    subject = quote(" · ".join(filter(None, about)), safe="")
    return f"mailto:{quote(address, safe='@!$*+')}" + (f"?subject={subject}" if subject else "")
