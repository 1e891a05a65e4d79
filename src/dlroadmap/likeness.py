"""What a misspelled name may have meant: one measure for names of every kind."""

from collections.abc import Iterable, Sequence

LIKENESS = 0.75
"""How alike two names are that are offered for each other, by difflib's ratio from 0 to 1."""

OTHER_BEGINNING = 0.85
"""How alike they are where they begin with different letters, which is a rare mistake."""


def find_near(
    name: str, names: Iterable[str], most: int = 5, *, beginnings: bool = False
) -> list[str]:
    """Return the names that a misspelled one may have meant, the likeliest first.

    With `beginnings` these are the names that begin with it, if there are any.
    """
    from difflib import SequenceMatcher

    wanted, names = name.strip().casefold(), list(names)
    if beginnings and len(wanted.lstrip("-")) > 1:
        begun = [known for known in names if known.casefold().startswith(wanted)]
        if begun:
            return begun[:most]
    matcher = SequenceMatcher(b=wanted)
    found = []
    for known in names:
        matcher.set_seq1(spelled := known.casefold())
        least = LIKENESS if spelled[:1] == wanted[:1] else OTHER_BEGINNING
        # The first two are quick, and never less than the third.
        bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        if spelled and all(bound() >= least for bound in bounds):
            found.append((matcher.ratio(), known))
    found.sort(key=lambda pair: -pair[0])
    return list(dict.fromkeys(known for _, known in found))[:most]


def ask_for_near(name: str, names: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """Return the question whether a near name was meant; none where no name is near."""
    return ask_for(find_near(name, names, most))


def ask_for(near: Sequence[str]) -> tuple[str, ...]:
    """Return the question whether one of these names was meant; none where there are none."""
    return (f"Did you mean {', '.join(near)}?",) if near else ()
