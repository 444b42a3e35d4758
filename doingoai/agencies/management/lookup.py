"""People and agencies by the names that a person types at the command line."""

from django.core.management.base import CommandError

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.text import bare


def person_of(username: str) -> Person:
    """The person of the sign-in name.

    :raises CommandError: if there is none
    """
    try:
        return Person.objects.get(username__iexact=username)
    except Person.DoesNotExist as error:
        raise CommandError(f"Không có tài khoản {username}.") from error


def agency_of(slug: str) -> Agency:
    """The agency of the key.

    :raises CommandError: if there is none; it names the keys that come near
    """
    try:
        return Agency.objects.get(slug=slug)
    except Agency.DoesNotExist as error:
        names = Agency.objects.order_by("slug").values_list("slug", "short")
        near = [key for key, short in names if bare(slug) in bare(f"{key} {short}")][:5]
        hint = f" Gần giống: {', '.join(near)}." if near else " Mã của các cơ quan: doingoai role list --agencies"
        raise CommandError(f"Không có cơ quan {slug}.{hint}") from error
