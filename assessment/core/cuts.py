"""Cuts of a small weighted graph: can a few edges be all that joins two parts of a component?"""

from __future__ import annotations

from collections.abc import Mapping

Edges = Mapping[tuple[object, object], int]
"""Weight by edge; edges have no direction, and none is a loop."""


def can_cut_off(edges: Edges, k: int) -> bool:
    """Is there a cut of weight 1 … k−1, that is, a lighter one inside a connected component?

    >>> can_cut_off({("a", "b"): 4, ("b", "c"): 7}, 5)
    True
    """
    graph = _joined(edges, k)
    while graph:
        lightest = _phase(graph)
        if lightest < k:
            return True
    return False


def components(edges: Edges) -> dict[object, object]:
    """For each vertex a name that all vertices of its component share."""
    return _names(edges, 1)


def _names(edges: Edges, least: int) -> dict[object, object]:
    """Vertices that edges of this weight or more connect share a name."""
    name: dict[object, object] = {vertex: vertex for edge in edges for vertex in edge}

    def found(vertex: object) -> object:
        while name[vertex] != vertex:
            name[vertex] = name[name[vertex]]
            vertex = name[vertex]
        return vertex

    for (one, other), weight in edges.items():
        if weight >= least:
            name[found(one)] = found(other)
    return {vertex: found(vertex) for vertex in name}


def _joined(edges: Edges, k: int) -> dict[object, dict[object, int]]:
    """Neighbours by vertex after joining all vertices that no cut below k can part."""
    left = dict(edges)
    while True:
        name = _names(left, k)
        merged: dict[tuple[object, object], int] = {}
        for (one, other), weight in left.items():
            a, b = name[one], name[other]
            if a != b:
                edge = (b, a) if (b, a) in merged else (a, b)
                merged[edge] = merged.get(edge, 0) + weight
        if len(merged) == len(left) or not merged:
            break
        left = merged
    graph: dict[object, dict[object, int]] = {}
    for (one, other), weight in merged.items():
        graph.setdefault(one, {})[other] = weight
        graph.setdefault(other, {})[one] = weight
    return graph


def _phase(graph: dict[object, dict[object, int]]) -> int:
    """One phase of Stoer and Wagner 1997: a cut's weight; its two last vertices are then joined.

    Vertices are taken up by how strongly they hang on those already taken. The weight at which the
    last one of a component hangs on it is that of the lightest cut between it and the one before.
    """
    waiting = {next(iter(graph)): 0}
    taken: list[object] = []
    weight = 0
    while waiting:
        vertex = max(waiting, key=lambda v: waiting[v])
        weight = waiting.pop(vertex)
        taken.append(vertex)
        for neighbour, joined in graph[vertex].items():
            if neighbour not in taken:
                waiting[neighbour] = waiting.get(neighbour, 0) + joined
    last = taken[-1]
    _join(graph, taken[-2], last)
    return weight


def _join(graph: dict[object, dict[object, int]], kept: object, gone: object) -> None:
    """Put `gone` into `kept`; a component that is one vertex leaves the graph."""
    for neighbour, weight in graph.pop(gone).items():
        del graph[neighbour][gone]
        if neighbour != kept:
            graph[kept][neighbour] = graph[kept].get(neighbour, 0) + weight
            graph[neighbour][kept] = graph[kept][neighbour]
    if not graph[kept]:
        del graph[kept]
