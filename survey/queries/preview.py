"""Every question of a questionnaire as respondents see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from assessment.core.model import pick
from survey.models import Campaign
from survey.models.campaign import Form, Mode
from survey.queries.answering import role_names
from survey.queries.models import ModelRow, model_row
from survey.queries.printed import PrintedSection, printed, printed_for
from survey.questionnaire import minutes_for


@dataclass(frozen=True)
class Choice:
    """Another way to see it: what stands in the address, in words, and whether it is this one."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Preview:
    """The questions of a campaign, for one of its roles, or of a model in one of its forms.

    `choices` are the roles, or the forms; none where there is nothing to choose.
    """

    title: str
    organisation: str
    organisation_slug: str
    campaign: UUID | None
    model: ModelRow
    sections: tuple[PrintedSection, ...]
    choices: tuple[Choice, ...]

    @property
    def items(self) -> int:
        return sum(len(section.questions) for section in self.sections)

    @property
    def minutes(self) -> int:
        return minutes_for(self.items)


def campaign_preview(campaign: Campaign, role: str, language: str) -> Preview:
    """What somebody of a role is asked; "" or an unknown one: what is asked without a role."""
    roles = [] if campaign.mode == Mode.CONSENSUS else campaign.roles
    known = {each["slug"]: pick(role_names(each), language) for each in roles}
    role = role if role in known else ""
    everybody = Choice("", _("somebody without a role"), role == "")
    choices = [Choice(slug, name, slug == role) for slug, name in known.items()]
    return Preview(
        title=pick(campaign.names, language),
        organisation=pick(campaign.organisation.names, language),
        organisation_slug=campaign.organisation.slug,
        campaign=campaign.pk,
        model=model_row(campaign.model_slug, campaign.model_version, language),
        sections=tuple(printed_for(campaign, language, role).values()),
        choices=(everybody, *choices) if choices else (),
    )


def model_preview(slug: str, version: str, form: str, language: str) -> Preview:
    """A published model with all its modules, in the full or the short form."""
    row = model_row(slug, version, language)
    form = form if form in Form.values else str(Form.FULL)
    modules = tuple(row.module_slugs)
    return Preview(
        title=row.name,
        organisation="",
        organisation_slug="",
        campaign=None,
        model=row,
        sections=tuple(printed(f"{slug}@{version}", form, modules, language).values()),
        choices=tuple(
            Choice(value, str(label), value == form)
            for value, label in Form.choices
            if value == Form.FULL or row.short_items
        ),
    )
