from django.urls import path

from reports.views import explanation, home, overview, plan, tables, team

urlpatterns = [
    path("", home.home, name="home"),
    path("how-it-is-computed/", explanation.method, name="method"),
    path(
        "campaigns/<uuid:campaign>/overview/", overview.campaign_overview, name="campaign-overview"
    ),
    path("reports/<uuid:campaign>/<slug:team>/", team.team_report, name="team-report"),
    path("reports/<uuid:campaign>/<slug:team>.pdf", team.team_report_pdf, name="team-report-pdf"),
    path("reports/<uuid:campaign>/<slug:team>.csv", tables.team_report_csv, name="team-report-csv"),
    path(
        "reports/<uuid:campaign>/<slug:team>.json", team.team_report_json, name="team-report-json"
    ),
    path("reports/<uuid:campaign>/<slug:team>/plan/", plan.team_plan, name="team-plan"),
    path(
        "reports/<uuid:campaign>/<slug:team>/why/<slug:item>/",
        explanation.explanation,
        name="explanation",
    ),
]
