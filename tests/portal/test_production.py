"""Production settings refuse unsafe defaults and pass Django's deployment check."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SAFE = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "k3!vX9q#Lm2@Zr8^Tn5&Wb7*Yc4(Hd6)Jf1_Ga0-Se+Pu=Ro~Qi?Xw",
    "ALLOWED_HOSTS": "portal.example.org",
    "PORTAL_BASE_URL": "https://portal.example.org",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:5432/portal",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "Portal <portal@example.org>",
    "OFFICE_EMAIL": "office@example.org",
}


def check(tmp_path: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """`manage.py check --deploy` with the safe environment and some changes (None removes)."""
    environment = {"PATH": os.environ["PATH"], "PORTAL_VAR": str(tmp_path), **SAFE}
    for name, value in changes.items():
        if value is None:
            environment.pop(name)
        else:
            environment[name] = value
    return subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning", "manage.py", "check", "--deploy",
         "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_safe_environment_passes_the_deployment_check(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"PORTAL_BASE_URL": "http://portal.example.org"}, "PORTAL_BASE_URL"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL"),
        ({"EMAIL_HOST": None}, "EMAIL_HOST"),
        ({"DEFAULT_FROM_EMAIL": None}, "DEFAULT_FROM_EMAIL"),
        ({"OFFICE_EMAIL": None}, "OFFICE_EMAIL"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEMO": "yes"}, "DEMO"),
    ],
)
def test_an_unsafe_default_is_refused_by_name(
    tmp_path: Path, changes: dict[str, str | None], named: str
) -> None:
    result = check(tmp_path, **changes)
    assert result.returncode != 0
    assert "ImproperlyConfigured" in result.stderr
    assert named in result.stderr.splitlines()[-1]


def _print_settings(tmp_path: Path, expression: str, **environment: str) -> str:
    code = (
        f"from django.conf import settings as s; import django; django.setup(); print({expression})"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "PORTAL_VAR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "expression", "value"),
    [
        ({}, "s.DATABASES['default']['ENGINE']", "django.db.backends.sqlite3"),
        (
            {"DATABASE_URL": "postgresql://u:p%40ss@db:5433/portal"},
            "[s.DATABASES['default'][k] for k in ('HOST', 'PORT', 'USER', 'PASSWORD', 'NAME')]",
            "['db', '5433', 'u', 'p@ss', 'portal']",
        ),
        (
            {"REDIS_URL": "redis://127.0.0.1:6379/0"},
            "s.CACHES['default']['BACKEND']",
            "django.core.cache.backends.redis.RedisCache",
        ),
        (
            {"S3_BUCKET": "b", "S3_ACCESS_KEY": "k", "S3_SECRET_KEY": "s"},
            "s.STORAGES['private']['OPTIONS']['querystring_auth']",
            "True",
        ),
        (
            {"EMAIL_HOST": "mail.example.org", "DJANGO_SETTINGS_MODULE": "portal.settings.base"},
            "s.EMAIL_BACKEND",
            "django.core.mail.backends.smtp.EmailBackend",
        ),
        (
            {"OIDC_SERVER_URL": "https://login.example.org", "OIDC_CLIENT_ID": "c",
             "OIDC_CLIENT_SECRET": "s"},
            "(s.SOCIALACCOUNT_PROVIDERS['openid_connect']['OAUTH_PKCE_ENABLED'], "
            "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'][-1])",
            "(True, 'https://login.example.org')",
        ),
    ],
)  # fmt: skip
def test_environment_switches(
    tmp_path: Path, environment: dict[str, str], expression: str, value: str
) -> None:
    chosen = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", **environment}
    assert _print_settings(tmp_path, expression, **chosen) == value


@pytest.mark.parametrize(("switch", "proxies"), [({}, "1"), ({"TRUSTED_PROXY_COUNT": "2"}, "2")])
def test_rate_limits_look_behind_the_proxy(
    tmp_path: Path, switch: dict[str, str], proxies: str
) -> None:
    """Otherwise all visitors would share the limit of the proxy's own address."""
    expression = "s.ALLAUTH_TRUSTED_PROXY_COUNT"
    assert _print_settings(tmp_path, expression, **SAFE, **switch) == proxies
