"""Which references a marker means: the join that claims, results and findings need."""

from collections import defaultdict

from extract.model import Paper


class Pointing:
    """A paper's citations by marker."""

    def __init__(self, paper: Paper) -> None:
        self._labels = {entry.id: entry.label or entry.key or "" for entry in paper.references}
        self._by_marker: dict[str, list[str]] = defaultdict(list)
        for citation in paper.citations:
            if citation.reference is not None:
                self._by_marker[citation.marker].append(citation.reference)

    def references(self, markers: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of the references that these markers point at, each once, in text order."""
        return tuple(dict.fromkeys(entry for marker in markers for entry in self._by_marker.get(marker, ())))

    def labels(self, markers: tuple[str, ...]) -> list[str]:
        """Their printed numbers, or keys where the list is not numbered."""
        return [self._labels.get(entry, entry) for entry in self.references(markers)]

    def label(self, reference: str) -> str:
        return self._labels.get(reference, reference)
