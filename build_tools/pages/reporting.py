"""Make the addresses of the forms by which readers say that something is wrong or missing."""

from urllib.parse import urlencode

WRONG, MISSING = "wrong-answer.yml", "missing-question.yml"  # forms that the code host offers


def wrong_answer(form: str, title: str, entry: str, address: str, version: str) -> str:
    """Return the address of a form about one entry, filled in; "" where there is no form.

    `form` is the address of the code host's page for new issues, `version` the time of the entry's last change.
    """
    filled = {"template": WRONG, "title": f"Wrong: {title}", "entry": entry, "address": address, "version": version}
    return form and f"{form}?{urlencode(filled)}"


def missing_question(form: str) -> str:
    """Return the address of a form that asks for a question; "" where there is none."""
    return form and f"{form}?{urlencode({'template': MISSING})}"
