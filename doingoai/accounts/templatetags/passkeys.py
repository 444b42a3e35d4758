"""What a template hands to the browser's own passkeys."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(options: Mapping[str, Any]) -> str:
    """`data-options="{{ js_data.request_options|as_json }}"`: what the browser is asked for, still to be escaped."""
    return json.dumps(options, cls=DjangoJSONEncoder)
