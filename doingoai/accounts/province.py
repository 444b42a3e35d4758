"""The token by which the province's sign-in says who came: believed only if the issuer of our settings signed it."""

from collections.abc import Iterator
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.jwtkit import verify_jti
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings

# Signatures by a key that the issuer alone has: neither none, nor one that whoever reads it could make.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
NEEDED = ["iss", "aud", "sub", "exp", "iat"]


class ProvinceToken(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """What the provider answers, its token looked at whatever way it came."""

    def complete_login(self, *args: Any, **kwargs: Any) -> SocialLogin:
        """Who came.

        :raises OAuth2Error: if there is no token that holds, or it is about somebody else than the provider tells of
        """
        login = super().complete_login(*args, **kwargs)
        if login.account.extra_data.get("id_token", {}).get("sub") != login.account.uid:
            raise OAuth2Error("no token, or one about somebody else")
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        issuer = str(self.openid_config["issuer"])
        if issuer.rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("another issuer")
        for key in self._keys(id_token):
            try:
                claims: dict[str, Any] = jwt.decode(
                    id_token, key, ALGORITHMS, {"require": NEEDED}, audience=app.client_id, issuer=issuer
                )
            except (jwt.InvalidSignatureError, jwt.InvalidKeyError):
                continue
            except jwt.PyJWTError as error:
                raise OAuth2Error("a token that does not hold") from error
            verify_jti(claims)
            return claims
        raise OAuth2Error("no key of the issuer made the signature")

    def _keys(self, id_token: str) -> Iterator[jwt.PyJWK]:
        """The keys of the issuer by one of which the token can be signed."""
        try:
            named = jwt.get_unverified_header(id_token).get("kid")
            with get_adapter().get_requests_session() as line:
                answer = line.get(self.openid_config["jwks_uri"])
                answer.raise_for_status()
                known = jwt.PyJWKSet.from_dict(answer.json())
        except jwt.PyJWTError as error:
            raise OAuth2Error("no token, or no keys") from error
        yield from (key for key in known.keys if named in (None, key.key_id))
