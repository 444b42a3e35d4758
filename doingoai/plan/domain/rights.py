"""Who may do what with the plan: pure predicates over roles and agencies."""

from collections.abc import Collection

from doingoai.agencies.domain import Role

RECORDERS = frozenset({Role.EDITOR, Role.HEAD, Role.COORDINATOR})
READERS = frozenset({Role.COORDINATOR, Role.EDITOR, Role.HEAD, Role.FINANCE, Role.LEADER, Role.VIEWER})
OVERSEERS = frozenset({Role.COORDINATOR, Role.LEADER})


class NotAllowed(Exception):
    """The person's roles do not cover this act; the message says in Vietnamese who may."""


def may_read(roles: Collection[Role]) -> bool:
    """Whether the plan and its evidence may be read: by all who work on it; running the machine is no reason."""
    return bool(READERS & set(roles))


def may_coordinate(roles: Collection[Role]) -> bool:
    """Whether plans may be adopted, periods set, parts asked for, reports frozen."""
    return Role.COORDINATOR in roles


def may_record(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether evidence may be recorded in the agency's name: its own people, or the coordinator for anyone."""
    return Role.COORDINATOR in roles or (own == agency and bool(RECORDERS & set(roles)))


def may_set_state(roles: Collection[Role], own: str, leads: Collection[str]) -> bool:
    """Whether the step of a task may be set: by an agency that leads it, or the coordinator."""
    return Role.COORDINATOR in roles or (own in leads and bool(RECORDERS & set(roles)))


def may_draft_part(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether an agency's part of a report may be written."""
    return own == agency and bool(RECORDERS & set(roles))


def may_sign_part(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether an agency's part may be signed off: by its head only."""
    return own == agency and Role.HEAD in roles


def may_read_part(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether an agency's part may be read."""
    return (own == agency and may_read(roles)) or bool(OVERSEERS & set(roles))


def may_return_paper(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether the signed paper of a part may be handed in: by the agency's people, or the coordinator for it."""
    return may_record(roles, own, agency)


def may_make_link(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether a key link may be made and revoked for an agency: by the coordinator, or by its own head."""
    return Role.COORDINATOR in roles or (own == agency and Role.HEAD in roles)


def may_confirm_part(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether a part that came through a key link may be confirmed: by the coordinator, or by the agency's head."""
    return Role.COORDINATOR in roles or may_sign_part(roles, own, agency)
