"""The report for people: `report.html`, one file that loads nothing, and the lines of the command."""

from html import escape
from typing import Any

from . import drawing

# Columns of the table by task: key of a measure and what stands above it.
COLUMNS = {
    "direction": (
        ("accuracy", "accuracy"),
        ("accuracyOverAlwaysUp", "over always up"),
        ("auc", "AUC"),
        ("aucOneBarLate", "AUC a bar late"),
        ("logLoss", "log loss"),
        ("logLossUnderBase", "under base rate"),
        ("calibrationSlope", "slope"),
        ("ece", "ECE"),
    ),
    "volatility": (
        ("r2TestMean", "R2"),
        ("qlike", "QLIKE"),
        ("qlikeUnderHar", "under HAR"),
        ("rmseLogVariance", "RMSE"),
        ("meanErrorLogVariance", "mean error"),
    ),
}
LEAD = {"direction": "logLossUnderBase", "volatility": "qlikeUnderHar"}
_STYLE = """
:root{color-scheme:light dark;--ink:#1c2430;--paper:#fff;--soft:#667;--rule:#ccd3dc;--mark:#1769aa;--warn:#a33}
@media(prefers-color-scheme:dark){
:root{--ink:#e3e8ef;--paper:#14181f;--soft:#9aa6b5;--rule:#384252;--mark:#6bb3ea;--warn:#f08a7a}}
body{font:14px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
body{max-width:1240px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}caption{text-align:left;color:var(--soft)}
th,td{padding:.3rem .35rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left}small{color:var(--soft);display:block;font-size:11px}
th{white-space:normal}.base td{color:var(--soft)}
.words{white-space:normal;text-align:left}.warn{color:var(--warn)}.row{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:flex-start}
svg text{font:11px system-ui,sans-serif;fill:var(--ink)}.axis{stroke:var(--soft);stroke-dasharray:4 3}
.frame{stroke:var(--rule);fill:none}.line{stroke:var(--mark);fill:none;stroke-width:1.5}
circle,.bar,.cell{fill:var(--mark)}.bar{fill-opacity:.55}.whisker{stroke:var(--ink)}
"""


def summary(found: dict[str, Any]) -> str:
    """The table for a terminal."""
    columns = COLUMNS[found["task"]]
    lines = [_headline(found)]
    lines.append(f"  {'':<22}" + "".join(f"{words:>18}" for _, words in columns))
    for entry in found["entries"]:
        cells = "".join(f"{_plain(entry['pooled'][key]['value']):>18}" for key, _ in columns)
        lines.append(f"  {entry['name']:<22}{cells}")
    return "\n".join([*lines, *(f"  {each}" for each in _warnings(found))])


def html(found: dict[str, Any]) -> str:
    """The whole page."""
    sections = [_section(found, entry) for entry in found["entries"] if not entry["baseline"]]
    body = [
        f"<h1>{escape(found['id'])}</h1>",
        f"<p>{escape(_headline(found))}</p>",
        *(f'<p class="warn">{escape(each)}</p>' for each in _warnings(found)),
        _table(found),
        *(f"<p>{escape(each)}</p>" for each in _how_to_read(found)),
        _folds(found),
        _audit(found),
        *sections,
        _sources(found),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(found['id'])}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _headline(found: dict[str, Any]) -> str:
    walk = found["walk"]
    return (
        f"{found['task']}, {found['horizonBars']} x {found['bar']} ahead, {', '.join(found['instruments'])}:"
        f" {found['rows']} rows from {walk['first'][:10]} to {walk['end'][:10]}, {walk['kind']},"
        f" {walk['refits']} refits, {found['blocks']} blocks; settings tried: {found['tries']['settings']}"
        f" ({found['tries']['settingsEverHere']} ever in this folder)"
    )


def _warnings(found: dict[str, Any]) -> list[str]:
    said = [
        f"{'This is a fault' if each['proof'] else 'Take it for a bug until it is explained'}: {name}: {each['says']}."
        for name, each in _audited(found)
        if each["fault"]
    ]
    return [*said, *([f"Explained: {found['explained']}"] if said and found["explained"] else [])]


def _audited(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What each check found, with what it was about."""
    rows = [(f"rows, {each['check']}", each) for each in found["audit"]]
    return rows + [(f"{entry['name']}, {each['check']}", each) for entry in found["entries"] for each in entry["audit"]]


def _audit(found: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr{' class=warn' if each['fault'] else ''}><td>{escape(name)}</td>"
        f"<td class=words>{escape(each['says'])}</td></tr>"
        for name, each in _audited(found)
    )
    return (
        "<h2>Audit</h2><p>What is beyond a line is to be taken for a bug, and is not packed before the study explains"
        f' it.</p><div class="wide"><table>{rows}</table></div>'
    )


def _table(found: dict[str, Any]) -> str:
    columns = COLUMNS[found["task"]]
    head = "".join(f"<th>{escape(words)}</th>" for _, words in columns)
    rows = "".join(_line(entry, columns) for entry in found["entries"])
    return (
        '<div class="wide"><table><caption>Over all refits, with 95 % intervals</caption>'
        f"<tr><th></th>{head}<th>test against {escape(found['against'])}</th><th>among the best</th></tr>"
        f"{rows}</table></div>"
    )


def _line(entry: dict[str, Any], columns: tuple[tuple[str, str], ...]) -> str:
    cells = "".join(f"<td>{_cell(entry['pooled'][key])}</td>" for key, _ in columns)
    test = entry.get("dieboldMariano")
    paired = (
        ""
        if test is None
        else f"{_plain(test['statistic'])}<small>p {_p(test['p'])}</small><small>of all {_p(test['pHolm'])}</small>"
    )
    within = entry["confidenceSet"]
    best = f"{'yes' if within['within'] else 'no'}<small>p {_p(within['p'])}</small>"
    kind = ' class="base"' if entry["baseline"] else ""
    return f"<tr{kind}><td>{escape(entry['name'])}</td>{cells}<td>{paired}</td><td>{best}</td></tr>"


def _how_to_read(found: dict[str, Any]) -> list[str]:
    errors = "R2, RMSE and mean error are of log variances; R2 of 0 is as good as the mean of these rows. "
    return [
        f"{errors if found['task'] == 'volatility' else ''}The test is that of Diebold and Mariano on the"
        f" {found['loss']} of the same rows: a statistic above 0 is ahead of {found['against']}; p is two-sided, then"
        " adjusted for all families (Holm). Among the best: the model confidence set at 10 %.",
        f"By year, hour (UTC) and regime stands how much less {found['loss']} there was than by {found['against']}."
        " Regimes are thirds of these rows by the volatility up to each.",
        "Intervals resample whole blocks of time. Labels never reach over a border of a fold. Settings were chosen by"
        " the validation part of each fold. No number is a profit: fees, slippage and the time to act are not in them.",
    ]


def _folds(found: dict[str, Any]) -> str:
    key = LEAD[found["task"]]
    words = dict(COLUMNS[found["task"]])[key]
    head = "".join(f"<th>{each['number']}<small>{each['refitAt'][:10]}</small></th>" for each in found["folds"])
    rows = "".join(
        f"<tr><td>{escape(entry['name'])}</td>"
        + "".join(f"<td>{_cell(each['measures'][key])}</td>" for each in entry["folds"])
        + "</tr>"
        for entry in found["entries"]
        if not entry["baseline"]
    )
    return (
        f"<h2>{escape(found['loss'])} {escape(words)}, refit by refit</h2>"
        f'<div class="wide"><table><tr><th></th>{head}</tr>{rows}</table></div>'
    )


def _section(found: dict[str, Any], entry: dict[str, Any]) -> str:
    name, lead = entry["name"], LEAD[found["task"]]
    pictures = [drawing.reliability(entry["reliability"], name)]
    if "confusion" in entry:
        pictures.append(drawing.confusion(entry["confusion"], name))
    words = f"{found['loss']} {dict(COLUMNS[found['task']])[lead]}"
    refits = [(str(each["number"]), each["measures"][lead]) for each in entry["folds"]]
    pictures.append(drawing.leads(refits, words, "refit", name))
    for kind, groups in entry["stability"].items():
        pictures.append(drawing.leads([(each["group"], each["lead"]) for each in groups], words, kind, name))
    rows = "".join(f"<tr><td>{escape(key)}</td><td>{_cell(each)}</td></tr>" for key, each in entry["pooled"].items())
    seeds = ", ".join(_plain(each) for each in entry["lossOfEachSeed"])
    chosen = ", ".join(str(each) for each in entry["chosen"])
    return (
        f"<h2>{escape(name)}</h2><p>{escape(entry['family'])}, bars in its window: {entry['windowBars']}. Settings:"
        f" {len(entry['settings'])}; chosen by refit: {chosen}."
        f" {escape(found['loss'])} of each seed alone: {seeds}.</p>"
        f'<div class="row">{"".join(pictures)}</div>{_probes(found, entry)}'
        f"<details><summary>All numbers</summary><table>{rows}</table></details>"
    )


def _probes(found: dict[str, Any], entry: dict[str, Any]) -> str:
    """What more rows teach, and which features it hangs on."""
    head = "".join(f"<th>{words}</th>" for words in ("newest training rows", "on these", "validation", "test"))
    learning = "".join(
        f"<tr><td>{each['rows']}</td>"
        + "".join(f"<td>{_plain(each[key])}</td>" for key in ("train", "validation", "test"))
        + "</tr>"
        for each in entry["learning"]
    )
    importance = "".join(
        f"<tr><td>{escape(name)}</td><td>{_cell(each)}</td></tr>" for name, each in entry["importance"].items()
    )
    loss = escape(found["loss"])
    return (
        f'<div class="row"><table><caption>{loss} by rows fitted on, last refit</caption><tr>{head}</tr>'
        f"{learning}</table>"
        f"<details><summary>Importance of features</summary><table><caption>more {loss} on test rows of the last refit"
        f" where the feature stands in another order</caption>{importance}</table></details></div>"
    )


def _sources(found: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{escape(each['export'])}</td><td>{each['rows']}</td><td>{each['sha256'][:16]}</td></tr>"
        for each in found["sources"]
    )
    return f"<h2>Data</h2><table><tr><th>export</th><th>rows</th><th>SHA-256</th></tr>{rows}</table>"


def _cell(number: dict[str, float | None]) -> str:
    if number["low"] is None or number["high"] is None:
        return _plain(number["value"])
    return f"{_plain(number['value'])}<small>{_plain(number['low'])} to {_plain(number['high'])}</small>"


def _plain(value: float | None) -> str:
    return "none" if value is None else f"{value:.4f}"


def _p(value: float | None) -> str:
    if value is None:
        return "none"
    return "&lt; .001" if value < 0.001 else f"{value:.3f}"
