"""Reads a page's form as a browser without scripts does, so that tests send what people send."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"input", "link", "meta", "br", "rect", "path"}


@dataclass
class Form:
    """`data` holds what would be sent without pressing a button; `choices` the radio values."""

    action: str = ""
    data: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """A page's text, links and forms by id; `classes` counts how often each class occurs."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.links: list[str] = []
        self.text = ""
        self.ids: list[str] = []
        self.styles = self.scripts = 0
        self._form: Form | None = None
        self._area: tuple[Form, str] | None = None
        self._template = 0
        self.feed(response.content.decode())
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attributes}
        self.styles += "style" in has or tag == "style" or any(n.startswith("on") for n in has)
        self.scripts += tag == "script" and "src" not in has
        if "id" in has:
            self.ids.append(has["id"])
        if tag == "template":
            self._template += 1
        if self._template:
            return
        if tag == "a":
            self.links.append(has.get("href", ""))
        elif tag == "form":
            self._form = self.forms.setdefault(has.get("id", ""), Form())
            self._form.action = has.get("action", "")
        form = self.forms.get(has["form"]) if "form" in has else self._form
        if form is not None:
            self._control(tag, has, form)

    def _control(self, tag: str, has: dict[str, str], form: Form) -> None:
        name = has.get("name", "")
        if tag == "input" and has.get("type") == "radio":
            form.choices.setdefault(name, []).append(has["value"])
            if "checked" in has:
                assert name not in form.data, "two radios of a group are checked"
                form.data[name] = has["value"]
        elif tag == "input" and name:
            form.data[name] = has.get("value", "")
        elif tag == "textarea":
            form.data[name] = ""
            self._area = (form, name)
        elif tag == "button" and name:
            form.buttons.append((name, has.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "template":
            self._template -= 1

    def handle_data(self, data: str) -> None:
        if self._template:
            return
        self.text += data
        if self._area:
            form, name = self._area
            form.data[name] += data
