"""What a mentor reads: what became of a group, its members and their invitations."""

from collections.abc import Sequence

from dlroadmap.words import pluralize

ASK = "Password of {user} on {where} (not shown): "
"""Asks for the password of the server's administrator."""


def created_lines(
    group: str, where: str, title: str, items: int, mentor: str, board: str, elsewhere: str
) -> list[str]:
    """Return that there is a group now, and what comes next.

    `elsewhere` is the id of a curriculum that members do not have by themselves.
    """
    who = "Every member sees everyone's progress." if board == "open" else "Mentors see it."
    lines = [
        f"Created the group {group} ({where}).",
        f"Curriculum: {title}, {pluralize(items, 'item')}. {who}",
        f"You are in it as {mentor}, a mentor.",
    ]
    if elsewhere:
        lines.append(
            f"{elsewhere} does not come with dlr: members need it before they join (dlr add)."
        )
    return [*lines, "To invite somebody: dlr group invite NAME"]


def invited_lines(name: str, mentor: bool, is_local: bool, again: bool) -> list[str]:
    """Return what to do with the line that was printed."""
    role = "Anyone who has this line can join as {}{}. Hand it over in private."
    lines = [role.format(name, ", a mentor" if mentor else "")]
    if again:
        lines.append("The login that was used until now no longer works.")
    lines.append("It can be used once, with: dlr group join")
    if is_local:
        lines.append("The server is this computer, so the line works on this computer only.")
    return lines


def remove_question(name: str, group: str) -> str:
    """Return what is asked before a member is removed."""
    return f"Remove {name} from {group}, with all that they sent?"


def removed_line(name: str, group: str) -> str:
    """Return that a member was removed."""
    return f"Removed {name} from {group}, with their login and all that they sent."


def known_names(names: Sequence[str], most: int = 10) -> str:
    """Return the names of members, as far as there is room."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"
