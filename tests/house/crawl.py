"""Walking through the pages as a person does: from link to link, from form to form."""

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.test import Client
from django.urls import resolve

BEGIN = ("/", "/ke-hoach/?tat-ca=1", "/tim/?q=bang+chung", "/thong-bao/")
LEADS_TO = re.compile(r"""<(?:a|form)\b[^>]*?\b(?:href|action)="(/[^"]*)\"""")


def crawled(client: Client, begin: Iterable[str] = BEGIN) -> dict[str, str]:
    """One page of each address that the person reaches, by the name of its address."""
    met: dict[str, str] = {}
    waiting = [*begin]
    while waiting:
        url = html.unescape(waiting.pop(0))
        name = resolve(urlsplit(url).path).view_name
        if name not in met:
            met[name] = url
            answer = client.get(url)
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                waiting += LEADS_TO.findall(answer.content.decode())
    return met
