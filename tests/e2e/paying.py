"""Awarded cases for the browser, made by the factories in the running portal's own database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from tests.e2e.conftest import ROOT, Demo

_known: dict[str, dict[str, Any]] = {}


def five_cases(demo: Demo) -> dict[str, Any]:
    """Five final cases of a programme that draws money down and pays by SEPA file.

    The first belongs to the demo's applicant and has no account yet.
    """
    return dict(_made(demo)["five"])


def ending_case(demo: Demo) -> dict[str, Any]:
    """A final case of the demo's applicant, paid by order to the cash office."""
    return dict(_made(demo)["ending"])


def _made(demo: Demo) -> dict[str, Any]:
    if demo.url not in _known:
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
            "PORTAL_VAR": str(demo.folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }
        made = subprocess.run(
            [sys.executable, "-m", "tests.factories.awarded", demo.logins["applicant"]["email"]],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        _known[demo.url] = json.loads(made.stdout.splitlines()[-1])
    return _known[demo.url]
