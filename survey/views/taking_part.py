"""A team's open link: it explains itself, and makes a personal link only for whoever says yes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from survey.forms.inviting import JoinForm, reader
from survey.models import Invitation, OpenLink
from survey.queries.inviting import find_open_link, found_link, join_page
from survey.services.open_links import join as make_link
from survey.services.refusal import Refused

COOKIE = "plumbline_joined"
KEPT = 90 * 24 * 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has joined in this browser is shown their own link again."""
    link = find_open_link(token)
    if link is None:
        return render(request, "survey/answer/unknown.html", status=404)
    page = join_page(link, reader())
    form = JoinForm(request.POST or None, mode=page.mode, team=page.team)
    status = 200
    if request.method == "POST" and form.is_valid() and form.cleaned_data["mine"] == "yes":
        try:
            name = form.cleaned_data.get("name", "")
            return _joined(link, make_link(link=link, name=name, now=timezone.now()))
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {"page": page, "form": form, "personal": _personal(request, link)}
    return render(request, "survey/inviting/join.html", context, status=status)


def _joined(link: OpenLink, made: Invitation) -> HttpResponse:
    """Back to the same address, which now shows the personal link."""
    path = reverse("join", args=[link.token])
    answer = redirect(path)
    answer.set_cookie(
        COOKIE,
        made.token,
        max_age=KEPT,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _personal(request: HttpRequest, link: OpenLink) -> dict[str, str] | None:
    own = found_link(request.COOKIES.get(COOKIE, ""), link)
    if own is None:
        return None
    path = reverse("answer", args=[own.token])
    return {"path": path, "link": f"{request.scheme}://{request.get_host()}{path}"}
