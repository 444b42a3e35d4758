"""The settings: each read from the environment, each with a default that runs."""

from dataclasses import dataclass

from doingoai.ops.reference.words import page, table


@dataclass(frozen=True)
class Setting:
    """A variable of the environment: its name, what holds where it is not given, and what it is."""

    name: str
    default: str
    what: str


SETTINGS = (
    Setting("DOINGOAI_DATA", "./var", "the data folder: database, files, mail written to files, static files, key"),
    Setting("DOINGOAI_PROFILE", "doingoai/profiles/lao_cai", "the folder of the province's profile"),
    Setting("DOINGOAI_YEAR", "–", "the year whose plan opens first; empty: the newest that has an adopted plan"),
    Setting(
        "DOINGOAI_DATABASE",
        "SQLite in the data folder",
        "sqlite:///relative/path, sqlite:////absolute/path or postgresql://user:password@host:port/name",
    ),
    Setting(
        "DOINGOAI_BASE_URL",
        "http://127.0.0.1:8000",
        "the address people use; https:// turns on secure cookies, redirects to https, and HSTS",
    ),
    Setting("DOINGOAI_HOSTS", "localhost,127.0.0.1,[::1]", "the host names it answers to, parted by commas"),
    Setting(
        "DOINGOAI_SECRET_KEY",
        "made once: secret.key in the data folder",
        "signs sessions and forms, enciphers second factors",
    ),
    Setting(
        "DOINGOAI_SECRET_KEY_BEFORE",
        "–",
        "keys that were replaced, parted by spaces: what they enciphered and signed is still read",
    ),
    Setting(
        "DOINGOAI_SMTP",
        "–",
        "smtp://, smtp+tls:// or smtps://user:password@host:port; empty: letters are files in the data folder",
    ),
    Setting(
        "DOINGOAI_HOURS",
        "8:00-11:30, 13:30-17:00",
        "the office's hours: reminders leave in them only, on working days, by the clock of Asia/Ho_Chi_Minh",
    ),
    Setting(
        "DOINGOAI_SECOND_FACTOR",
        "–",
        "1: coordinator, finance, leader and administrator must have a second factor on a trial machine too; "
        "behind https, or under another host name than this machine's own, they always must",
    ),
    Setting(
        "DOINGOAI_OIDC_ISSUER", "–", "the OpenID Connect issuer of the province's own accounts; empty: not offered"
    ),
    Setting("DOINGOAI_OIDC_NAME", "tài khoản của tỉnh", "what the button of sign-in calls them"),
    Setting("DOINGOAI_OIDC_CLIENT", "–", "the client id that the issuer gave this desk"),
    Setting("DOINGOAI_OIDC_SECRET", "–", "the client secret that the issuer gave this desk"),
    Setting(
        "DOINGOAI_OIDC_TRUSTS_FACTOR",
        "–",
        "1: a second factor that the issuer says it used (amr, acr) counts; else ours is asked for as well",
    ),
    Setting("DOINGOAI_MAIL_FROM", "doingoai@localhost", "the sender of letters"),
    Setting(
        "DOINGOAI_ANCHOR",
        "anchor/record.txt in the data folder",
        "the file that gets a line with the head of the record each minute; best on another machine",
    ),
    Setting("DOINGOAI_STATIC", "static in the data folder", "where static files are gathered"),
    Setting("DOINGOAI_DEBUG", "–", "1 only while developing"),
    Setting("DOINGOAI_LOG", "INFO", "how much is logged: DEBUG, INFO, WARNING or ERROR"),
)
MAKE = (
    ("PORT", "8000", "the port on the loopback address"),
    ("DATA", "./var", "the data folder: DOINGOAI_DATA"),
    ("YEAR", "–", "the working year: DOINGOAI_YEAR"),
    ("CASES", "–", "which cases `make bench` measures: gold, import, report, lists, pages, processes, run"),
    ("SEED", "0", "the dice of `make test-long`"),
    ("SHARD", "1/1", "which part of the heavy tests to run"),
)


def settings_page() -> str:
    """The page about settings."""
    rows = [(f"`{setting.name}`", setting.default, setting.what) for setting in SETTINGS]
    words = [(f"`{name}`", default, what) for name, default, what in MAKE]
    return page(
        "Settings",
        "All come from the environment and are read once, at the start; each has a default that runs.",
        table(("name", "default", "what it is"), rows),
        "`make` takes these, written behind the command: `make run PORT=8080 DATA=/srv/doingoai`.",
        table(("name", "default", "what it is"), words),
    )
