"""Was this document made here? Open to everybody; names only for those who may read them."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.exports.reading_digests import LARGEST, digests_in, typed_digest
from reports.views.team import private, reader_language
from survey.queries.digests import Verdict, verdict


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """A digest (in the form, or `?digest=` filled in for later) or a file."""
    context: dict[str, object] = {"digest": request.GET.get("digest", "")[:100]}
    status = 200
    if request.method == "POST":
        context["digest"] = request.POST.get("digest", "")[:100]
        if not ratelimit.consume(request, action="verify"):
            context["error"], status = _("Too many questions. Wait a minute, then ask again."), 429
        else:
            found, error = _asked(request)
            context |= {"verdict": found, "error": error}
            status = 422 if error else 200
    return private(render(request, "reports/verify.html", context, status=status))


def _asked(request: HttpRequest) -> tuple[Verdict | None, str]:
    """The answer, or what is wrong with the question."""
    language = reader_language()
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > LARGEST:
            return None, _("The file is larger than 20 MB. Paste the digest from its footer.")
        own, *named = digests_in(file.read())
        return verdict(request.user, [own, *named], own, language), ""
    digest = typed_digest(request.POST.get("digest", ""))
    if not digest:
        return None, _("A digest has at least 16 characters, 0–9 and a–f. Spaces do not matter.")
    own = digest if len(digest) == 64 else ""
    return verdict(request.user, [digest], own, language), ""
