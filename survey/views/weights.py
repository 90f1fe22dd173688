"""Weights: an organisation's profiles, made from numbers or from comparisons in pairs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.core.seeds import OVERALL
from assessment.core.weights import EQUAL
from assessment.loading import find_model, published_models
from survey import access
from survey.forms.weights import (
    CustomWeightsForm,
    JudgementForm,
    NewComparisonForm,
    RenameForm,
    initial_judgement,
    initial_numbers,
)
from survey.models import Organisation, WeightProfile
from survey.models.weight_profile import Method
from survey.queries.judgements import live_texts
from survey.queries.organisations import organisation_row
from survey.queries.weight_profiles import (
    equal_page,
    family_name,
    model_choices,
    profile_page,
    profile_rows,
)
from survey.queries.weights_effect import effect
from survey.services import weight_profiles as service
from survey.services.refusal import Refused
from survey.weighing import Family, family_of, profile_weights, resolved


def _language() -> str:
    return get_language() or "en"


def _organisation(request: HttpRequest, slug: str) -> Organisation:
    return get_object_or_404(access.managed_organisations(request.user), slug=slug)


def _profile(request: HttpRequest, slug: str, profile: int) -> WeightProfile:
    rows = access.weight_profiles(request.user).select_related("organisation", "created_by")
    return get_object_or_404(rows, pk=profile, organisation__slug=slug)


def _model_ref(request: HttpRequest) -> str:
    """The model that the address asks for, else the first published one."""
    refs = [f"{slug}@{version}" for slug, version in published_models()]
    wanted = request.GET.get("model", refs[0])
    if wanted not in refs:
        raise Http404
    return wanted


def _page(
    request: HttpRequest,
    organisation: Organisation,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    row = organisation_row(request.user, organisation, True, _language())
    context = {"organisation": row, **context}
    return render(request, f"survey/weights/{template}.html", context, status=status)


@login_required
@require_safe
def list_(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = _organisation(request, slug)
    context = {
        "profiles": profile_rows(organisation, _language()),
        "models": model_choices(_language()),
    }
    return _page(request, organisation, "list", context)


@login_required
@require_safe
def equal(request: HttpRequest, slug: str) -> HttpResponse:
    organisation, ref = _organisation(request, slug), _model_ref(request)
    weights = resolved(find_model(ref), EQUAL, {})
    context = {
        "page": equal_page(request.user, organisation, ref, _language()),
        "effect": effect(request.user, organisation, ref, weights, _language()),
    }
    return _page(request, organisation, "profile", context)


@login_required
@require_safe
def detail(request: HttpRequest, slug: str, profile: int) -> HttpResponse:
    found = _profile(request, slug, profile)
    weights = profile_weights(found)
    context = {
        "page": profile_page(request.user, found, _language()),
        "effect": effect(request.user, found.organisation, found.model_ref, weights, _language()),
    }
    return _page(request, found.organisation, "profile", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def numbers(request: HttpRequest, slug: str) -> HttpResponse:
    organisation, ref = _organisation(request, slug), _model_ref(request)
    form = _numbers_form(request, ref)
    if request.method == "POST" and form.is_valid():
        try:
            made = service.create_custom(
                organisation=organisation,
                by=request.user,
                model_ref=ref,
                now=timezone.now(),
                **form.cleaned_data,
            )
            return redirect("weight-profile", slug, made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _numbers_page(request, organisation, form, ref, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """A new profile: one person's comparison of the main parts."""
    organisation, ref = _organisation(request, slug), _model_ref(request)
    family = _family(ref, OVERALL)
    form = NewComparisonForm(
        request.POST or None,
        family=family,
        language=_language(),
        initial={"expert": request.user.name or request.user.email},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        names = {key: values[key] for key in ("name", "name_zh", "reason", "expert")}
        try:
            made = service.create_compared(
                organisation=organisation,
                by=request.user,
                model_ref=ref,
                upper=form.upper,
                now=timezone.now(),
                **names,
            )
            return redirect("weight-profile", slug, made.pk)
        except service.Contradiction as contradiction:
            form.refuse(contradiction)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _pairs_page(request, organisation, form, family, ref, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, profile: int) -> HttpResponse:
    """Names, numbers and reason; of a comparison names and note only."""
    found = _profile(request, slug, profile)
    custom = found.method == Method.CUSTOM
    initial = {"name": found.name, "name_zh": found.name_zh, "reason": found.content["reason"]}
    if custom:
        initial |= initial_numbers(found.content["weights"])
        form: Form = _numbers_form(request, found.model_ref, initial)
    else:
        form = RenameForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        save = service.change_custom if custom else service.rename_compared
        try:
            changed = save(profile=found, by=request.user, now=timezone.now(), **form.cleaned_data)
            return _saved(request, found, changed)
        except Refused as refused:
            form.add_error(None, str(refused))
    if custom:
        return _numbers_page(request, found.organisation, form, found.model_ref, found)
    page = profile_page(request.user, found, _language())
    status = 422 if form.is_bound else 200
    return _page(request, found.organisation, "rename", {"form": form, "page": page}, status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, slug: str, profile: int) -> HttpResponse:
    """One person's comparison of one part: `part` and, to change it, `expert` in the address."""
    found = _profile(request, slug, profile)
    if found.method != Method.AHP:
        return redirect("weight-profile", slug, profile)
    part = request.GET.get("part", OVERALL)
    family = _family(found.model_ref, part)
    form = JudgementForm(
        request.POST or None,
        family=family,
        language=_language(),
        initial=_judged_before(request, found, family),
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = service.add_judgement(
                profile=found,
                by=request.user,
                part=part,
                expert=form.cleaned_data["expert"],
                upper=form.upper,
                now=timezone.now(),
            )
            return _saved(request, found, changed)
        except service.Contradiction as contradiction:
            form.refuse(contradiction)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _pairs_page(request, found.organisation, form, family, found.model_ref, found)


@login_required
@require_POST
def remove_judgement(request: HttpRequest, slug: str, profile: int) -> HttpResponse:
    found = _profile(request, slug, profile)
    if found.method != Method.AHP:
        return redirect("weight-profile", slug, profile)
    try:
        changed = service.remove_judgement(
            profile=found,
            by=request.user,
            part=request.POST.get("part", ""),
            expert=request.POST.get("expert", ""),
            now=timezone.now(),
        )
        return _saved(request, found, changed)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("weight-profile", slug, profile)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, profile: int) -> HttpResponse:
    found = _profile(request, slug, profile)
    try:
        service.remove_profile(profile=found)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("weight-profile", slug, profile)
    messages.success(request, _("The weights are removed."))
    return redirect("weights", slug)


def _saved(request: HttpRequest, before: WeightProfile, after: WeightProfile) -> HttpResponse:
    if after.pk == before.pk:
        messages.success(request, _("Saved."))
    else:
        messages.success(
            request,
            _("Saved as new weights: a campaign has used the former ones, so those stay."),
        )
    return redirect("weight-profile", after.organisation.slug, after.pk)


def _family(ref: str, part: str) -> Family:
    """A part that can be compared in pairs; anything else is not there."""
    try:
        family = family_of(find_model(ref), part)
    except KeyError as unknown:
        raise Http404 from unknown
    if not family.comparable:
        raise Http404
    return family


def _judged_before(request: HttpRequest, profile: WeightProfile, family: Family) -> dict[str, str]:
    """What the named expert said of the part; "" for nobody yet."""
    expert = request.GET.get("expert", "")
    for mine in profile.content["parts"].get(family.slug, []):
        if mine["expert"] == expert:
            return initial_judgement(family, _language(), mine)
    return {"expert": expert}


def _numbers_form(
    request: HttpRequest, ref: str, initial: dict[str, Any] | None = None
) -> CustomWeightsForm:
    return CustomWeightsForm(
        request.POST or None,
        model=find_model(ref),
        whole=_("Main parts"),
        language=_language(),
        initial=initial,
    )


def _numbers_page(
    request: HttpRequest,
    organisation: Organisation,
    form: Form,
    ref: str,
    profile: WeightProfile | None,
) -> HttpResponse:
    context = {
        "form": form,
        "models": model_choices(_language()),
        "ref": ref,
        "profile": profile_page(request.user, profile, _language()) if profile else None,
    }
    return _page(request, organisation, "numbers", context, 422 if form.is_bound else 200)


def _pairs_page(
    request: HttpRequest,
    organisation: Organisation,
    form: JudgementForm,
    family: Family,
    ref: str,
    profile: WeightProfile | None,
) -> HttpResponse:
    context = {
        "form": form,
        "part": family_name(family, _language()),
        "live": live_texts(family, _language()),
        "models": model_choices(_language()),
        "ref": ref,
        "profile": profile_page(request.user, profile, _language()) if profile else None,
    }
    return _page(request, organisation, "pairs", context, 422 if form.is_bound else 200)
