"""The pages of the rules, the days off and the clocks."""

from doingoai.law.views.desk import actor_of, is_staff

__all__ = ["actor_of", "is_staff"]
