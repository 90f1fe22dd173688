"""Run as a program in an installation: migrate, open a campaign, invite; says what is there."""

from __future__ import annotations

import json
import os
import sys

import django


def main(people: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.settings")
    django.setup()
    from django.core.management import call_command

    from survey.questionnaire import of_campaign
    from survey.services.invitations import invite
    from tests.factories import make_campaign

    call_command("migrate", verbosity=0)
    campaign = make_campaign(form="full")
    team = campaign.teams.get()
    labels = [f"Person {number}" for number in range(people)]
    invitations = invite(campaign=campaign, team=team, labels=labels)
    sections = of_campaign(campaign).sections
    json.dump(
        {
            "tokens": [invitation.token for invitation in invitations],
            "sections": {s.slug: [p.slug for p in s.practices] for s in sections},
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
