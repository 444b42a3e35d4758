"""Who may open the files that the plan holds: each kind asked in its turn."""

from doingoai.plan.views import desk, signed
from doingoai.plan.views.money import paying

READERS = (desk.may_open, signed.may_open, paying.may_open)
