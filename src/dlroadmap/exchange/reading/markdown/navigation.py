"""Lists and lines that lead through the page or to its translations, and are nothing to learn."""

import re

from dlroadmap.exchange.reading.markdown.blocks import Block
from dlroadmap.exchange.reading.markdown.draft import Draft, is_relative, plain
from dlroadmap.exchange.reading.markdown.html import find_elements, strip_tags
from dlroadmap.exchange.reading.markdown.things import is_link
from dlroadmap.exchange.reading.markdown.words import Words

_SHARE = 0.8
"""So many of the entries of a list are such links, if it is navigation."""

_TRANSLATION = re.compile(r"translat|i18n|locales?/|readme[._-]\w|lang(?:uage)?s?/", re.IGNORECASE)
_TRANSLATIONS = re.compile(r"translat|languages?\b", re.IGNORECASE)
_TAG = re.compile(r"<(summary)|<details|</details", re.IGNORECASE)

PAGE, FILES, TRANSLATIONS = "page", "files", "translations"

_WHY = {
    PAGE: "navigation within the page",
    FILES: "a list of links to other files, and no base address is given",
    TRANSLATIONS: "translations of the page",
}


def classify(draft: Draft, block: Block) -> str:
    """Return where nearly all entries of a list lead, if that is away from what there is to learn.

    It is PAGE, FILES, TRANSLATIONS or empty.
    """
    counts = {PAGE: 0, FILES: 0, TRANSLATIONS: 0}
    for entry in block.children:
        content = entry.children[0].content if entry.children else ""
        if "](" not in content and "][" not in content and not content.endswith("]"):
            continue
        words = draft.words(content)
        if words.links and is_link(words) and all(is_relative(one.url) for one in words.links):
            url = words.links[0].url
            kind = TRANSLATIONS if _TRANSLATION.search(url) else FILES
            counts[PAGE if url.startswith("#") else kind] += 1
    least = _SHARE * len(block.children)
    if counts[PAGE] >= least:
        return PAGE
    if sum(counts.values()) < least:
        return ""
    return max(counts, key=lambda kind: counts[kind])


class Navigation:
    """What of a page leads elsewhere, and is left out and recorded once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._translations = False

    def read_html(self, block: Block) -> list[str]:
        """Return the summaries that a piece of HTML opens, and an empty text where one ends."""
        found = []
        for tag, inside in find_elements(block.content, _TAG):
            if tag.startswith("</"):
                if not self._translations:
                    found.append("")
                self._translations = False
            elif text := strip_tags(inside):
                self._translations = bool(_TRANSLATIONS.search(text))
                if not self._translations:
                    found.append(text)
        return found

    def leads_away(self, block: Block, first: str = "") -> bool:
        """Return whether a list is navigation, which is recorded once by its line."""
        kind = TRANSLATIONS if self._translations else classify(self.draft, block)
        if not kind or (kind == FILES and (self.draft.base or self.draft.keeps_files)):
            return False
        text = next((part.content for part in block.children[0].children), first)
        self.draft.drop(block.line, plain(self.draft.words(text).text), _WHY[kind])
        return True

    def is_way(self, words: Words, line: int | None) -> bool:
        """Return whether a paragraph only leads through the page, as “back to top” does."""
        urls = [one.url for one in words.links]
        if plain(words.rest).strip(" -–—|,.:;()*·•←→⬆↑/&<>") or not all(map(is_relative, urls)):
            return False
        page = all(url.startswith("#") for url in urls)
        translated = [bool(_TRANSLATION.search(url)) for url in urls]
        if page or (len(urls) > 1 and (all(translated) or not self.draft.base)):
            kind = PAGE if page else FILES
            if any(translated):
                kind = TRANSLATIONS
            self.draft.drop_once(line, plain(words.text) or urls[0], _WHY[kind], urls[0])
            return True
        return False
