from django.urls import path

from reports.views import (
    actions,
    audit_files,
    compare,
    documents,
    explanation,
    home,
    overview,
    plan,
    portfolio,
    sharing,
    tables,
    team,
    trend,
    verify,
)

urlpatterns = [
    path("organisations/<slug:slug>/audit.csv", audit_files.audit_csv, name="audit-csv"),
    path("organisations/<slug:slug>/audit.jsonl", audit_files.audit_jsonl, name="audit-jsonl"),
    path("organisations/<slug:slug>/actions/", actions.board, name="actions"),
    path("organisations/<slug:slug>/actions/new/", actions.new, name="action-new"),
    path(
        "organisations/<slug:slug>/actions/export/<slug:form>/",
        actions.export,
        name="actions-export",
    ),
    path("actions/<uuid:action>/", actions.detail, name="action"),
    path("actions/<uuid:action>/state/", actions.move, name="action-move"),
    path("actions/<uuid:action>/remove/", actions.remove, name="action-remove"),
    path("reports/<uuid:campaign>/<slug:team>/actions/", actions.choose, name="actions-choose"),
    path("organisation/", portfolio.own_portfolio, name="own-portfolio"),
    path("organisations/<slug:slug>/portfolio/", portfolio.portfolio, name="portfolio"),
    path("organisations/<slug:slug>/compare/", compare.compare, name="compare"),
    path("organisations/<slug:slug>/teams/<slug:team>/trend/", trend.trend, name="team-trend"),
    path("", home.home, name="home"),
    path("how-it-is-computed/", explanation.method, name="method"),
    path(
        "campaigns/<uuid:campaign>/overview/", overview.campaign_overview, name="campaign-overview"
    ),
    path("reports/<uuid:campaign>/<slug:team>/", team.team_report, name="team-report"),
    path("reports/<uuid:campaign>/<slug:team>.pdf", team.team_report_pdf, name="team-report-pdf"),
    path(
        "reports/<uuid:campaign>/<slug:team>.xlsx", tables.team_report_xlsx, name="team-report-xlsx"
    ),
    path("reports/<uuid:campaign>/<slug:team>/share/", sharing.share, name="share"),
    path("campaigns/<uuid:campaign>/share/", sharing.share, name="share-overview"),
    path("campaigns/<uuid:campaign>/share/<int:link>/revoke/", sharing.revoke, name="share-revoke"),
    path("campaigns/<uuid:campaign>/documents/", documents.documents, name="documents"),
    path(
        "campaigns/<uuid:campaign>/documents/progress.json",
        documents.progress,
        name="documents-progress",
    ),
    path("documents/<uuid:document>/", documents.document, name="document"),
    path("documents/<uuid:document>/again/", documents.again, name="document-again"),
    path("documents/<uuid:document>/remove/", documents.remove, name="document-remove"),
    path("shared/<str:token>/", sharing.shared, name="shared"),
    path("shared/<str:token>/report.pdf", sharing.shared_pdf, name="shared-pdf"),
    path("badge/<str:token>.svg", sharing.badge, name="badge"),
    path("verify/", verify.verify, name="verify"),
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
