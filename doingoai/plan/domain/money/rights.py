"""Who may do what with money: pure predicates over roles and agencies."""

from collections.abc import Collection

from doingoai.agencies.domain import Role

WRITERS = frozenset({Role.EDITOR, Role.HEAD, Role.COORDINATOR})
SEE_ALL = frozenset({Role.COORDINATOR, Role.FINANCE, Role.LEADER})
SEE_OWN = WRITERS | SEE_ALL | {Role.VIEWER}


def may_see_all_money(roles: Collection[Role]) -> bool:
    """Whether the money of every agency may be read: by the coordinator, by finance, by the leadership."""
    return bool(SEE_ALL & set(roles))


def may_see_money(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether an agency's estimates, allocations and spending may be read."""
    return may_see_all_money(roles) or (own == agency and bool(SEE_OWN & set(roles)))


def may_write_estimate(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether an agency's estimate may be written: by its own people only."""
    return own == agency and bool(WRITERS & set(roles))


def may_submit_estimate(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether an agency's estimate may be signed and sent: by its head only."""
    return own == agency and Role.HEAD in roles


def may_appraise(roles: Collection[Role]) -> bool:
    """Whether the lines of estimates may be appraised: by finance."""
    return Role.FINANCE in roles


def may_return_estimate(roles: Collection[Role]) -> bool:
    """Whether an estimate may be given back to its agency, with the reason."""
    return bool(SEE_ALL & set(roles))


def may_approve(roles: Collection[Role]) -> bool:
    """Whether an appraised estimate may be approved: by the province's leadership."""
    return Role.LEADER in roles


def may_allocate(roles: Collection[Role]) -> bool:
    """Whether the allocation of money may be recorded: by finance, or by the coordinator."""
    return bool({Role.FINANCE, Role.COORDINATOR} & set(roles))


def may_spend(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether an agency's spending may be recorded: by its own people only."""
    return may_write_estimate(roles, own, agency)


def may_settle(roles: Collection[Role], own: str, agency: str) -> bool:
    """Whether an agency's money may be settled: by its head only."""
    return may_submit_estimate(roles, own, agency)


def may_choose_route(roles: Collection[Role]) -> bool:
    """Whether the route of a task's money may be chosen: by the coordinator."""
    return Role.COORDINATOR in roles
