"""Who speaks for a body: its head, or whom the head has authorised in writing; never whom they authorise in turn."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Speaking(StrEnum):
    """By what one speaks (Art 3 of Decree 09/2017 and of Decree 244/2026)."""

    HEAD = "head"  # the head of the body, by the post
    STANDING = "standing"  # appointed or authorised by the head until it ends
    CASE = "case"  # authorised by the head for one matter, for a limited time


@dataclass(frozen=True)
class Authority:
    """What gives somebody the word: the kind, the head's document, the matter and the days it holds (both included)."""

    kind: Speaking
    since: date
    until: date | None = None
    document_number: str = ""
    document_date: date | None = None
    matter: str = ""


def missing(said: Authority) -> str:
    """What the authority lacks, in Vietnamese with what to do; empty where it lacks nothing."""
    if said.until is not None and said.until < said.since:
        return "Ngày cuối không trước ngày đầu. Ghi lại ngày."
    if said.kind is Speaking.HEAD:
        return ""
    if not said.document_number or said.document_date is None:
        return "Ghi số và ngày của văn bản phân công hoặc ủy quyền, vì ủy quyền phải bằng văn bản."
    if said.document_date > said.since:
        return "Văn bản ký sau ngày bắt đầu phát ngôn. Ghi lại ngày."
    if said.kind is Speaking.CASE and not said.matter:
        return "Ghi vụ việc được ủy quyền phát ngôn."
    if said.kind is Speaking.CASE and said.until is None:
        return "Ghi ngày cuối, vì ủy quyền theo vụ việc có thời hạn."
    return ""
