"""Claims and their verdicts."""

from __future__ import annotations

import json
from typing import Any, Iterable, Optional

from benignity import _core
from benignity._fields import Fields, html


class Report(Fields):
    """The fields of report.json: `claims`, each with id, statement, verdict, measurements, test and
    replay line; `summary`, the number of claims in each verdict; `manifest`."""

    claims: list

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{claim.verdict}</td><td style='text-align:left'>{html(claim.id)}</td>"
                       f"<td style='text-align:left'>{html(claim.statement)}</td></tr>"
                       for claim in self.claims)
        return f"<table><tr><th>verdict</th><th>claim</th><th>statement</th></tr>{rows}</table>"

    @property
    def passed(self) -> bool:
        """No claim failed or broke."""
        return all(claim.verdict not in ("FAIL", "ERROR") for claim in self.claims)


def verify(battery: Optional[str] = None, *, claims: Iterable[str] = (), theorem: Optional[str] = None,
           seed: int = 1, jobs: Optional[int] = None) -> Report:
    """Runs the claims of a battery that match one of the globs `claims` (default: all), of one theorem
    where it is named.

    Without a battery, the smallest that holds the claims; for a theorem alone standard, or full where
    its claims are there alone; else smoke. `jobs` threads (default: all cores); the verdicts do not
    depend on it. Heeds Ctrl-C.
    """
    globs = list(claims)
    if battery is None and not globs:
        battery = None if theorem else "smoke"
    text = _core.verify_json(battery or "", globs, theorem, seed, "" if jobs is None else str(jobs))
    return Report(json.loads(text))


def claims() -> list[dict[str, Any]]:
    """Every claim: id, kind, theorem, statement, source, hypotheses, method."""
    return _core.claims()
