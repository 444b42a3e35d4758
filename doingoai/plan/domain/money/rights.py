"""Who may do what with money."""

from doingoai.agencies.domain import Role
from doingoai.agencies.domain.rights import Right, has, is_own

SEES_ALL = has(Role.COORDINATOR, Role.FINANCE, Role.LEADER)
OWN_WRITERS, OWN_HEAD = is_own & has(Role.EDITOR, Role.HEAD, Role.COORDINATOR), is_own & has(Role.HEAD)

may_see_all_money = Right(
    "the money of every agency may be read: by the coordinator, by finance, by the leadership", SEES_ALL
)
may_see_money = Right(
    "an agency's estimates, allocations and spending may be read",
    SEES_ALL | is_own & has(Role.EDITOR, Role.HEAD, Role.VIEWER),
)
may_write_estimate = Right("an agency's estimate may be written: by its own people only", OWN_WRITERS)
may_submit_estimate = Right("an agency's estimate may be signed and sent: by its head only", OWN_HEAD)
may_appraise = Right("the lines of estimates may be appraised: by finance", has(Role.FINANCE))
may_return_estimate = Right("an estimate may be given back to its agency, with the reason", SEES_ALL)
may_approve = Right("an appraised estimate may be approved: by the province's leadership", has(Role.LEADER))
may_allocate = Right(
    "the allocation of money may be recorded: by finance, or by the coordinator", has(Role.FINANCE, Role.COORDINATOR)
)
may_spend = Right("an agency's spending may be recorded: by its own people only", OWN_WRITERS)
may_settle = Right("an agency's money may be settled: by its head only", OWN_HEAD)
may_choose_route = Right("the route of a task's money may be chosen: by the coordinator", has(Role.COORDINATOR))
