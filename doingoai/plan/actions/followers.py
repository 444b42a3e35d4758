"""What of the plan follows its bodies, in the order in which it goes; an undo goes the other way."""

from doingoai.plan.actions.following import PLAN
from doingoai.plan.actions.own import OWN

FOLLOWERS = {"plan": PLAN, "plan.own": OWN}
