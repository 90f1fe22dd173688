"""What every page's template knows."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

THEME_COOKIE = "plumbline_theme"
THEMES = ("light", "dark")


@lru_cache(maxsize=1)
def asset_version() -> str:
    """Changes with our own scripts and styles, so that no browser keeps old ones."""
    kinds = ("css/*.css", "js/*.js")
    files = [path for kind in kinds for path in (settings.BASE_DIR / "static").glob(kind)]
    return format(int(max((path.stat().st_mtime for path in files), default=0)), "x")


def page(request: HttpRequest) -> dict[str, str | bool]:
    """`language` ("en" or "zh-hans"), `theme` ("light", "dark", "" for the system's).

    `signup_open` says whether anybody may make an account; `issuer_name` is what people call the
    sign-in at an OpenID Connect issuer, "" where there is none.
    """
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "language": translation.get_language() or "en",
        "theme": theme if theme in THEMES else "",
        "asset_version": asset_version(),
        "signup_open": settings.PLUMBLINE_SIGNUP,
        "issuer_name": settings.OIDC_NAME,
    }
