"""The benchmarks: the README's tables are what they wrote, and they refuse unknown names."""

from __future__ import annotations

import pytest

from tests.benchmarks import report, training


def test_the_readme_holds_the_tables_of_the_results():
    text = report.README.read_text(encoding="utf-8")
    written = text.split(report.BEGIN)[1].split(report.END)[0].strip("\n")
    assert written == report.body(), "run make bench, or python -m tests.benchmarks.report"
    assert "| *quick* (notebook 07) |" in written


def test_the_page_on_clusters_holds_what_was_measured():
    text = report.CLUSTER.read_text(encoding="utf-8")
    written = text.split(report.BEGIN)[1].split(report.END)[0].strip("\n")
    assert written == report.cluster(), "run python -m tests.benchmarks.report"


def test_a_changed_figure_is_noticed(monkeypatch):
    results = report.read("training")
    for row in results["summary"]:
        row["test_accuracy"] -= 0.01
    monkeypatch.setattr(report, "read", lambda name: results if name == "training" else {})
    text = report.README.read_text(encoding="utf-8")
    assert report.training() not in text


def test_a_training_that_is_not_known_is_named_and_none_is_made(tmp_path, capsys):
    results = tmp_path / "results.json"
    with pytest.raises(SystemExit):
        training.main(["--only", "quick", "keras", "--results", str(results)])
    assert "nothing is called keras; there are" in capsys.readouterr().err
    assert not results.exists()
