"""From what a person types to items: the one that a name means, or all that hold its words."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.curriculum.sections import find_sections
from dlroadmap.curriculum.spellings import find_spelled
from dlroadmap.errors import DlrError
from dlroadmap.likeness import find_near
from dlroadmap.text import clean, is_id


class Names:
    """Finds items by name: in the curriculum in use first, then in the others."""

    def __init__(
        self,
        curriculum: Curriculum,
        others: Callable[[], Iterable[Curriculum]] = tuple,
        find_curriculum: Callable[[str], Curriculum | None] | None = None,
    ) -> None:
        self._curriculum = curriculum
        self._others = others
        self._find_curriculum = find_curriculum

    @property
    def used(self) -> Curriculum:
        """The curriculum in use."""
        return self._curriculum

    def others(self) -> Iterable[Curriculum]:
        """Return all other curricula."""
        return self._others()

    def find_curriculum(self, id: str) -> Curriculum | None:
        """Return the curriculum that has an id, if it can be found without opening all."""
        if id == self.used.id:
            return self.used
        if self._find_curriculum:
            return self._find_curriculum(id)
        return next((one for one in self.others() if one.id == id), None)

    def curricula(self) -> Iterable[Curriculum]:
        """Return where names are looked up: in the curriculum in use, then in the others."""
        return chain((self._curriculum,), self._others())

    def find(self, name: str) -> tuple[str, Curriculum]:
        """Return the key of the one item that a name means, and a curriculum that holds it.

        Raises DlrError with the candidates if there are several, with near names if there is none.
        """
        found, curriculum = self._find_first(name, find_matches)
        if len(found) == 1:
            return found[0], curriculum
        raise _ambiguous(name, found, curriculum) if found else self._unknown(name)

    def find_whole(self, name: str) -> tuple[list[str], Curriculum]:
        """Return the keys whose whole key, id, alias or title this is, and who holds them."""
        return self._find_first(name, find_whole)

    def suggest(self, name: str) -> list[str]:
        """Return the ids, at most five, of items that a name resembles."""
        found, _ = self._find_first(name, find_matches)
        if found:
            return [_id(key) for key in found[:5]]
        near: list[str] = self._unknown(name).details["near"]  # type: ignore[assignment]
        return near

    def _find_first(
        self, name: str, matches: Callable[[str, Curriculum], list[str]]
    ) -> tuple[list[str], Curriculum]:
        """Return the matches of the first curriculum that has any."""
        used = self._curriculum
        if hidden := find_hidden(name, used):
            for curriculum in self._others():
                if hidden in curriculum.locations:
                    return [hidden], curriculum
        for curriculum in self.curricula() if name.strip() else ():
            if found := matches(name, curriculum):
                return found, curriculum
        return [], used

    def _unknown(self, name: str) -> DlrError:
        return self._section(name) or self._unlike(name)

    def _section(self, name: str) -> DlrError | None:
        """Return that a name is no item but a category, a level or a curriculum, if it is one."""
        word = name.strip().casefold().removesuffix("/")
        for one in self.curricula() if word else ():
            for section in find_sections(one):
                if word not in (section.key, section.name, section.name.rpartition("/")[2]):
                    continue
                subject = section.name or section.key
                if section.name and one is not self._curriculum:
                    subject += f" --curriculum {one.id}"
                message = f"“{clean(name)}” is a {section.of}, not an item."
                return DlrError(f"is-{section.of}", message, subject=subject, near=[])
        return None

    def _unlike(self, name: str) -> DlrError:
        words: dict[str, str] = {}
        for curriculum in (self._curriculum, *self._others()):
            for key in curriculum.locations:
                item = curriculum.items[key]
                for word in (item.id, item.title, *item.aliases):
                    words.setdefault(word.casefold(), item.id)
        near = find_near(name, words, most=8)
        ids = list(dict.fromkeys(words[word] for word in near))[:5]
        advice = [f"Did you mean {', '.join(ids)}?"] if ids else []
        message = f"Nothing is named “{clean(name)}”." if clean(name) else "No name specified."
        return DlrError("unknown-item", message, *advice, subject=None if ids else name, near=ids)


def find_matches(name: str, curriculum: Curriculum) -> list[str]:
    """Return the keys that a name fits in a curriculum: those of the first tier that has any.

    It is a key or id, an alias, a name in another spelling, the beginning of an id, or words of a
    title.
    """
    if found := find_exact(name, curriculum):
        return found
    spelled, name = name, name.strip().casefold()
    items = [(key, curriculum.items[key]) for key in curriculum.locations]
    if found := [key for key, item in items if name in map(str.casefold, item.aliases)]:
        return found
    if not _is_path(spelled.strip()) and (found := find_spelled(spelled, curriculum)):
        return found
    if found := [key for key, item in items if item.id.startswith(name)]:
        return found
    words = set() if "/" in name else _words(name)
    found = [key for key, item in items if words and words <= _words(item.title)]
    whole = [key for key in found if curriculum.items[key].title.casefold() == name]
    return whole or found


def _is_path(name: str) -> bool:
    """Return whether a name is ids with slashes between them, as keys and categories have them."""
    return "/" in name and all(not part or is_id(part) for part in name.split("/"))


def find_whole(name: str, curriculum: Curriculum) -> list[str]:
    """Return the keys whose key or id, else whose alias, else whose title a name is."""
    if found := find_exact(name, curriculum):
        return found
    words = name.casefold().split()
    items = [(key, curriculum.items[key]) for key in curriculum.locations]
    if found := [k for k, item in items if words in (a.casefold().split() for a in item.aliases)]:
        return found
    return [key for key, item in items if item.title.casefold().split() == words]


def find_exact(name: str, curriculum: Curriculum) -> list[str]:
    """Return the keys of the items whose key or id is this name, today or formerly.

    Blanks stand for hyphens: `multi head attention` is the id `multi-head-attention`.
    """
    name = "-".join(name.casefold().split())
    locations = curriculum.locations
    today = curriculum.renames.get(name) or name
    if today in locations:
        return [today]
    renames = curriculum.renames.items()
    found = [key for key in locations if _id(key) == name]
    found = found or [new for old, new in renames if new and new in locations and _id(old) == name]
    return list(dict.fromkeys(found))


def find_hidden(name: str, curriculum: Curriculum) -> str | None:
    """Return the key of the item that an overlay hides and that has this very name.

    Words of another item's title are not meant by it.
    """
    name = "-".join(name.casefold().split())
    found = [key for key in curriculum.hidden if name in (key, _id(key))]
    return found[0] if len(found) == 1 and not find_exact(name, curriculum) else None


def _id(key: str) -> str:
    return key.partition("/")[2]


def _ambiguous(name: str, found: list[str], curriculum: Curriculum) -> DlrError:
    ids = Counter(map(_id, found))
    names = (key if ids[_id(key)] > 1 else _id(key) for key in found[:10])
    lines = [f"  {n}: {curriculum.items[k].title}" for n, k in zip(names, found, strict=False)]
    if len(found) > 10:
        lines.append(f"  and {len(found) - 10} more")
    message = f"“{clean(name)}” could be any of {len(found)} items; nothing was changed."
    return DlrError("ambiguous-item", message, "Specify one:", *lines, candidates=found)


def search(text: str, curriculum: Curriculum) -> list[Item]:
    """Return the items that hold every word, the best first, then in file order.

    A word counts where it begins a word of the id, title, an alias (3 points each, 5 for the
    whole word) or the summary (1). A word that stands nowhere is replaced by those nearest to it.
    """
    wanted = _words(text)
    if not wanted:
        return []
    items = [curriculum.items[key] for key in curriculum.locations]
    names = [_words(" ".join((item.id, item.title, *item.aliases))) for item in items]
    texts = [_words(item.summary) for item in items]
    known = set().union(*names, *texts)
    alternatives = [_find_meant(word, known) for word in wanted]
    ranked = []
    for index, item in enumerate(items):
        scores = [
            max((_score(word, names[index], texts[index]) for word in meant), default=0)
            for meant in alternatives
        ]
        if all(scores):
            whole = text.casefold().strip() in (item.id, item.title.casefold())
            ranked.append((-sum(scores) - 10 * whole, index, item))
    return [item for *_, item in sorted(ranked, key=lambda row: row[:2])]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _find_meant(word: str, known: set[str]) -> list[str]:
    if any(other.startswith(word) for other in known):
        return [word]
    return find_near(word, sorted(known), most=3)


def _score(word: str, names: set[str], texts: set[str]) -> int:
    if word in names:
        return 5
    if any(name.startswith(word) for name in names):
        return 3
    return int(any(other.startswith(word) for other in texts))
