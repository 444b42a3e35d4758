"""Who may do what with the plan."""

from doingoai.agencies.domain import Role
from doingoai.agencies.domain.rights import Right, has, is_own

RECORDERS = (Role.EDITOR, Role.HEAD, Role.COORDINATOR)
READERS = (Role.COORDINATOR, Role.EDITOR, Role.HEAD, Role.FINANCE, Role.LEADER, Role.VIEWER)
COORDINATES, HEADS = has(Role.COORDINATOR), is_own & has(Role.HEAD)


class NotAllowed(Exception):
    """The person's roles do not cover this act; the message says in Vietnamese who may."""


may_read = Right(
    "the plan and its evidence may be read: by all who work on it; running the machine is no reason", has(*READERS)
)
may_coordinate = Right("plans may be adopted, periods set, parts asked for, reports frozen", COORDINATES)
may_record = Right(
    "evidence may be recorded in the agency's name: its own people, or the coordinator for anyone",
    COORDINATES | is_own & has(*RECORDERS),
)
may_set_state = Right(
    "the step of a task may be set: by an agency that leads it, or the coordinator",
    COORDINATES | is_own & has(*RECORDERS),
)
may_draft_part = Right("an agency's part of a report may be written", is_own & has(*RECORDERS))
may_sign_part = Right("an agency's part may be signed off: by its head only", HEADS)
may_read_part = Right("an agency's part may be read", has(Role.COORDINATOR, Role.LEADER) | is_own & has(*READERS))
may_return_paper = Right(
    "the signed paper of a part may be handed in: by the agency's people, or the coordinator for it",
    may_record.held_by,
)
may_make_link = Right(
    "a key link may be made and revoked for an agency: by the coordinator, or by its own head", COORDINATES | HEADS
)
may_confirm_part = Right(
    "a part that came through a key link may be confirmed: by the coordinator, or by the agency's head",
    COORDINATES | HEADS,
)
