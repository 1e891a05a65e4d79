"""The prior: which items one knows together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dlroadmap.guide.prior import Prior

from .building import category, curriculum, level


def test_items_go_together_by_what_they_share() -> None:
    """Of two items the scores vary together more if both follow, or lead to, the same.

    The same holds for category, its name, level, and kind; each of them alone decides here.
    """

    def together(
        requires: Mapping[str, Sequence[str]] = MappingProxyType({}),
        levels: Sequence[Sequence[tuple[str, ...]]] = ((("u",), ("a",), ("b",), ("v",)),),
        kind: str = "concept",
    ) -> float:
        made = curriculum(
            *(
                level(*(category(*keys, id=f"c-{keys[0]}") for keys in parts), id=f"l{index}")
                for index, parts in enumerate(levels)
            ),
            requires=requires,
        )
        made = replace(made, items={**made.items, "b": made.items["b"]._replace(kind=kind)})
        prior = Prior(made)
        return prior.covariances(prior.keys.index("a"), [prior.keys.index("b")])[0]

    apart = together()
    assert together(kind="project") < apart
    assert together(levels=((("u",), ("a",)), (("b",), ("v",)))) < apart
    assert together(levels=((("u",), ("a", "b"), ("v",)),)) > apart
    before = together({"a": ["u", "v"], "b": ["u", "v"]})
    assert before > together({"a": ["u"], "b": ["v"]}) + 1
    after = together({"u": ["a", "b"], "v": ["a", "b"]})
    assert after > together({"v": ["a"], "u": ["b"]}) + 1


def test_categories_of_one_name_go_together_in_every_level() -> None:
    """Who knows the mathematics of one level is likelier to know that of the next."""
    made = curriculum(
        level(category("a", id="maths"), category("b", id="tools"), id="l0"),
        level(category("c", id="maths"), category("d", id="tools"), id="l1"),
    )
    prior = Prior(made)
    maths, tools = prior.covariances(prior.keys.index("a"), [2, 3])
    assert maths > tools
