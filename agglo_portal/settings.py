"""Settings of the portal: one flat file, read top to bottom; only the environment differs."""

from datetime import timedelta
from glob import glob
from pathlib import Path

import environ
import pyogrio
import shapely
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from agglo_portal.basemaps import hosts_of_pictures

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def required(name: str) -> str:
    """Give a variable of the environment, or stop the start and say which one is missing."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name} (see .env.example).")
    return value


# 1. Where we run -------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = SITE_URL.startswith("https://")
ROOT_URLCONF = "agglo_portal.urls"
WSGI_APPLICATION = "agglo_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# 2. Apps and middleware ------------------------------------------------------------------------
INSTALLED_APPS = [
    "agglo_portal.core", "councils", "memoranda", "schemes",
    "agglo_portal.core.apps.RegistriesConfig",  # django.contrib.admin with our site
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles", "django.contrib.postgres",
    "django.contrib.gis", "django.contrib.humanize", "django.forms",
    "allauth", "allauth.account", "allauth.mfa", "allauth.usersessions",
    "csp", "django_filters", "django_htmx", "drf_spectacular", "drf_spectacular_sidecar", "knox",
    "leaflet", "pgtrigger", "rest_framework", "template_partials",
]  # fmt: skip
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "agglo_portal.core.middleware.LanguageMiddleware",
    "agglo_portal.core.middleware.NoNulMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "agglo_portal.core.middleware.TwoFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
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
                "agglo_portal.core.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "agglo_portal.core.templatetags.portal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# 3. Data ---------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url_config(required("DATABASE_URL"))}
DATABASES["default"] |= {
    "ENGINE": "django.contrib.gis.db.backends.postgis",
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "ATOMIC_REQUESTS": False,
    "TEST": {"NAME": "test_agglo_portal" + env.str("TEST_DB_SUFFIX", default="")},
}
# GDAL and GEOS come with the wheels: newer than Debian's, able to refuse file and network access.
GDAL_LIBRARY_PATH = glob(str(Path(pyogrio.__file__).parents[1] / "pyogrio.libs/libgdal*.so*"))[0]
GEOS_LIBRARY_PATH = glob(str(Path(shapely.__file__).parents[1] / "shapely.libs/libgeos_c*.so*"))[0]
REDIS_URL = required("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var/media"))
MEDIA_URL = "/media-is-never-served-directly/"
FILE_UPLOAD_PERMISSIONS = 0o640
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=25 * 1024 * 1024)
# An internal location of nginx over MEDIA_ROOT; empty: the web server sends files itself.
FILES_ACCEL_PREFIX = env.str("FILES_ACCEL_PREFIX", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# 4. Languages and time -------------------------------------------------------------------------
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
DOCUMENT_LANGUAGES = ["kk", "ru"]  # in which documents are legal texts (rule 37)
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["agglo_portal.formats"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = "Asia/Almaty"

# 5. Who may enter ------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": VALIDATORS + "UserAttributeSimilarityValidator"},
    {"NAME": VALIDATORS + "CommonPasswordValidator"},
    {"NAME": VALIDATORS + "NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "councils:desk"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "agglo_portal.core.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = env.int("REAUTHENTICATION_SECONDS", default=15 * 60)
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody outside gets letters of ours
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE
ACCOUNT_LOGOUT_ON_GET = False
FORMS = "agglo_portal.core.forms."
ACCOUNT_FORMS = {
    "login": FORMS + "LoginForm",
    "reauthenticate": FORMS + "ReauthenticateForm",
    "change_password": FORMS + "ChangePasswordForm",
    "set_password": FORMS + "SetPasswordForm",
    "reset_password": FORMS + "ResetPasswordForm",
    "reset_password_from_key": FORMS + "ResetPasswordKeyForm",
}
MFA_FORMS = {
    "authenticate": FORMS + "AuthenticateForm",
    "reauthenticate": FORMS + "ReauthenticateCodeForm",
    "activate_totp": FORMS + "ActivateTOTPForm",
    "add_webauthn": FORMS + "AddKeyForm",
    "edit_webauthn": FORMS + "RenameKeyForm",
}
PASSWORD_RESET_TIMEOUT = 24 * 3600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "Agglo Portal"
USERSESSIONS_TRACK_ACTIVITY = True
SECRETARIAT_TWO_FACTOR_REQUIRED = env.bool("SECRETARIAT_TWO_FACTOR_REQUIRED", default=not DEBUG)
DEMO = env.bool("DEMO", default=False)

# 6. Safety in the browser ----------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "agglo_portal.core.errors.csrf_failure"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Proxies before us (nginx: 1): so many last addresses of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
OWN = (
    "script-src", "worker-src", "style-src", "font-src", "connect-src", "manifest-src",
    "form-action",
)  # fmt: skip
NOTHING = ("default-src", "frame-ancestors", "base-uri", "object-src")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {name: [NONE] for name in NOTHING}
    | {name: [SELF] for name in OWN}
    | {"img-src": [SELF, "data:"], "frame-src": [SELF]}  # the frame: minutes to sign, as PDF
}
UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
PERMISSIONS_POLICY = {name: [] for name in UNUSED}

# 7. Static files: installed packages are served from where they are installed -------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var/static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", BASE_DIR / "node_modules/bootstrap/dist"),
    ("vendor/geoman", BASE_DIR / "node_modules/@geoman-io/leaflet-geoman-free/dist"),
    ("vendor/golos", BASE_DIR / "node_modules/@fontsource-variable/golos-text"),
    ("vendor/noto-serif", BASE_DIR / "node_modules/@fontsource-variable/noto-serif"),
]
ICONS_ROOT = BASE_DIR / "node_modules/bootstrap-icons/icons"  # set into pages, not served
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": PLAIN_STATIC if DEBUG else HASHED_STATIC,
        "OPTIONS": {"file_permissions_mode": 0o644},  # the web server runs as another user
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # with the next line: collecting takes 11 s instead of 45
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# 8. Work in the background ---------------------------------------------------------------------
CELERY_BROKER_URL = required("CELERY_BROKER_URL")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_BROKER_TRANSPORT_OPTIONS |= {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_TIMEZONE = TIME_ZONE
OUTBOX_SWEEP_SECONDS = env.float("OUTBOX_SWEEP_SECONDS", default=5.0)
CELERY_BEAT_SCHEDULE = {
    "sweep-outbox": {
        "task": "agglo_portal.core.periodic.sweep_outbox",
        "schedule": OUTBOX_SWEEP_SECONDS,
        "options": {"expires": OUTBOX_SWEEP_SECONDS},
    },
    "forget-old-answers": {
        "task": "agglo_portal.core.periodic.forget_old_answers",
        "schedule": crontab(hour=3, minute=40),
    },
    "close-rounds": {
        "task": "memoranda.periodic.negotiation.close_rounds",
        "schedule": crontab(minute=2),
    },
    "remind-of-rounds": {
        "task": "memoranda.periodic.negotiation.remind_of_rounds",
        "schedule": crontab(hour="9-18", minute=10),
    },
    "keep-force-of-memoranda": {
        "task": "memoranda.periodic.life.keep_force",
        "schedule": crontab(minute=5),
    },
    "remind-executors": {
        "task": "memoranda.periodic.life.remind_executors",
        "schedule": crontab(hour=9, minute=15, day_of_week="mon-fri"),
    },
    "forget-unconfirmed-remarks": {
        "task": "schemes.periodic.discussion.forget_unconfirmed_remarks",
        "schedule": crontab(hour=3, minute=50),
    },
    "cancel-idle-imports": {
        "task": "schemes.periodic.imports.cancel_idle_imports",
        "schedule": crontab(hour=3, minute=20),
    },
    "forget-old-files-of-schemes": {
        "task": "schemes.periodic.files.forget_old_files",
        "schedule": crontab(hour=3, minute=55),
    },
    "remind-of-measure-reports": {
        "task": "schemes.periodic.plans.remind_of_measure_reports",
        "schedule": crontab(hour=9, minute=20, day_of_week="mon-fri"),
    },
}

# 9. Mail ---------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Agglo Portal <portal@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", default=str(BASE_DIR / "var/mail"))
EMAIL_TIMEOUT = 10

# 10. REST --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "agglo_portal.core.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "agglo_portal.core.api.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": env.str("API_ANONYMOUS_RATE", default="600/min")},
    "EXCEPTION_HANDLER": "agglo_portal.core.api.exception_handler",
    "NUM_PROXIES": TRUSTED_PROXIES,
    "PAGE_SIZE": 50,
}
KNOX_TOKEN_MODEL = "core.ApiToken"  # noqa: S105 the name of a model
MIGRATION_MODULES = {"knox": None}  # its own table would be made though our model takes its place
REST_KNOX = {"TOKEN_TTL": timedelta(days=365), "TOKEN_PREFIX": "agp_"}
ENUMS = {
    "councils": [
        "Act.Kind", "Body.Kind", "Body.State", "Organisation.Kind", "Meeting.Kind",
        "Meeting.Format", "Meeting.State", "Decision.State", "Assignment.State",
        "MinutesFile.Format",
    ],
    "memoranda": [
        "Memorandum.Kind", "Memorandum.State", "ClauseKind", "Suggestion.Kind",
        "Suggestion.State", "Obligation.State", "Progress.State",
    ],
    "schemes": [
        "Edition.State", "Import.State", "Feature.Status", "Plan.Kind", "Plan.State",
        "Measure.State", "MeasureReport.State", "IndicatorValue.Kind", "PublicRemark.State",
    ],
}  # fmt: skip
SPECTACULAR_SETTINGS = {
    "TITLE": "Agglo Portal API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "defaultModelsExpandDepth": 0},
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        name.replace(".", ""): f"{app}.models.{name}"
        for app, names in ENUMS.items()
        for name in names
    }
    | {"CellState": "memoranda.rules.matrix.State", "RowState": "memoranda.rules.matrix.RowState"},
}

# 11. Map: no tile server is asked unless a setting names one -------------------------------------
LEAFLET_CONFIG = {"TILES": [], "ATTRIBUTION_PREFIX": ""}
# A list in JSON: [{"name": "…", "kind": "xyz" or "wms", "url": "https://…/{z}/{x}/{y}.png",
# "attribution": "…", "layers": "…" (of a WMS)}]. Pictures are then allowed from their hosts.
MAP_BASEMAPS = env.json("MAP_BASEMAPS", default=[])
CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] += sorted(hosts_of_pictures(MAP_BASEMAPS))

# 12. Councils: what no act confirmed for every body stays a setting -------------------------------
# Working days from the notice of a closed-door meeting to the meeting (rule 16); 0 asks for none.
CLOSED_MEETING_NOTICE_DAYS = env.int("CLOSED_MEETING_NOTICE_DAYS", default=3)

# 13. Schemes: the yearly reports of a plan (rule 32), as month and day of the next year ----------
MEASURE_REPORT_DUE = tuple(env.list("MEASURE_REPORT_DUE", cast=int, default=[1, 25]))
CONSOLIDATED_REPORT_DUE = tuple(env.list("CONSOLIDATED_REPORT_DUE", cast=int, default=[2, 15]))
# Days before the executors' reports are due on which each executor gets its one letter.
MEASURE_REPORT_REMINDER_DAYS = env.int("MEASURE_REPORT_REMINDER_DAYS", default=14)
# Public discussion: days in which a remark is confirmed from the mail, and then forgotten; remarks
# taken from one network address in an hour and from one e-mail in a day.
REMARK_CONFIRM_DAYS = env.int("REMARK_CONFIRM_DAYS", default=3)
REMARKS_PER_ADDRESS = env.int("REMARKS_PER_ADDRESS", default=20)
REMARKS_PER_EMAIL = env.int("REMARKS_PER_EMAIL", default=5)
# Files of schemes that one address of the network may order in an hour without an account.
FILES_PER_ADDRESS = env.int("FILES_PER_ADDRESS", default=30)
SCHEME_FILE_DAYS = env.int("SCHEME_FILE_DAYS", default=30)  # an older one is made anew on order

# 14. Logs --------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {  # the sweeper runs every few seconds: only what goes wrong is worth a line
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
