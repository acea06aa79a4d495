"""Every setting of the product, in one typed file; the environment is read nowhere else."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(env.str("TASJIL_HOME", str(ROOT / ".tasjil"))).absolute()
DEMO: bool = env.bool("TASJIL_DEMO", False)
TESTING: bool = env.bool("TASJIL_TESTING", False)
DEBUG = False

# -- secrets: the demonstration has a public key, everything else must bring its own ---------
_DEMO_KEY = "demonstration-only-this-key-is-public-and-protects-nothing"
_SHORTEST_KEY = 32
SECRET_KEY: str = env.str("TASJIL_SECRET_KEY", _DEMO_KEY if DEMO or TESTING else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "TASJIL_SECRET_KEY is not set. Outside the demonstration (TASJIL_DEMO=1) Tasjil does not "
        "start without its own secret: a long random string, kept out of the repository."
    )
if not (DEMO or TESTING):
    if SECRET_KEY == _DEMO_KEY:
        raise ImproperlyConfigured("The demonstration's secret key may not be used outside it.")
    if len(SECRET_KEY) < _SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"TASJIL_SECRET_KEY is too short: {_SHORTEST_KEY} random signs at least."
        )

ALLOWED_HOSTS: list[str] = env.list(
    "TASJIL_ALLOWED_HOSTS",
    ["localhost", "127.0.0.1", "[::1]", "testserver"] if DEMO or TESTING else [],
)
PORT: int = env.int("PORT", 8000)  # the demonstration's gateways listen a little above it
PUBLIC_URL: str = env.str("TASJIL_PUBLIC_URL", f"http://127.0.0.1:{PORT}").rstrip("/")

# -- the house ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "tasjil.core",
    "tasjil.territory",
    "tasjil.accounts",
    "tasjil.seasons",
    "tasjil.families",
    "tasjil.applications",
    "tasjil.monitoring",
    "tasjil.messaging",
    "tasjil.portals",
    "tasjil.api",
    "tasjil.console",
    "tasjil.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tasjil.portals.middleware.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tasjil.portals.middleware.ContentSecurityPolicy",
    "tasjil.portals.middleware.DomainErrors",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "tasjil.portals.layout.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# -- PostgreSQL, the only engine -------------------------------------------------------------
# The console entry starts the embedded server and exports its address when none is given.
_DATABASE: dict[str, Any] = {
    **env.dj_db_url("TASJIL_DATABASE_URL", "postgresql://127.0.0.1:1/not-configured"),
    "ENGINE": "django.db.backends.postgresql",
    "CONN_HEALTH_CHECKS": True,  # a restarted server costs nobody a page
}
_DATABASE["OPTIONS"] = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,  # a server that was cut off is known as such after ten seconds
    **_DATABASE.get("OPTIONS", {}),  # the address may name a socket folder there
    # Nobody waits long for a database that is away, and it is looked for again at short intervals.
    "pool": {
        "min_size": 1,
        "max_size": env.int("TASJIL_DATABASE_POOL", 8),
        "timeout": 5,
        "reconnect_timeout": 5,
    },
}
DATABASES: dict[str, Any] = {"default": _DATABASE}

# -- people ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.StaffMember"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:  # hashing slowly proves nothing in a test and costs minutes
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "staff:sign_in"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # our own trail records sign-ins
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username", "email", "password", "ip_address"]
# How many proxies of ours stand in front. Without any, a forwarded address is a stranger's word.
PROXIES: int = env.int("TASJIL_PROXIES", 0)
AXES_IPWARE_PROXY_COUNT = PROXIES or None
AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR" if PROXIES else "REMOTE_ADDR"]
# Tries allowed for each origin, as a multiple: operators put many families behind one address.
SIGN_IN_LIMITS_SCALE: float = env.float("TASJIL_LIMITS_SCALE", 1.0)

HTTPS: bool = env.bool("TASJIL_HTTPS", not (DEMO or TESTING))
SESSION_COOKIE_NAME = "tasjil_staff"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "tasjil_csrf"
CSRF_COOKIE_AGE = 12 * 3600  # as the page on data promises of every cookie
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS: list[str] = env.list("TASJIL_TRUSTED_ORIGINS", [])
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

# -- languages: Arabic first, then French ----------------------------------------------------
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("fr", "Français")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"
# Morocco writes Western digits and dd/mm/yyyy in Arabic text too: dates are formatted by
# core/text, never by the locale.
USE_THOUSAND_SEPARATOR = False

# -- static files ----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"] if (ROOT / "static").is_dir() else []
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_MAX_AGE = 31_536_000 if not TESTING else 0

# -- telling people --------------------------------------------------------------------------
EMAIL_URL: str = env.str(
    "TASJIL_EMAIL_URL",
    f"smtp://127.0.0.1:{PORT + 25}?idempotent=yes" if DEMO or TESTING else "",
)
EMAIL_FROM: str = env.str("TASJIL_EMAIL_FROM", "tasjil@tasjil.invalid")
SMS_URL: str = env.str(
    "TASJIL_SMS_URL", f"http://127.0.0.1:{PORT + 13}/sms" if DEMO or TESTING else ""
)
SMS_SENDER: str = env.str("TASJIL_SMS_SENDER", "Tasjil")
HELP_LINE = "0800 00 11 22"

# -- caches: only for what may be lost -------------------------------------------------------
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# -- logs: structured, without personal data -------------------------------------------------
LOG_LEVEL: str = env.str("TASJIL_LOG_LEVEL", "INFO")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tasjil.core.logs.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "procrastinate": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
