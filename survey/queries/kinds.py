"""Which results may be compared: one rule for the portfolio, the comparison and the trend."""

from __future__ import annotations

from dataclasses import dataclass

from survey.models import Campaign
from survey.models.campaign import Mode


@dataclass(frozen=True)
class Kind:
    """What scores must share to be compared: a model up to its minor version, the form, and whether
    a team's people answered each or jointly."""

    model: str
    major: str
    form: str
    joint: bool

    @property
    def key(self) -> str:
        """As it stands in an address.

        >>> Kind("engineering-practice", "1", "full", True).key
        'engineering-practice@1-full-joint'
        """
        return f"{self.model}@{self.major}-{self.form}" + ("-joint" if self.joint else "")


def kind_of(campaign: Campaign) -> Kind:
    """The rule of `survey.queries.earlier`, which finds a team's last comparable result."""
    major = campaign.model_version.partition(".")[0]
    joint = campaign.mode == Mode.CONSENSUS
    return Kind(campaign.model_slug, major, campaign.form, joint)
