"""dlr group assign: ask the group to learn something by a day."""

from dlroadmap.cli.options import argument, flag, option, takes
from dlroadmap.cli.session import Session

EXAMPLES = [
    "dlr group assign backpropagation --by 2027-03-15",
    "dlr group assign entry/mathematics --by 2027-04 --to ada --to grace",
    "dlr group assign backpropagation --withdraw",
]


@takes("group", "json", "color")
def run(
    session: Session,
    name: str = argument("NAME", "An item, a category or a level of the group's track."),
    by: str | None = option("--by", "DATE", "The day; a month means its last day."),
    to: list[str] | None = option("--to", "LEARNER", "Only this member (may be repeated)."),
    withdraw: bool = flag("--withdraw", "Take back what was asked."),
) -> None:
    """Ask your group to learn something by a day.

    After a member's next dlr group sync it is one of their goals, which they can decline.
    """
