"""Settings, all from the environment. Without any variable they are production's, and refuse to start.

Every variable read here is described in docs/operators.md.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from newsroom.mail import mail_settings

BASE_DIR = Path(__file__).resolve().parent.parent
EXAMPLE_SECRETS = ("change-me", "secret", "example", "demo")


def envbool(name: str, default: bool = False) -> bool:
    """Return the variable as a yes or no. Raises ImproperlyConfigured on anything else."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return value in ("1", "true", "yes", "on") if value else default
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def envint(name: str, default: int) -> int:
    """Return the variable as a whole number above nought. Raises ImproperlyConfigured on anything else."""
    value = os.environ.get(name, "").strip()
    if value and not (value.isascii() and value.isdigit() and int(value)):
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number above 0.")
    return int(value) if value else default


def envlist(name: str) -> list[str]:
    """Return the variable's words, which commas separate."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def command_language() -> str:
    """Return the language that commands speak. Raises ImproperlyConfigured for one the site has not."""
    code = os.environ.get("NEWSROOM_LANGUAGE", "").strip().lower()
    codes = [known for known, _name in LANGUAGES]
    if code and code not in codes:
        raise ImproperlyConfigured(f"NEWSROOM_LANGUAGE is {code!r}: write one of {', '.join(codes)}.")
    return code or LANGUAGE_CODE


def secret_key() -> str:
    """Return the secret key. Raises ImproperlyConfigured where production has none, a short or an example one."""
    key = os.environ.get("NEWSROOM_SECRET_KEY", "")
    if DEMO:
        return key or "demo-only-and-on-this-machine-only-" + "0123456789" * 3
    if not key:
        raise ImproperlyConfigured(
            "NEWSROOM_SECRET_KEY is not set. Production needs a random one of 50 characters or more; "
            "to try the site on this machine only, set NEWSROOM_DEMO=1 or run `make demo`."
        )
    if len(key) < 50 or len(set(key)) < 10 or any(word in key.lower() for word in EXAMPLE_SECRETS):
        raise ImproperlyConfigured(
            "NEWSROOM_SECRET_KEY is an example or too short: make a random one of 50 characters or more."
        )
    return key


def allowed_hosts() -> list[str]:
    """Return the hosts answered to. Raises ImproperlyConfigured where production names none, or all."""
    hosts = envlist("NEWSROOM_ALLOWED_HOSTS")
    if any("*" in host for host in hosts):
        raise ImproperlyConfigured("NEWSROOM_ALLOWED_HOSTS holds `*`: name each host the site answers to.")
    if DEMO:
        return hosts or ["127.0.0.1", "localhost", "[::1]"]
    if not hosts:
        raise ImproperlyConfigured("NEWSROOM_ALLOWED_HOSTS is empty: name the hosts, separated by commas.")
    return hosts


def database() -> dj_database_url.DBConfig:
    """Return the database that DATABASE_URL names, or an SQLite file. Raises ImproperlyConfigured on other kinds."""
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}"
    scheme = urlsplit(url).scheme
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme!r}: write sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME."
        )
    config = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    if scheme == "sqlite":
        if not config["NAME"]:
            raise ImproperlyConfigured("DATABASE_URL names no SQLite file: write sqlite:///FILE.")
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
            "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000",
        }
        config["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    elif not config["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL names no database: write postgres://USER:PASSWORD@HOST:PORT/NAME.")
    else:
        # PostgreSQL would compile the desk's questions anew each time: 1.2 s for what then takes 20 ms.
        config.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    return config


def site_url() -> str:
    """Return the public address without its last slash. Raises ImproperlyConfigured where it is none."""
    url = os.environ.get("NEWSROOM_SITE_URL", "").strip().rstrip("/")
    if not url and DEMO:
        return ""
    if not url and ALLOWED_HOSTS:
        return f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ImproperlyConfigured(f"NEWSROOM_SITE_URL is {url!r}: write an address such as https://news.example.org.")
    return url


DEMO = envbool("NEWSROOM_DEMO")
DEBUG = envbool("NEWSROOM_DEBUG")
if DEBUG and not DEMO:
    raise ImproperlyConfigured("NEWSROOM_DEBUG is on without NEWSROOM_DEMO: production never shows tracebacks.")
DATA_DIR = Path(os.environ.get("NEWSROOM_DATA_DIR") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = secret_key()
ALLOWED_HOSTS = allowed_hosts()
DATABASES = {"default": database()}
SITE_NAME = os.environ.get("NEWSROOM_SITE_NAME") or "编研室"
SITE_URL = site_url()
PAGE_CACHE = envbool("NEWSROOM_PAGE_CACHE", True)
EMAIL_URL = os.environ.get("NEWSROOM_EMAIL_URL", "").strip()
DEFAULT_FROM_EMAIL = os.environ.get("NEWSROOM_EMAIL_FROM", "").strip()
MAIL_READY = bool(EMAIL_URL and DEFAULT_FROM_EMAIL)
globals().update(mail_settings(EMAIL_URL))

INSTALLED_APPS = [
    "articles",
    "dal",
    "dal_select2",
    "taggit",
    "django_filters",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "newsroom.address.AddressMiddleware",
    "newsroom.language.LanguageMiddleware",
    "newsroom.freshness.FreshnessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "articles.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "articles.admin.rights.HouseBackend"]
LOGIN_URL = "admin:login"
REQUIRE_2FA = envbool("NEWSROOM_REQUIRE_2FA", not DEMO)
OTP_TOTP_ISSUER = SITE_NAME
BEHIND_PROXY = envbool("NEWSROOM_BEHIND_PROXY")
PROXY_COUNT = envint("NEWSROOM_PROXY_COUNT", 1)

# A name is locked for one address, never the name for all or the address for all: so nobody locks out another.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "newsroom.address.client_address"
AXES_LOCKOUT_CALLABLE = "articles.admin.throttle.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "kept", "code"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # a capture of 5 MiB pasted as text, and the rest of its form
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # the import page takes 200, and says so of more

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
COMMAND_LANGUAGE = command_language()
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

TAGGIT_TAGS_FROM_STRING = "articles.text.tags.split_tags"
TAGGIT_STRING_FROM_TAGS = "articles.text.tags.join_tags"
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "manifest-src": ["'self'"],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "articles.admin.forged.token_refused"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if not DEMO:
    SECURE_SSL_REDIRECT = envbool("NEWSROOM_HTTPS_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "axes": {"level": "ERROR"},  # the log of the house has it, with names and addresses
    },
}
