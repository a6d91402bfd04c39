"""Whose server an address is: this machine's or one of the house, or somebody else's."""

from ipaddress import ip_address
from urllib.parse import urlsplit

# RFC 6761, 6762, 8375, and ICANN's for intranets
_HERE = ("localhost", ".localhost", ".local", ".internal", ".home.arpa")


def nearby(address: str | None) -> bool:
    """Whether a server is this machine or one of the house: by its name or number, nobody is asked."""
    host = (urlsplit(address).hostname or "") if address else ""
    if not host:
        return False
    try:
        number = ip_address(host)
    except ValueError:  # a name; one without a dot is known in the house alone
        return "." not in host or host.endswith(_HERE)
    return number.is_loopback or number.is_private or number.is_link_local
