"""The audit of a training run: what a model's numbers would be worth nothing for is looked for each time.

Begin with `run`. `audit_rows` looks at the rows, `audit_skill` and `audit_volatility` at the model's answers, `leaks`
at a configuration.
"""

from collections.abc import Callable, Sequence

from . import artifact, audit_rows, audit_skill, audit_volatility
from .answer import DIRECTION, VOLATILITY, Answer
from .audit_finding import Audited, Finding

Check = Callable[[Audited], Finding]

# The order is that of the notes. The costly one is the last: it trains once more, on few rows.
OF_ROWS: tuple[Check, ...] = (
    audit_rows.future_cut,
    audit_rows.overlap,
    audit_rows.duplicates,
    audit_rows.label,
    audit_rows.target_among_features,
    audit_rows.normaliser,
)
OF_ANSWERS: dict[Answer, tuple[Check, ...]] = {
    DIRECTION: (audit_skill.plausible, audit_skill.one_bar_late, audit_skill.permuted_labels),
    VOLATILITY: (audit_volatility.plausible, audit_volatility.permuted_labels),
}


class Unexplained(ValueError):
    """The audit found what must be explained first, or what cannot be; no artefact is written."""


def run(audited: Audited) -> tuple[Finding, ...]:
    """What every check found, whether it is a fault or not."""
    checks = (*OF_ROWS, *OF_ANSWERS[artifact.answer_of(audited.settings)])
    return tuple(check(audited) for check in checks)


def require_explained(findings: Sequence[Finding], explained: str) -> None:
    """Refuses what is proved wrong, and what is too good to be true without a reason; all is said at once."""
    proofs = [finding for finding in findings if finding.fault and finding.proof]
    doubts = [finding for finding in findings if finding.fault and not finding.proof]
    said = [f"{finding.check}: {finding.says}" for finding in proofs]
    if not explained:
        said += [f"{finding.check}: {finding.says}" for finding in doubts]
    if not said:
        return
    advice = (
        "this is a fault and no reason makes it right: mend the data or the split"
        if proofs
        else 'take it for a bug; if you know why it is right, say it in the configuration: "explained": "..."'
    )
    raise Unexplained(f"the audit stops this model: {'; '.join(said)}; {advice}")


def notes(findings: Sequence[Finding], explained: str) -> tuple[str, ...]:
    """For the manifest: what was measured, and the reason for what is beyond the lines."""
    lines = [f"Audit, {finding.check}: {finding.says}." for finding in findings]
    reason = [f"Audit, explained: {explained}"] if any(finding.fault for finding in findings) else []
    return (*lines, *reason)


def of_training(audited: Audited) -> tuple[str, ...]:
    """Runs the audit, refuses what must not be packed, and returns the notes of what was found."""
    findings = run(audited)
    explained = audited.settings.explained
    require_explained(findings, explained)
    return notes(findings, explained)
