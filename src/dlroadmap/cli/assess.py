"""dlr assess: placement in minutes."""

from dlroadmap.cli.options import flag, option, takes
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError

EXAMPLES = [
    "dlr assess",
    "dlr assess --goal self-attention",
    "dlr assess --level entry --max 15",
    "dlr assess --json --apply",
]


@takes("curriculum", "json", "color", "yes", "no_input")
def run(
    session: Session,
    level: str | None = option("--level", "ID", "Limit to the items of this level."),
    goal: list[str] | None = option("--goal", "NAME", "Limit to what leads to this goal."),
    most: int = option("--max", "N", "Maximum questions to ask (default: 25).", 25),
    areas: bool = flag("--areas", "Ask for areas first (default: only at a terminal)."),
    no_areas: bool = flag("--no-areas", "Do not ask for areas."),
    apply: bool = flag("--apply", "Tick what you very likely know, without confirmation."),
    json: bool = flag("--json", "Ask in JSON lines; read the answers from standard input."),
    yes: bool = flag("--yes", "Tick at the end without confirmation.", "-y"),
) -> None:
    """Find out in minutes what you already know, using the most informative questions.

    First, name the areas that you have worked with. From this, your answers and the
    prerequisites, dlr estimates how likely you know each other item. At the end, dlr can tick the
    items that you very likely know, marked as inferred; one dlr undo removes these ticks. Nothing
    is recorded before.

    At a terminal, dlr saves each answer. If you stop, dlr assess offers to continue. To limit the
    questions further, combine --level and --goal, or use --goal several times.
    """
    if most < 1:
        raise DlrError("usage", "--max must be at least 1.")
    if areas and no_areas:
        raise DlrError("usage", "--areas and --no-areas cannot be combined.", "Choose one.")
    if not json and not session.can_ask:
        message = "dlr assess asks questions, so it needs a terminal."
        advice = "In a script, use dlr assess --json"
        raise DlrError("no-terminal", message, advice)
    session.welcome(place=False)
    from dlroadmap.cli.subject import find_subject

    subject = find_subject(session, level, goal or ())
    if session.as_json:
        from dlroadmap.cli.json_lines import serve

        serve(session, subject, most, areas, apply or yes)
    else:
        from dlroadmap.cli.conversation import talk

        talk(session, subject, most, not no_areas, apply or yes)
