"""Forms of weight profiles: numbers per mille, and comparisons in pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.core.ahp import PER_MILLE
from assessment.core.model import CapabilityModel, pick
from assessment.core.weights import SMALLEST_SHARE, WRONG_SUM, check_custom, default_profile
from survey.forms.organisation import NAME_ZH_HELP, helper
from survey.queries.judgements import AtOdds, Pair, at_odds, pairs
from survey.services.weight_profiles import Contradiction
from survey.weighing import Family, model_families, trees

LONGEST_REASON = 2000
NUMBER_MESSAGES = {
    "invalid": _("Give a whole number."),
    "min_value": _("At least %(limit_value)s."),
    "max_value": _("At most %(limit_value)s."),
}


class Drawn(forms.Form):
    """A form whose template draws it field by field, with Bootstrap's classes."""

    def drawn(self) -> None:
        """Call it when every field is there."""
        for field in self.fields.values():
            choice = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if choice else "form-control"


class Named(Drawn):
    name = forms.CharField(label=_("Name"), max_length=120)
    name_zh = forms.CharField(
        label=_("Name in Chinese"), max_length=120, required=False, help_text=NAME_ZH_HELP
    )


class RenameForm(Named):
    reason = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who compared and why: everybody who reads a result can read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(str(_("Save")))


@dataclass(frozen=True)
class NumberGroup:
    """The fields of one parent; `filled` says that some number stands there."""

    family: Family
    name: str
    fields: tuple[forms.BoundField, ...]
    filled: bool
    error: str


class CustomWeightsForm(Named):
    """Whole numbers per mille. A parent whose fields are all empty keeps the model's weights."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why these weights: everybody who reads a result with them can read it."),
    )

    def __init__(
        self, *args: Any, model: CapabilityModel, whole: str, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.model, self.whole, self.language = model, whole, language
        self.families = model_families(model)
        self.sums: dict[str, str] = {}
        own = {
            parent: weights
            for top, tree in trees(model).items()
            for parent, weights in default_profile(tree, top).items()
        }
        for family in self.families:
            total = sum(own[family.slug].values())
            for child in family.children:
                share = PER_MILLE * own[family.slug][child.slug] / total
                self.fields[_field(family.slug, child.slug)] = forms.IntegerField(
                    label=pick(child.name, language),
                    required=False,
                    min_value=SMALLEST_SHARE,
                    max_value=PER_MILLE,
                    error_messages=NUMBER_MESSAGES,
                    widget=forms.NumberInput(attrs={"placeholder": f"{share:.0f}", "step": 1}),
                )
        self.drawn()

    def groups(self) -> Iterator[NumberGroup]:
        """Parent by parent, in model order."""
        for family in self.families:
            fields = tuple(self[_field(family.slug, child.slug)] for child in family.children)
            name = pick(family.name, self.language) if family.name else self.whole
            filled = any(field.value() not in (None, "") for field in fields)
            yield NumberGroup(family, name, fields, filled, self.sums.get(family.slug, ""))

    def clean(self) -> dict[str, Any]:
        """The numbers become `weights`, by parent and child."""
        cleaned: dict[str, Any] = super().clean() or {}
        weights: dict[str, dict[str, int]] = {}
        for family in self.families:
            given = {
                c.slug: cleaned.pop(_field(family.slug, c.slug), None) for c in family.children
            }
            broken = any(
                _field(family.slug, child.slug) in self.errors for child in family.children
            )
            if broken or all(value is None for value in given.values()):
                continue
            for child in family.children:
                if given[child.slug] is None:
                    self.add_error(_field(family.slug, child.slug), _("Give a number here too."))
            numbers = {slug: value for slug, value in given.items() if value is not None}
            if len(numbers) == len(given):
                weights[family.slug] = numbers
        for fault in check_custom(trees(self.model), weights, "given"):
            if fault.problem == WRONG_SUM and fault.parent:
                self._wrong_sum(fault.parent, fault.value or 0)
        if not weights and not self.errors:
            self.add_error(None, _("Give numbers for at least one part."))
        return {**cleaned, "weights": weights}

    def _wrong_sum(self, parent: str, total: int) -> None:
        left = PER_MILLE - total
        text = (
            _("The numbers add up to %(sum)s, not to 1000: %(n)s too few.")
            if left > 0
            else _("The numbers add up to %(sum)s, not to 1000: %(n)s too many.")
        )
        self.sums[parent] = text % {"sum": total, "n": abs(left)}
        if len(self.sums) == 1:
            self.add_error(None, _("The numbers of a part do not add up to 1000; see below."))


def _field(parent: str, child: str) -> str:
    return f"weight.{parent}.{child}"


def initial_numbers(weights: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """What the fields hold when a profile is changed."""
    return {
        _field(parent, child): weight
        for parent, children in weights.items()
        for child, weight in children.items()
    }


@dataclass(frozen=True)
class PairRow:
    """A pair with its field; `odd` says that it is the one most at odds with the others."""

    pair: Pair
    field: forms.BoundField
    odd: bool


class JudgementForm(Drawn):
    """One person's comparison of one part, pair by pair."""

    expert = forms.CharField(
        label=_("Whose judgement"),
        max_length=80,
        help_text=_("One person, or a group that agreed. Others can add theirs afterwards."),
    )

    def __init__(self, *args: Any, family: Family, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = pairs(family, language)
        self.odds: AtOdds | None = None
        for pair in self.pairs:
            self.fields[pair.field] = forms.ChoiceField(
                label=pair.text,
                choices=[("", _("Choose …")), *pair.choices()],
                error_messages={"required": _("Choose how these two compare.")},
            )
        self.drawn()

    @property
    def upper(self) -> list[str]:
        """The judgements as the upper triangle by rows; of a valid form only."""
        return [self.cleaned_data[pair.field] for pair in self.pairs]

    def refuse(self, contradiction: Contradiction) -> None:
        """Show what is at odds, in words and at the pair."""
        self.odds = at_odds(contradiction.said, self.upper, self.pairs)
        self.add_error(None, str(contradiction))

    def rows(self) -> list[PairRow]:
        odd = self.odds.field if self.odds else ""
        return [PairRow(pair, self[pair.field], pair.field == odd) for pair in self.pairs]


class NewComparisonForm(JudgementForm, RenameForm):
    """The first comparison of a new profile: of its main parts."""

    field_order: Sequence[str] = ("name", "name_zh", "reason", "expert")


def initial_judgement(family: Family, language: str, mine: Mapping[str, Any]) -> dict[str, str]:
    """What the fields hold when a person's judgement is changed."""
    fields = [pair.field for pair in pairs(family, language)]
    return {"expert": mine["expert"], **dict(zip(fields, mine["upper"], strict=True))}
