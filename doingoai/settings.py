"""Every setting, read from the environment, with a default that runs on one small server.

The names that start with DOINGOAI_ are described in docs/reference/settings.md.
"""

import os
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DOINGOAI_DATA", BASE_DIR / "var")).resolve()
PROFILE_DIR = Path(os.environ.get("DOINGOAI_PROFILE", BASE_DIR / "doingoai" / "profiles" / "lao_cai")).resolve()

# The year whose plan opens first. Empty: the newest year that has an adopted plan.
WORKING_YEAR = int(os.environ.get("DOINGOAI_YEAR") or 0) or None

DEBUG = os.environ.get("DOINGOAI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("DOINGOAI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_URL = os.environ.get("DOINGOAI_BASE_URL", "http://127.0.0.1:8000")
HTTPS = BASE_URL.startswith("https://")


def _secret_key() -> str:
    """The signing key: from the environment, else made once and kept in the data folder."""
    if key := os.environ.get("DOINGOAI_SECRET_KEY"):
        return key
    path = DATA_DIR / "secret.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made under another name first, so that two processes starting together agree on one key.
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


# A key that was replaced still reads what it enciphered and signed, until that is written anew.
SECRET_KEY, SECRET_KEY_FALLBACKS = _secret_key(), os.environ.get("DOINGOAI_SECRET_KEY_BEFORE", "").split()


def _database(url: str) -> dict[str, object]:
    """A Django database from `sqlite:///path` or `postgresql://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path),
            # WAL without IMMEDIATE makes lock errors worse: a reader that turns writer fails at once.
            "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE", "init_command": pragmas},
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or parse_qs(parts.query).get("host", [""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(os.environ.get("DOINGOAI_DATABASE") or f"sqlite://{DATA_DIR}/doingoai.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "doingoai.ops",
    "doingoai.plan",
    "doingoai.law",
    "doingoai.agencies",
    "doingoai.documents",
    "doingoai.search",
    "doingoai.mail",
    "doingoai.audit",
    "doingoai.jobs",
    "doingoai.accounts",
    "doingoai.shell",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "rules",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "doingoai.shell.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "doingoai.ops.middleware.Health",
    "doingoai.shell.middleware.MethodsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "doingoai.accounts.middleware.LanguageMiddleware",
    "doingoai.audit.middleware.RecordMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "doingoai.agencies.middleware.ActorMiddleware",
    "doingoai.accounts.middleware.SessionLimitsMiddleware",
    "doingoai.accounts.middleware.FreshPasswordMiddleware",
    "doingoai.accounts.middleware.SecondFactorMiddleware",
    # Before what is typed may be kept in the session until one has shown who one is.
    "doingoai.documents.middleware.GuardMiddleware",
    "doingoai.accounts.middleware.SensitiveMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "doingoai.urls"
WSGI_APPLICATION = "doingoai.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["doingoai.shell.loaders.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "doingoai.shell.context.frame",
            ],
        },
    }
]

# Sign-in: one path only, django-allauth's.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "rules.permissions.ObjectPermissionBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "doingoai.accounts.validators.LocalWordsValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "/"
ACCOUNT_FORMS = {
    "login": "doingoai.accounts.forms.SignInForm",
    "change_password": "doingoai.accounts.forms.PasswordForm",
    "reauthenticate": "doingoai.accounts.forms.PasswordAgainForm",
    "reset_password": "doingoai.accounts.forms.LostPasswordForm",
    "reset_password_from_key": "doingoai.accounts.forms.NewPasswordForm",
}
ACCOUNT_ADAPTER = "doingoai.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"username", "email"}, ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION, ACCOUNT_EMAIL_SUBJECT_PREFIX = "none", ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = ACCOUNT_LOGOUT_ON_GET = ACCOUNT_SESSION_REMEMBER = False
# Before an act that opens doors for others one shows again who one is, unless one did in this time.
ACCOUNT_REAUTHENTICATION_TIMEOUT, PASSWORD_RESET_TIMEOUT = 15 * 60, 60 * 60
# Behind https stands a proxy: wrong passwords are counted for the address it names, not for the proxy's own.
ALLAUTH_TRUSTED_PROXY_COUNT = int(HTTPS)

# The second factor. Whose role demands one sets it up before anything else; only an installation that nobody outside
# its own machine can reach may be tried without.
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
ON_TRIAL = not HTTPS and LOOPBACK.issuperset(ALLOWED_HOSTS)
SECOND_FACTOR_REQUIRED = not ON_TRIAL or os.environ.get("DOINGOAI_SECOND_FACTOR") == "1"
MFA_ADAPTER = "doingoai.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "doingoai.accounts.forms.CodeForm",
    "reauthenticate": "doingoai.accounts.forms.CodeAgainForm",
    "activate_totp": "doingoai.accounts.forms.FirstCodeForm",
    "add_webauthn": "doingoai.accounts.forms.PasskeyForm",
}
# Clocks of telephones go a little wrong: the code before and the one after are taken too.
MFA_TOTP_ISSUER, MFA_TOTP_TOLERANCE, MFA_PASSKEY_LOGIN_ENABLED = "doingoai", 1, True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Ten wrong passwords or codes for one person from one address within an hour lock that door for an hour.
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME = 10, 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "doingoai.accounts.views.locked"
AXES_USERNAME_CALLABLE = "doingoai.accounts.queries.named_in"
AXES_CLIENT_IP_CALLABLE = "doingoai.accounts.queries.address_of"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "credential", "oldpassword", "password1", "password2"]
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# The province's own accounts by OpenID Connect; off until an issuer is named. Nobody signs up that way.
OIDC_ISSUER = os.environ.get("DOINGOAI_OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = os.environ.get("DOINGOAI_OIDC_NAME", "tài khoản của tỉnh")
OIDC_TRUSTS_FACTOR = os.environ.get("DOINGOAI_OIDC_TRUSTS_FACTOR") == "1"
OIDC_CLIENT, OIDC_SECRET = os.environ.get("DOINGOAI_OIDC_CLIENT", ""), os.environ.get("DOINGOAI_OIDC_SECRET", "")
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_ADAPTER = "doingoai.accounts.adapter.ProvinceAdapter"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-doingoai" if HTTPS else "doingoai"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "doingoai.shell.views.stale_form"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []
# What is said to a person stands in the session, not in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT, SECURE_REDIRECT_EXEMPT = HTTPS, [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # A browser asks here too when a form is answered by a redirect to the province's own sign-in.
        "form-action": [SELF, *([urljoin(OIDC_ISSUER, "/")] if OIDC_ISSUER else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Uploads stay in memory until the guard has looked at them: nothing secret may touch the disk.
FILE_UPLOAD_HANDLERS = ["doingoai.documents.receivers.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
# What must wait until it is looked at waits in memory too, where web and worker both find it.
HELD_ROOT = Path("/dev/shm") / f"doingoai-{os.getuid()}-{sha256(bytes(DATA_DIR)).hexdigest()[:16]}"  # noqa: S108  # 0700
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("DOINGOAI_STATIC", DATA_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
ANCHOR = Path(os.environ.get("DOINGOAI_ANCHOR") or DATA_DIR / "anchor" / "record.txt")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["doingoai.shell.formats"]
USE_THOUSAND_SEPARATOR = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail leaves through SMTP where a server is named; else the letters are written to files one can open.
SMTP_URL = os.environ.get("DOINGOAI_SMTP", "")
_smtp = urlsplit(SMTP_URL)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SMTP_URL else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "localhost", _smtp.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_TLS = _smtp.scheme == "smtp+tls"
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_TIMEOUT = 30
# Reminders leave in these hours only, on working days, by the clock of TIME_ZONE.
OFFICE_HOURS = os.environ.get("DOINGOAI_HOURS", "8:00-11:30, 13:30-17:00")
DEFAULT_FROM_EMAIL = os.environ.get("DOINGOAI_MAIL_FROM", "doingoai@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"keys": {"()": "doingoai.plan.domain.links.Masked"}},
    "formatters": {"line": {"()": "doingoai.shell.log.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["keys"]}},
    "loggers": {"axes": {"level": "ERROR"}},  # wrong passwords stand on the record
    "root": {"handlers": ["stderr"], "level": os.environ.get("DOINGOAI_LOG", "INFO")},
}
