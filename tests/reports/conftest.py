"""One small comparison, and its brief in a folder, for every test of reports."""

import warnings

import pytest

from jiuye.viz.reports.brief import report_of
from jiuye.viz.reports.folder import write_report

from .sample_comparison import sample


@pytest.fixture(scope="session")
def comparison():
    return sample()


@pytest.fixture(scope="session")
def folder(comparison, tmp_path_factory):
    target = tmp_path_factory.mktemp("brief")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning of matplotlib
        assert write_report(report_of(comparison), target, "zh") == target / "brief.html"
        write_report(report_of(comparison), target / "en", "en")
    return target
