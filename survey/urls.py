"""Addresses of organisations, campaigns and answering."""

from django.urls import path

from survey.views import (
    answering,
    campaigns,
    evidence,
    models,
    organisations,
    preferences,
    weights,
)

urlpatterns = [
    path("theme/", preferences.theme, name="theme"),
    path("models/", models.model_list, name="models"),
    path("models/<slug:slug>/<str:version>/", models.model_detail, name="model"),
    path("organisations/new/", organisations.new, name="organisation-new"),
    path("organisations/<slug:slug>/", organisations.detail, name="organisation"),
    path("organisations/<slug:slug>/people/", organisations.people, name="people"),
    path(
        "organisations/<slug:slug>/people/<int:membership>/remove/",
        organisations.remove_person,
        name="person-remove",
    ),
    path("organisations/<slug:slug>/weights/", weights.list_, name="weights"),
    path("organisations/<slug:slug>/weights/equal/", weights.equal, name="weights-equal"),
    path("organisations/<slug:slug>/weights/new/numbers/", weights.numbers, name="weights-numbers"),
    path("organisations/<slug:slug>/weights/new/pairs/", weights.compare, name="weights-compare"),
    path("organisations/<slug:slug>/weights/<int:profile>/", weights.detail, name="weight-profile"),
    path(
        "organisations/<slug:slug>/weights/<int:profile>/change/",
        weights.change,
        name="weight-profile-change",
    ),
    path(
        "organisations/<slug:slug>/weights/<int:profile>/pairs/",
        weights.judge,
        name="weight-profile-judge",
    ),
    path(
        "organisations/<slug:slug>/weights/<int:profile>/pairs/remove/",
        weights.remove_judgement,
        name="weight-profile-unjudge",
    ),
    path(
        "organisations/<slug:slug>/weights/<int:profile>/remove/",
        weights.remove,
        name="weight-profile-remove",
    ),
    path("organisations/<slug:slug>/campaigns/new/", campaigns.new, name="campaign-new"),
    path("campaigns/<uuid:campaign>/", campaigns.detail, name="campaign"),
    path("campaigns/<uuid:campaign>/open/", campaigns.open_, name="campaign-open"),
    path("campaigns/<uuid:campaign>/close/", campaigns.close, name="campaign-close"),
    path("campaigns/<uuid:campaign>/invite/", campaigns.invite, name="campaign-invite"),
    path("campaigns/<uuid:campaign>/evidence/", evidence.evidence, name="evidence"),
    path(
        "campaigns/<uuid:campaign>/evidence/<int:file>/remove/",
        evidence.remove,
        name="evidence-remove",
    ),
    path(
        "campaigns/<uuid:campaign>/outcomes/<slug:team>/",
        evidence.outcomes,
        name="outcomes",
    ),
    path("answer/<str:token>/", answering.start, name="answer"),
    path("answer/<str:token>/part/<slug:section>/", answering.section, name="answer-section"),
    path("answer/<str:token>/review/", answering.review, name="answer-review"),
    path("answer/<str:token>/submit/", answering.submit, name="answer-submit"),
    path("answer/<str:token>/reopen/", answering.reopen, name="answer-reopen"),
]
