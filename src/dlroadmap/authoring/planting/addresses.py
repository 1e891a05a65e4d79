"""Links as resources: what kind of thing an address leads to, and what to call it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from dlroadmap.authoring.outline import Link
from dlroadmap.authoring.planting.wording import fit_title
from dlroadmap.curriculum.model import RESOURCE_TYPES
from dlroadmap.text import clean, is_web_address

_HOSTS = (
    ("video", r"youtube\.com|youtu\.be|vimeo\.com|twitch\.tv"),
    ("paper", r"arxiv\.org|openreview\.net|doi\.org|dl\.acm\.org|aclanthology\.org"),
    ("course", r"coursera\.org|udacity\.com|edx\.org|udemy\.com|khanacademy\.org|fast\.ai"),
    ("course", r"ocw\.mit\.edu|pluralsight\.com|datacamp\.com|brilliant\.org"),
    (
        "docs",
        r"readthedocs\.(?:io|org)|developer\.mozilla\.org|wikipedia\.org|docs\..+|pytorch\.org",
    ),
    ("book", r"amazon\.[a-z.]+|oreilly\.com|goodreads\.com|manning\.com"),
    ("community", r"reddit\.com|discord\.(?:gg|com)|slack\.com|stackoverflow\.com"),
)
_TYPES = [(kind, re.compile(rf"(?:.+\.)?(?:{hosts})")) for kind, hosts in _HOSTS]
_REPOSITORY = re.compile(r"/[\w.-]+/[\w.-]+(?:/tree/[^/]+)?/?")
_COSTS = ("free", "paid")


@lru_cache(maxsize=1024)
def identify(url: str) -> str:
    """Return an address in one form, so that two that lead to the same place are equal."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}{fragment}"


@lru_cache(maxsize=1024)
def mend_address(url: str) -> str:
    """Return an address that the format takes; empty where it is none."""
    address = url.strip().replace(" ", "%20")
    return address if is_web_address(address) and clean(address) == address else ""


def guess_type(url: str) -> str:
    """Return what an address leads to: by its host, else a post."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.casefold()
    if host in ("github.com", "gitlab.com", "codeberg.org"):
        return "repository" if _REPOSITORY.fullmatch(parts.path) else "docs"
    if host == "youtube.com" and path.startswith(("/@", "/c/", "/channel/", "/user/")):
        return "channel"
    for kind, pattern in _TYPES:
        if pattern.fullmatch(host):
            return kind
    if path.endswith(".pdf"):
        return "paper"
    return "docs" if "/docs/" in f"{path}/" or "/documentation/" in f"{path}/" else "post"


def name_links(links: Iterable[Link]) -> str:
    """Return what to call a thing that is nothing but links: by the first title, else address."""
    links = list(links)
    names = (fit_title(link.title).title for link in links)
    urls = (mend_address(link.url) for link in links)
    url = next(filter(None, urls), "")
    return next(filter(None, names), "") or (name_address(url) if url else "")


def name_address(url: str) -> str:
    """Return host and path of an address, to stand for a title that is missing."""
    parts = urlsplit(url)
    path = unquote(parts.path.rstrip("/"))
    return fit_title(f"{parts.netloc.removeprefix('www.')}{path}").title or url[:100]


def make_resources(links: Iterable[Link]) -> tuple[list[dict[str, str]], list[Link]]:
    """Return links as resources, each address once, and those whose address is none."""
    found: dict[str, dict[str, str]] = {}
    refused: list[Link] = []
    for link in links:
        url = mend_address(link.url)
        if not url:
            refused.append(link)
            continue
        resource = {
            "title": fit_title(link.title).title or name_address(url),
            "url": url,
            "type": link.type if link.type in RESOURCE_TYPES else guess_type(url),
        }
        if link.cost in _COSTS and link.cost != "free":
            resource["cost"] = link.cost
        if part := clean(link.part):
            resource["part"] = part
        found.setdefault(identify(url), resource)
    return list(found.values()), refused
