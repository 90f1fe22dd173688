"""Addresses. What each part answers to stands in its own urls module."""

from django.urls import include, path

from plumbline import health

urlpatterns = [
    path("livez", health.live, name="live"),
    path("readyz", health.ready, name="ready"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("survey.urls")),
    path("", include("reports.urls")),
]
