"""A reference put together of two works: the title of one, the authors and the journal of another."""

from extract.model import Catalogue, Match
from extract.resolve.contradictions import ENOUGH
from extract.resolve.evidence import SAME, WHOLE, Weighed, weigh
from extract.resolve.printed import Printed, people_keys_of
from extract.text.keys import family_key
from extract.text.similarity import same_container

TELLING_TITLE = 40
"""Letters of a title that makes one author's name and a journal enough to name another work."""
LONG_TITLE = 25
"""Squeezed letters of a title that two works hardly share by chance."""
SURE_TITLE = 50
MOST = 5


def find_composite(printed: Printed, listed: list[Weighed], catalogue: Catalogue) -> Match | None:
    """A conflict of two works, or None: each must be borne out by fields that the other contradicts.

    An entry with an identifier that the library does not know means a third work, which may well exist.
    """
    titled = [weighed for weighed in listed if _only_title(weighed)]
    if printed.fields.doi or printed.fields.pmid:
        return None
    if not titled or any(weighed.total >= ENOUGH for weighed in listed):
        return None
    owner = max(titled, key=lambda weighed: weighed.title_score * len(weighed.work.title or ""))
    works = catalogue.by_keys(people_keys_of(printed), limit=40)
    others = [weigh(printed, work) for work in works if work.id != owner.work.id]
    authored = [weighed for weighed in others if _only_people(printed, weighed)]
    if not authored:
        return None
    authored.sort(key=lambda weighed: -_closeness(printed, weighed))
    best = _closeness(printed, authored[0])
    meant = [weighed.work for weighed in authored if _closeness(printed, weighed) >= best - 0.5][:MOST]
    reasons = (
        f"the title is that of {owner.work.id}, whose authors are others",
        f"authors and journal are those of {meant[0].id}, which has another title",
        *(part.reason for part in owner.parts if part.agrees is False),
    )
    return Match(
        status="conflict", score=owner.score, reasons=reasons, works=(owner.work, *meant), conflict="composite"
    )


def has_long_title(weighed: Weighed) -> bool:
    """The string holds the whole title, and no short one: a work of another title is hardly meant."""
    return weighed.title_score >= WHOLE and len(weighed.work.title or "") >= SURE_TITLE


def _only_title(weighed: Weighed) -> bool:
    """The whole title agrees; the authors and most of the rest do not."""
    return (
        weighed.agrees("title") is True
        and weighed.title_score >= SAME
        and len(weighed.work.title or "") >= LONG_TITLE
        and weighed.agrees("authors") is False
        and weighed.count("year", "volume", "pages", "container", agree=True) <= 1
    )


def _only_people(printed: Printed, weighed: Weighed) -> bool:
    """All printed authors in their order and no more than the record has, the journal too, and another title."""
    stated = [family_key(family) for family in printed.families[:3]]
    held = [family_key(person.family) for person in weighed.work.authors[:3]]
    if not stated or stated != held[: len(stated)] or weighed.agrees("title") is True:
        return False
    if not printed.fields.et_al and len(printed.families) != len(weighed.work.authors):
        return False
    if len(stated) > 2 and weighed.agrees("container") is not False:
        return True
    return weighed.agrees("container") is True and len(printed.fields.title or "") >= TELLING_TITLE


def _closeness(printed: Printed, weighed: Weighed) -> float:
    stated = printed.fields.container
    names = weighed.work.all_containers
    journal = weighed.agrees("container") is True or bool(
        stated and any(same_container(stated, name) for name in names)
    )
    return 2.0 * journal + 1.0 * weighed.count("year", "volume", "pages", agree=True)
