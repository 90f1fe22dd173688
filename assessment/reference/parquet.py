"""A Parquet file -> its five columns as numbers and the texts that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from assessment.reference.problems import MOST_A_FILE, Kind, Problem, Unusable, problem
from assessment.reference.schema import COLUMNS, MOST_BYTES, MOST_ROWS

Index = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """One column: `values[index[row]]` is the text of a row; some values may be unused."""

    index: Index
    values: tuple[str, ...]

    def first_rows(self, wrong: list[bool]) -> list[tuple[int, str]]:
        """(row from 0, text) where a text that is marked as wrong occurs first; the first rows."""
        if not any(wrong):
            return []
        rows = np.flatnonzero(np.array(wrong)[self.index])
        first = np.sort(rows[np.unique(self.index[rows], return_index=True)[1]])[:MOST_A_FILE]
        return [(int(row), self.values[self.index[row]]) for row in first]


def read_columns(path: str) -> Mapping[str, Column]:
    """The columns of a file by name; other columns are not read.

    Raises Unusable if the file cannot be read, is too large, or lacks a column, or if a column
    is no text or has a row without a value.
    """
    try:
        with pq.ParquetFile(path) as file:
            _check_size(file)
            _check_schema(file.schema_arrow)
        # Texts are kept once each: a row then takes a number, however long its names are.
        with pq.ParquetFile(path, read_dictionary=list(COLUMNS)) as file:
            table = file.read(columns=list(COLUMNS), use_threads=False)
        return _columns(table)
    except (OSError, ValueError, pa.ArrowException) as error:
        reason = str(error).splitlines() or [type(error).__name__]
        raise Unusable(problem(Kind.UNREADABLE, reason=reason[0][:200])) from error


def _check_size(file: pq.ParquetFile) -> None:
    meta = file.metadata
    groups = [meta.row_group(at) for at in range(meta.num_row_groups)]
    chunks = [group.column(at) for group in groups for at in range(group.num_columns)]
    size = sum(c.total_uncompressed_size for c in chunks if c.path_in_schema in COLUMNS)
    if meta.num_rows > MOST_ROWS or size > MOST_BYTES:
        raise Unusable(problem(Kind.TOO_LARGE, rows=meta.num_rows, mebibytes=size // 2**20))


def _check_schema(schema: pa.Schema) -> None:
    found: list[Problem] = []
    for name in COLUMNS:
        places = schema.get_all_field_indices(name)
        if len(places) != 1:
            kind = Kind.REPEATED_COLUMN if places else Kind.NO_COLUMN
            found.append(problem(kind, column=name))
        elif not _is_text(schema.field(places[0]).type):
            given = str(schema.field(places[0]).type)[:80]
            found.append(problem(Kind.WRONG_TYPE, column=name, type=given))
    if found:
        raise Unusable(*found)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _columns(table: pa.Table) -> dict[str, Column]:
    columns, found = {}, []
    for name in COLUMNS:
        array = _as_dictionary(table.column(name))
        if array.null_count:
            row = int(np.flatnonzero(array.is_null().to_numpy(zero_copy_only=False))[0])
            found.append(problem(Kind.NO_VALUE, row + 1, column=name))
            continue
        index = array.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        # A dictionary may hold a null of its own, which then reads as an empty name.
        values = tuple(value or "" for value in array.dictionary.to_pylist())
        columns[name] = Column(index, values)
    if found:
        raise Unusable(*found)
    return columns


def _as_dictionary(column: pa.ChunkedArray) -> pa.DictionaryArray:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    column = column.unify_dictionaries()
    if column.num_chunks == 0:
        return pa.array([], column.type)
    joined = column.combine_chunks()
    return joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined
