"""What `invite` and `rotate` share: an invitation, and what to say of it."""

from dlroadmap.cli.session import Session, print_json
from dlroadmap.remote.group.address import Invitation, write_invitation
from dlroadmap.render.screen import tell


def answer(session: Session, invitation: Invitation, name: str, mentor: bool, again: bool) -> None:
    """Print an invitation as the only line of standard output, and what to do with it."""
    from dlroadmap.render.group_admin_page import invited_lines

    line = write_invitation(invitation)
    if session.as_json:
        document = {"group": invitation.group, "member": name, "mentor": mentor}
        print_json({**document, "invitation": line})
        return
    print(line)
    tell(*invited_lines(name, mentor, invitation.address.is_local, again))
