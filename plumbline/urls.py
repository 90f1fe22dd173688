"""Addresses. What each part answers to stands in its own urls module."""

from django.urls import include, path
from django.views.generic import RedirectView

from plumbline import health

urlpatterns = [
    path("livez", health.live, name="live"),
    path("readyz", health.ready, name="ready"),
    # One account has one address; django-allauth's page for several is not offered.
    path("accounts/email/", RedirectView.as_view(pattern_name="account"), name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("", include("survey.urls")),
    path("", include("reports.urls")),
]
