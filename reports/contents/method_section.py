"""The shape of the method page, and how its sections are put into one language."""

from __future__ import annotations

from dataclasses import dataclass

from reports.contents.phrase import Phrase as P


@dataclass(frozen=True)
class Table:
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MethodSection:
    """One step of the method; `aliases` are further anchors that lead here."""

    anchor: str
    aliases: tuple[str, ...]
    title: str
    text: tuple[str, ...]
    points: tuple[str, ...]
    after: tuple[str, ...]
    example: str
    table: Table | None


@dataclass(frozen=True)
class Source:
    """A section in both languages; a table is its caption, its head and its rows."""

    anchor: str
    title: P
    text: tuple[P, ...] = ()
    points: tuple[P, ...] = ()
    after: tuple[P, ...] = ()
    example: P | None = None
    aliases: tuple[str, ...] = ()
    table: tuple[P, tuple[P | str, ...], tuple[tuple[P | str, ...], ...]] | None = None

    def in_language(self, language: str) -> MethodSection:
        return MethodSection(
            anchor=self.anchor,
            aliases=self.aliases,
            title=self.title(language),
            text=tuple(phrase(language) for phrase in self.text),
            points=tuple(phrase(language) for phrase in self.points),
            after=tuple(phrase(language) for phrase in self.after),
            example=self.example(language) if self.example else "",
            table=self._table(language),
        )

    def _table(self, language: str) -> Table | None:
        if self.table is None:
            return None
        caption, head, rows = self.table

        def cell(text: P | str) -> str:
            return text if isinstance(text, str) else text(language)

        return Table(
            caption(language),
            tuple(cell(text) for text in head),
            tuple(tuple(cell(text) for text in row) for row in rows),
        )
