"""Who names the focal officer of a body."""

from collections.abc import Collection

from doingoai.agencies.domain import Role

NAMERS = frozenset({Role.EDITOR, Role.HEAD})


def may_name_focal(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether the focal officer of the agency may be named: by its own people, or the coordinator for anyone."""
    return Role.COORDINATOR in roles or (own == agency and bool(NAMERS & set(roles)))
