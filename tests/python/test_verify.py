import benignity
import pytest


def test_a_claim_has_its_verdict_and_its_replay_line():
    report = benignity.verify(claims=["theorem.benign_overfitting.selection"])
    [claim] = report.claims
    assert claim.verdict == "PASS" and report.passed
    assert "--claim 'theorem.benign_overfitting.selection'" in claim.replay
    assert "theorem.benign_overfitting.selection" in report._repr_html_()


def test_claims_say_what_they_are():
    ids = {claim["id"]: claim for claim in benignity.claims()}
    assert ids["engine.gram_equals_dense"]["kind"] == "engine"
    assert all(claim["statement"] and claim["source"] for claim in ids.values())


@pytest.mark.parametrize("arguments", [{"battery": "none"}, {"claims": ["no.such.claim"]},
                                       {"claims": ["theorem.*"], "jobs": 0}])
def test_what_there_is_not_is_refused(arguments):
    with pytest.raises(ValueError):
        benignity.verify(**arguments)
