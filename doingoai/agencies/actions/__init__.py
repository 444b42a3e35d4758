"""Writes of the room: the profile brought in, accounts and roles, successions."""

from doingoai.agencies.actions.people import (
    SPOKEN,
    LastKeeper,
    MayNotGrant,
    MayNotReset,
    NotDone,
    OwnAccount,
    Welcome,
    add_person,
    close_account,
    correct_person,
    end_role,
    grant_role,
    renew_password,
    reopen_account,
    reset_second_factor,
    unlock,
)
from doingoai.agencies.actions.profile import load_profile

__all__ = [
    "SPOKEN",
    "LastKeeper",
    "MayNotGrant",
    "MayNotReset",
    "NotDone",
    "OwnAccount",
    "Welcome",
    "add_person",
    "close_account",
    "correct_person",
    "end_role",
    "grant_role",
    "load_profile",
    "renew_password",
    "reopen_account",
    "reset_second_factor",
    "unlock",
]
