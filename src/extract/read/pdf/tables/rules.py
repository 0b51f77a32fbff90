"""Level rules of a page: pieces at one height put together, edges of narrow grounds counted as rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Area, Drawing

TABLES = SETTINGS.tables


@dataclass(slots=True)
class Rule:
    """A level rule across the page at height `y`, and the pieces that it is drawn in."""

    y: float
    x0: float
    x1: float
    pieces: list[tuple[float, float]]

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def find_rules(drawing: Drawing, across: float, down: float) -> list[Rule]:
    """All level rules, top down. Dotted and dashed ones count as one."""
    bars = [(area.x0, (area.top + area.bottom) / 2, area.x1) for area in drawing.level]
    for ground in _cell_grounds(drawing.grounds, across, down):
        bars.append((ground.x0, ground.top, ground.x1))
        bars.append((ground.x0, ground.bottom, ground.x1))
    bars.sort(key=lambda bar: (bar[1], bar[0]))
    levels: list[list[tuple[float, float, float]]] = []
    for bar in bars:
        if levels and bar[1] - levels[-1][0][1] <= TABLES.rule_height:
            levels[-1].append(bar)
        else:
            levels.append([bar])
    rules: list[Rule] = []
    for level in levels:
        rules.extend(_joined(level))
    return [rule for rule in rules if rule.width >= TABLES.rule_width]


def _cell_grounds(grounds: Sequence[Area], across: float, down: float) -> list[Area]:
    """Filled or framed rectangles that can be cells, rows or heads of a table, not panels of the page."""
    return [
        ground
        for ground in grounds
        if ground.width > TABLES.ground_width
        and TABLES.ground_height < ground.height < TABLES.panel_height * down
        and ground.width < TABLES.panel_width * across
    ]


def _joined(level: list[tuple[float, float, float]]) -> list[Rule]:
    rules: list[Rule] = []
    y = sum(bar[1] for bar in level) / len(level)
    for x0, _, x1 in sorted(level):
        if rules and x0 - rules[-1].x1 <= TABLES.max_piece_gap:
            rule = rules[-1]
            if x0 - rule.pieces[-1][1] <= 1.5:
                rule.pieces[-1] = rule.pieces[-1][0], max(rule.pieces[-1][1], x1)
            else:
                rule.pieces.append((x0, x1))
            rule.x1 = max(rule.x1, x1)
        else:
            rules.append(Rule(y, x0, x1, [(x0, x1)]))
    return rules


def upright_places(drawing: Drawing, region: Area) -> list[float]:
    """Where upright rules part a region from top to bottom, its outer edges left out."""
    bars = [
        ((area.x0 + area.x1) / 2, max(area.top, region.top), min(area.bottom, region.bottom))
        for area in drawing.upright
    ]
    for ground in drawing.grounds:
        if ground.width > TABLES.ground_width and TABLES.ground_height < ground.height <= 0.5 * region.height + 30:
            top, bottom = max(ground.top, region.top), min(ground.bottom, region.bottom)
            bars.extend(((ground.x0, top, bottom), (ground.x1, top, bottom)))
    places: list[list[tuple[float, float, float]]] = []
    for bar in sorted(bar for bar in bars if bar[2] > bar[1] and region.x0 + 8 < bar[0] < region.x1 - 8):
        if places and bar[0] - places[-1][-1][0] <= 3:
            places[-1].append(bar)
        else:
            places.append([bar])
    return [
        sum(bar[0] for bar in place) / len(place)
        for place in places
        if _covered([(bar[1], bar[2]) for bar in place]) > TABLES.upright_share * region.height
    ]


def _covered(spans: list[tuple[float, float]]) -> float:
    total, reach = 0.0, float("-inf")
    for low, high in sorted(spans):
        if high > reach:
            total += high - max(low, reach)
            reach = high
    return total
