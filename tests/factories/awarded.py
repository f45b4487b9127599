"""Awarded cases in the database of a running portal.

Run as a module with the portal's environment; prints what a browser has to know as JSON. Once for
all browser tests: the factories count anew in every process.
"""

from __future__ import annotations

import json
import sys


def main(email: str) -> None:
    """Make them for the account with this address."""
    import django

    django.setup()
    from tests.factories import ending_case, five_cases

    made = {"five": five_cases.made_for(email), "ending": ending_case.made_for(email)}
    sys.stdout.write(json.dumps(made) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
