"""In which language an answer is: the runner's setting, else what the asker accepts, else English."""

from starlette.requests import Request

from evenstride.catalog import ENGLISH, language_of

VARY = {"Vary": "Accept-Language"}
"""Of an answer that would be another one to an asker who accepts other languages."""


def accepted_language(request: Request) -> str:
    """The language of ours that Accept-Language likes best, the first among equals."""
    liked = (_liked(one) for one in request.headers.get("accept-language", "").split(","))
    ours = [(weight, language) for weight, language in liked if weight > 0 and language is not None]
    return max(ours, key=lambda one: one[0])[1] if ours else ENGLISH


def _liked(text: str) -> tuple[float, str | None]:
    """How much a language is wanted, from 0 to 1, and which of ours it is."""
    tag, *rest = (part.strip() for part in text.split(";"))
    weight = next((part.removeprefix("q=") for part in rest if part.startswith("q=")), "1")
    try:
        return min(float(weight), 1.0), language_of(tag)
    except ValueError:
        return 0.0, None
