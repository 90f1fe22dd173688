"""What a list of people says: who, in which team, with which role and language."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from assessment.formatting import CHINESE
from survey.forms.people_files import Line
from survey.models import Campaign, Team
from survey.services.invitations import LONGEST_LABEL, Person

HEADERS = {
    "name": {"name", "person", "姓名", "名称", "人员"},
    "email": {
        "email",
        "e-mail",
        "mail",
        "email address",
        "e-mail address",
        "邮箱",
        "电子邮件",
        "邮件",
    },
    "team": {"team", "团队"},
    "role": {"role", "角色"},
    "language": {"language", "语言"},
}
LANGUAGES = {
    "en": {"en", "english", "英文", "英语"},
    CHINESE: {"zh", "zh-cn", "zh-hans", "chinese", "simplified chinese", "中文", "简体中文"},
}


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line, and what would be right."""

    line: int
    message: str


class _Wrong(Exception):
    pass


class PeopleList:
    """Reads lines against one campaign; `people` and `faults` are what came out.

    A first line of column names says what each column holds. Without it the first cell is a name
    or a mail address, and the others are told by what they say.
    """

    def __init__(self, campaign: Campaign, lines: list[Line], team: Team | None = None) -> None:
        self.team = team
        self.teams = {}
        for row in campaign.teams.all():
            for word in (row.slug, row.name, row.name_zh):
                self.teams.setdefault(word.casefold(), row)
        self.teams.pop("", None)
        self.roles = {
            str(word).casefold(): role["slug"] for role in campaign.roles for word in role.values()
        }
        self.people: list[Person] = []
        self.faults: list[Fault] = []
        columns = _columns(lines[0]) if lines else {}
        for line in lines[1:] if columns else lines:
            try:
                self._read(line, columns)
            except _Wrong as wrong:
                self.faults.append(Fault(line.number, str(wrong)))

    def _read(self, line: Line, columns: dict[int, str]) -> None:
        said = self._by_column(line, columns) if columns else self._by_look(line)
        label, email = said.get("name", ""), said.get("email", "").lower()
        if "@" in label and not email:
            label, email = "", label.lower()
        if email:
            _check_mail(email)
        if not label and not email:
            raise _Wrong(_("There is neither a name nor a mail address."))
        if len(label) > LONGEST_LABEL:
            raise _Wrong(
                _("The name is too long; at most %(n)s characters.") % {"n": LONGEST_LABEL}
            )
        person = Person(
            team=self._team(said.get("team", "")),
            label=label,
            email=email,
            role=self._role(said.get("role", "")),
            language=_language(said.get("language", "")),
        )
        self._check_once(person)
        self.people.append(person)

    def _check_once(self, person: Person) -> None:
        """The same name for two addresses would give one of them no link."""
        for other in self.people:
            if (
                person.label
                and (other.team, other.label) == (person.team, person.label)
                and other.email != person.email
            ):
                raise _Wrong(
                    _("“%(name)s” stands here twice with different addresses. Tell them apart.")
                    % {"name": person.label}
                )

    def _by_column(self, line: Line, columns: dict[int, str]) -> dict[str, str]:
        stray = [c for i, c in enumerate(line.cells) if c and i not in columns]
        if stray:
            raise _Wrong(_("“%(cell)s” stands in no named column.") % {"cell": stray[0][:40]})
        return {columns[i]: cell for i, cell in enumerate(line.cells) if i in columns and cell}

    def _by_look(self, line: Line) -> dict[str, str]:
        said: dict[str, str] = {}
        for position, cell in enumerate(line.cells):
            if not cell:
                continue
            kind = self._kind(cell, first=position == 0)
            if not kind and "name" not in said:
                kind = "name"
            if not kind:
                raise _Wrong(
                    _("“%(cell)s” is no team, role or language of this campaign.")
                    % {"cell": cell[:40]}
                )
            if kind in said:
                raise _Wrong(_("Two cells say the same kind of thing. One person a line."))
            said[kind] = cell
        return said

    def _kind(self, cell: str, *, first: bool) -> str:
        if "@" in cell:
            return "email"
        if first:
            return "name"
        word = cell.casefold()
        if word in self.teams:
            return "team"
        if word in self.roles:
            return "role"
        return "language" if any(word in words for words in LANGUAGES.values()) else ""

    def _team(self, cell: str) -> Team:
        if cell:
            found = self.teams.get(cell.casefold())
            if found is None:
                raise _Wrong(
                    _("“%(team)s” takes no part in the campaign. Its teams are: %(teams)s.")
                    % {"team": cell[:40], "teams": self._team_names()}
                )
            return found
        if self.team is None:
            raise _Wrong(
                _("No team is given. Write one of: %(teams)s.") % {"teams": self._team_names()}
            )
        return self.team

    def _team_names(self) -> str:
        return _(", ").join(sorted({team.name for team in self.teams.values()}))

    def _role(self, cell: str) -> str:
        """The role's slug; a campaign that asks for none keeps none."""
        if not cell or not self.roles:
            return ""
        found = self.roles.get(cell.casefold())
        if found is None:
            raise _Wrong(_("“%(role)s” is no role of this campaign.") % {"role": cell[:40]})
        return str(found)


def _columns(first: Line) -> dict[int, str]:
    """What each column holds, if the first line names them."""
    found: dict[int, str] = {}
    for position, cell in enumerate(first.cells):
        for kind, words in HEADERS.items():
            if cell.casefold() in words and kind not in found.values():
                found[position] = kind
    says_who = {"name", "email"} & set(found.values())
    return found if says_who and all(i in found for i, c in enumerate(first.cells) if c) else {}


def _check_mail(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as invalid:
        raise _Wrong(_("“%(mail)s” is no mail address.") % {"mail": email[:60]}) from invalid


def _language(cell: str) -> str:
    if not cell:
        return ""
    for code, words in LANGUAGES.items():
        if cell.casefold() in words:
            return code
    raise _Wrong(_("“%(language)s” is no language here: en or zh.") % {"language": cell[:40]})
