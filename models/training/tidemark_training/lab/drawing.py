"""Inline SVG for `report.html`: reliability, confusion and the lead by refit and by group."""

from collections.abc import Callable
from html import escape
from typing import Any

SIDE, MARGIN = 260, 44
BARS_WIDTH, BARS_HEIGHT = 420, 200


def reliability(bins: list[dict[str, Any]], what: str) -> str:
    """What came over what was said, a point for each bin, beside the diagonal."""
    values = [float(each[key]) for each in bins for key in ("said", "came")]
    low, high = min(values), max(values)
    room = max((high - low) * 0.08, 0.005)
    low, high = low - room, high + room

    def x(value: float) -> float:
        return MARGIN + (value - low) / (high - low) * (SIDE - MARGIN - 8)

    def y(value: float) -> float:
        return SIDE - MARGIN - (value - low) / (high - low) * (SIDE - MARGIN - 8)

    points = [(x(each["said"]), y(each["came"])) for each in bins]
    parts = [
        f'<line class="axis" x1="{x(low):.1f}" y1="{y(low):.1f}" x2="{x(high):.1f}" y2="{y(high):.1f}"/>',
        f'<polyline class="line" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in points)}"/>',
        *(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5"/>' for a, b in points),
        *_ticks(low, high, x, y),
        f'<text x="{(SIDE + MARGIN) / 2:.0f}" y="{SIDE - 6}" text-anchor="middle">said</text>',
        f'<text x="{MARGIN + 6}" y="18">came</text>',
    ]
    return _svg(SIDE, SIDE, f"Reliability of {what}", parts)


def _ticks(low: float, high: float, x: Callable[[float], float], y: Callable[[float], float]) -> list[str]:
    frame = SIDE - MARGIN
    parts = [
        f'<path class="frame" d="M{MARGIN} 8V{frame}H{SIDE - 8}"/>',
    ]
    for part in (0.1, 0.5, 0.9):
        value = low + part * (high - low)
        parts.append(f'<text x="{x(value):.1f}" y="{frame + 15}" text-anchor="middle">{value:.3g}</text>')
        parts.append(f'<text x="{MARGIN - 5}" y="{y(value) + 4:.1f}" text-anchor="end">{value:.3g}</text>')
    return parts


def confusion(table: dict[str, Any], what: str) -> str:
    """Rows by what came, columns by what was called, shaded by the share of the row."""
    classes, counts = table["classes"], table["cameThenCalled"]
    cell = (SIDE - 80) // len(classes)
    parts = ['<text x="80" y="12">called</text>', '<text x="2" y="34">came</text>']
    for row, came in enumerate(classes):
        top, total = 40 + row * cell * 0.7, max(1, sum(counts[row]))
        parts.append(f'<text x="74" y="{top + cell * 0.38:.1f}" text-anchor="end">{escape(came)}</text>')
        for column, count in enumerate(counts[row]):
            left, share = 80 + column * cell, count / total
            parts.append(
                f'<rect class="cell" x="{left}" y="{top:.1f}" width="{cell - 2}" height="{cell * 0.7 - 2:.1f}" '
                f'fill-opacity="{0.08 + 0.5 * share:.3f}"/>'
                f'<text x="{left + cell / 2:.1f}" y="{top + cell * 0.33:.1f}" text-anchor="middle">{count}</text>'
                f'<text x="{left + cell / 2:.1f}" y="{top + cell * 0.53:.1f}" text-anchor="middle">{share:.1%}</text>'
            )
    for column, called in enumerate(classes):
        parts.append(
            f'<text x="{80 + column * cell + cell / 2:.1f}" y="34" text-anchor="middle">{escape(called)}</text>'
        )
    return _svg(SIDE, round(40 + len(classes) * cell * 0.7 + 8), f"Confusion of {what}", parts)


def leads(found: list[tuple[str, dict[str, Any]]], words: str, by: str, what: str) -> str:
    """A bar with its interval for each refit or group, by its name; above the line is ahead."""
    ends = [float(value) for _, each in found for value in each.values() if value is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    span = (high - low) or 1.0
    step = (BARS_WIDTH - 60) / len(found)

    def y(value: float) -> float:
        return 26 + (high - value) / span * (BARS_HEIGHT - 52)

    parts = [f'<line class="axis" x1="56" x2="{BARS_WIDTH}" y1="{y(0):.1f}" y2="{y(0):.1f}"/>']
    parts.append(f'<text x="60" y="12">{escape(words)}, by {escape(by)}</text>')
    for value in sorted({low, 0.0, high}):
        parts.append(f'<text x="52" y="{y(value) + 4:.1f}" text-anchor="end">{value:.3g}</text>')
    for at, (number, each) in enumerate(found):
        middle = 60 + (at + 0.5) * step
        parts.append(f'<text x="{middle:.1f}" y="{BARS_HEIGHT - 6}" text-anchor="middle">{escape(number)}</text>')
        if each["value"] is not None:
            top, bottom = sorted((y(0), y(each["value"])))
            parts.append(
                f'<rect class="bar" x="{middle - step * 0.3:.1f}" y="{top:.1f}" width="{step * 0.6:.1f}" '
                f'height="{bottom - top:.1f}"/>'
            )
        if each["low"] is not None and each["high"] is not None:
            parts.append(
                f'<line class="whisker" x1="{middle:.1f}" x2="{middle:.1f}" y1="{y(each["low"]):.1f}" '
                f'y2="{y(each["high"]):.1f}"/>'
            )
    return _svg(BARS_WIDTH, BARS_HEIGHT, f"Lead of {what} by {by}", parts)


def _svg(width: int, height: int, title: str, parts: list[str]) -> str:
    said = escape(title)
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{said}">'
        f"<title>{said}</title>{''.join(parts)}</svg>"
    )
