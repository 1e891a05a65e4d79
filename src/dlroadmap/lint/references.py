"""Words for names that lead nowhere, with the one that was probably meant."""

from collections.abc import Sequence

from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault
from dlroadmap.format.validation import nearest


def describe_unknown(fault: Fault) -> str:
    """Return the words for a reference to a curriculum, or an item, that is not there."""
    values = fault.values
    reference, home, other = values["reference"], values["home"], values["other"]
    if other is None:
        return f"no curriculum `{home}` is known here, so `{reference}` leads nowhere"
    where = "this curriculum" if other is values["draft"] else f"curriculum `{home}`"
    id = reference.rpartition("/")[2]
    return f"no item `{id}` is defined in {where}{_hint(other, id)}"


def suggest(name: str, names: Sequence[str]) -> str:
    """Return `; did you mean …?` with the nearest of some names, or nothing."""
    return ask_for(nearest(name, names))


def ask_for(name: str) -> str:
    """Return `; did you mean …?` with a name, or nothing for none."""
    return f"; did you mean `{name}`?" if name else ""


def _hint(other: Draft, id: str) -> str:
    renamed = other.renames.get(f"{other.id}/{id}", "")
    if renamed is None:
        return "; it was retired"
    if renamed:
        home, _, today = renamed.partition("/")
        return f"; it is `{today if home == other.id else renamed}` now"
    return suggest(id, list(other.definitions))
