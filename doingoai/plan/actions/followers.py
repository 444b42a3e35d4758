"""What of the plan follows its bodies, in the order in which it goes; an undo goes the other way."""

from doingoai.plan.actions.following import PLAN
from doingoai.plan.actions.following_drafts import DRAFTS
from doingoai.plan.actions.following_links import LINKS
from doingoai.plan.actions.following_money import MONEY
from doingoai.plan.actions.own import OWN

# Links go first: what they open is told by how the parts stand before.
FOLLOWERS = {"plan.links": LINKS, "plan": PLAN, "plan.own": OWN, "plan.money": MONEY, "plan.drafts": DRAFTS}
