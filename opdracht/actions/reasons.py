"""A reason that somebody gives for going against a rule."""

from opdracht.checks.saying import says_nothing
from opdracht.errors import UsageFault


def real_reason(text: str, why: str, option: str) -> str:
    """The reason, without space around it. Raises UsageFault, which asks `why`, when it says nothing: '.', 'n.v.t.'."""
    if says_nothing(text):
        message = f"'{text.strip()}' is geen reden. {why}" if text.strip() else why
        raise UsageFault(message, f'Voeg toe: {option} "..."')
    return text.strip()
