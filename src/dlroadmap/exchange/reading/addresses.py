"""Web addresses in the free text of a cell or an annotation."""

import re

from dlroadmap.authoring.outline import Link
from dlroadmap.text import is_web_address

_LINK = re.compile(r"\[([^\[\]]*)\]\((https?://[^\s()]+)\)|(https?://[^\s<>\"]+)", re.IGNORECASE)
_AROUND = " \t\n:;,<>()[]-–—"
"""What stands between the words and the addresses of a text."""


def find_links(text: str) -> tuple[list[Link], str]:
    """Return the addresses of a text, and the rest of it, without what set them off.

    One address takes the rest for its title; then nothing is left.
    """
    links = []
    for title, marked, bare in _LINK.findall(text):
        url = marked or _trim(bare)
        if is_web_address(url):
            links.append(Link(title.strip(), url))
    if not links:
        return [], text.strip()
    rest = _LINK.sub(" ", text).strip(_AROUND)
    if len(links) == 1 and not links[0].title and rest:
        return [links[0]._replace(title=" ".join(rest.split()))], ""
    return links, rest


def _trim(address: str) -> str:
    """Return an address without the punctuation of the sentence that it ends."""
    address = address.rstrip(".,;:!?'*")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1]
    return address
