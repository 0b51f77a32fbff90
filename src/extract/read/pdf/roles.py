"""Which blocks are headings, and of which level, by style and place."""

from collections.abc import Sequence

from extract.model import Style
from extract.read.pdf.cues import CAPTION, KEYWORDS, KNOWN_HEADING, LETTERS, NUMBERED, Manner
from extract.read.pdf.paragraphs import Draft


def is_heading(draft: Draft, manner: Manner, following: Draft | None) -> bool:
    """A short block set off from the body by style, before text."""
    text = draft.text.strip()
    letters = len(LETTERS.findall(text))
    if letters < 3 or len(draft.lines) > 4 or draft.letters > 160 or following is None:
        return False
    if KNOWN_HEADING.match(text):
        return True
    if KEYWORDS.match(text):
        return False
    if text.endswith((",", ";")) or CAPTION.match(text) or letters < 0.5 * len(text.replace(" ", "")):
        return False
    if text.endswith(".") and not NUMBERED.match(text):
        return False
    large = draft.size > 1.1 * manner.size
    bold = draft.has_style(Style.BOLD)
    capitals = text.upper() == text and letters > 4
    italic = draft.has_style(Style.ITALIC) and draft.after_gap
    other = draft.lines[0].font != manner.font and draft.after_gap and draft.size >= 0.95 * manner.size
    if draft.size < 0.86 * manner.size:
        return False
    if large or bold:
        return True
    if len(draft.lines) > 2:
        return False
    return capitals or italic or (other and (NUMBERED.match(text) is not None or len(draft.lines) == 1))


def rank_headings(headings: Sequence[Draft], manner: Manner) -> None:
    """Levels by the numbers of the headings, else by how strongly they are set."""
    run_in = {id(draft) for draft in headings if draft.level == 2}
    looks = {look(draft): 0.0 for draft in headings if id(draft) not in run_in}
    order = sorted(looks, reverse=True)
    for draft in headings:
        numbered = NUMBERED.match(draft.text)
        if numbered:
            draft.level = numbered[1].count(".") + 1
        elif draft.level == 2:
            continue
        elif KNOWN_HEADING.match(draft.text):
            draft.level = 1
        else:
            draft.level = min(4, 1 + order.index(look(draft)))
    top = {look(draft) for draft in headings if draft.level == 1 and KNOWN_HEADING.match(draft.text)}
    if top:
        strongest = max(top)
        for draft in headings:
            if not (NUMBERED.match(draft.text) or KNOWN_HEADING.match(draft.text) or id(draft) in run_in):
                stronger = sorted({each for each in looks if each <= strongest}, reverse=True)
                mine = look(draft)
                draft.level = 1 if mine >= strongest else min(4, 1 + stronger.index(mine))


def look(draft: Draft) -> tuple[float, bool, bool, bool]:
    """How a heading is set, comparable: size, bold, capitals, upright."""
    text = draft.text
    return (
        round(draft.size * 2) / 2,
        draft.has_style(Style.BOLD),
        text.upper() == text,
        not draft.has_style(Style.ITALIC),
    )
