"""What may be done, and by whom: predicates over the person acting and the agency whose the thing is."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from rules.predicates import Predicate, predicate

from doingoai.agencies.domain import GRANTERS, Role


class Named(Protocol):
    """A body by its slug."""

    @property
    def slug(self) -> str:
        """The body's slug."""


class Acting(Protocol):
    """Somebody acting for one agency, with the roles they hold there."""

    @property
    def roles(self) -> Collection[Role]:
        """The roles."""

    @property
    def agency(self) -> Named:
        """The agency."""


@dataclass(frozen=True)
class Right:
    """Something that may be done, said in words; the predicate tells who may."""

    words: str
    held_by: Predicate

    def __call__(self, actor: Acting, of: str | Collection[str] = "") -> bool:
        """Whether the person acting may; `of` is the slug of the agency whose the thing is, or of several."""
        return bool(self.held_by.test(actor, of))


def has(*roles: Role) -> Predicate:
    """The person acting has one of the roles."""

    def holds(actor: Acting) -> bool:
        return not set(roles).isdisjoint(actor.roles)

    return Predicate(holds, name=" or ".join(sorted(roles)))


@predicate  # type: ignore[untyped-decorator]  # the library types no decorators
def is_own(actor: Acting, of: str | Collection[str]) -> bool:
    """The thing is that of the agency, or of one of the agencies, for which the person acts."""
    return actor.agency.slug in ({of} if isinstance(of, str) else of)


may_grant = Right("accounts and roles may be given and ended", has(*GRANTERS))
may_succeed = Right("what becomes of bodies may be written down", has(Role.COORDINATOR))
may_name_focal = Right(
    "the focal officer of the agency may be named: by its own people, or the coordinator for anyone",
    has(Role.COORDINATOR) | is_own & has(Role.EDITOR, Role.HEAD),
)
may_keep_spokespersons = Right(
    "who speaks for the agency may be written down: by its own people, or the coordinator for anyone",
    has(Role.COORDINATOR) | is_own & has(Role.EDITOR, Role.HEAD),
)
may_reset = Right(
    "lost second factors may be taken away, and names that are locked out unlocked", has(Role.ADMINISTRATOR)
)
may_read_record = Right(
    "the record of everybody's acts may be read", has(Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR)
)
may_find_all = Right("the rows of all agencies may be found", has(Role.COORDINATOR, Role.LEADER))
