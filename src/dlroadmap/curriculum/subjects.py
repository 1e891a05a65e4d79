"""Labels that name more than an item: a level or a category, or what a category is about."""

from dlroadmap.curriculum.labels import fold, split_words
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.sections import Section, find_sections
from dlroadmap.curriculum.spellings import foldings
from dlroadmap.curriculum.stems import EMPTY, VAGUE, stem

FEW = 2
"""So many categories may speak of a thing for each to be about it."""


def find_subjects(label: str, curriculum: Curriculum, *, described: bool = True) -> list[Section]:
    """Return the levels and categories that have a label for a title or id.

    Where none has, and with `described`, return the few categories whose descriptions speak of it.
    """
    names = {folded for folded, _ in foldings(label)}
    sections = [one for one in find_sections(curriculum) if one.name]
    found = [one for one in sections if names & _names(one)]
    said = [word for word in map(stem, split_words(label)) if word not in EMPTY | VAGUE]
    if found or not said or not described:
        return found
    phrase = f" {' '.join(map(stem, split_words(label)))} "
    about = [
        one
        for one in sections
        if one.of == "category"
        and phrase in f" {' '.join(map(stem, split_words(one.categories[0].description)))} "
    ]
    return about if len(about) <= FEW else []


def _names(section: Section) -> set[str]:
    title = section.categories[0].title if section.of == "category" else section.title
    names = (title, section.name.rpartition("/")[2])
    return {fold(name, plural=plural) for name in names for plural in (True, False)}
