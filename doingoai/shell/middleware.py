"""What no page of the house answers, and what every answer tells the browser beside its content."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# Devices and abilities that no page of the desk uses are off; passkeys are the browser's own and for these pages only.
_OFF = (
    "accelerometer autoplay browsing-topics camera compute-pressure cross-origin-isolated display-capture "
    "encrypted-media fullscreen gamepad geolocation gyroscope hid idle-detection local-fonts magnetometer microphone "
    "midi payment picture-in-picture screen-wake-lock serial storage-access usb window-management "
    "xr-spatial-tracking"
)
OFF = _OFF.split()
OWN = ("publickey-credentials-create", "publickey-credentials-get", "clipboard-write")
PERMISSIONS = ", ".join([*(f"{name}=()" for name in OFF), *(f"{name}=(self)" for name in OWN)])


class MethodsMiddleware:
    """Refuses every method that no page here has a meaning for, before anything is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """405 to PUT, PATCH, DELETE, TRACE and whatever else somebody thinks up."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class HeadersMiddleware:
    """Keep nothing, share nothing, use no device: said by every answer, where a view has not said otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
