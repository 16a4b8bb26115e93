"""A calibration as YAML: what scenarios read, and how it was come by. Written whole or not at all."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import yaml

from ...messages import by_the_system, phrase
from ...results.atomic import write_atomic
from ...results.environment import versions
from ...scenarios.calibrations import CALIBRATIONS
from ...scenarios.yaml_reader import Fault, SpecError
from ..runs.code_mark import code_mark
from ..validation.validate import MomentVerdict
from .calibrate import Calibration
from .emulator import Floats
from .ensemble import SLACK
from .fitting import FITTED, MEASURES, Fitted

HEAD = "# Written by `jiuye calibrate`; fitted to the public table (scenarios/targets.csv) and to nothing else.\n"
FITTED_GRADE = "derived"


class _Dumper(yaml.SafeDumper):
    """Numbers and lists of them on one line, everything else spread out."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _row(writer: _Dumper, row: tuple[Any, ...]) -> yaml.SequenceNode:
    return writer.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)


_Dumper.add_representer(tuple, _row)


def file_of(city: str) -> Path:
    """Where the calibration of a city is kept."""
    return CALIBRATIONS / f"{city}.yaml"


def check_file(file: Path, *, overwrite: bool) -> None:
    """See that a calibration can be written there before anything runs; SpecError if not."""
    if file.is_dir():
        raise SpecError([Fault(str(file), phrase("calibration.folder", "is a folder; name a file"))])
    if file.exists() and not overwrite:
        message = phrase("calibration.there", "is there already; --overwrite replaces it, --out names another file")
        raise SpecError([Fault(str(file), message)])
    if not file.name.endswith((".yaml", ".yml")):
        message = phrase("calibration.ending", "must end with .yaml, so that scenarios can name it")
        raise SpecError([Fault(str(file), message)])
    try:
        file.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = phrase("file.not_written", "cannot be written ({why})", why=by_the_system(error))
        raise SpecError([Fault(str(file), message)]) from None
    if not os.access(file.absolute().parent, os.W_OK):
        why = phrase("calibration.denied", "permission denied")
        raise SpecError([Fault(str(file), phrase("file.not_written", "cannot be written ({why})", why=why))])


def write_calibration(found: Calibration, file: Path) -> Path:
    """Write it whole or not at all; return the file."""
    told = yaml.dump(record(found), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=118)
    return write_atomic(file, HEAD + told)


def record(found: Calibration) -> dict[str, Any]:
    """The calibration as plain data."""
    setup, known = found.setup, found.identification
    profile = setup.scenario.profile
    ensemble = found.ensemble
    return {
        "title": {"zh": f"{profile.name_zh}：校准", "en": f"Calibration of {profile.name_en}"},
        "city": profile.id,
        "parameters": {
            p.name: _parameter(p, value, p.name not in known.unidentified)
            for p, value in zip(setup.parameters, found.values, strict=True)
        },
        "fit": {
            "workers": setup.scenario.workers,
            "burn_in": setup.scenario.burn_in,
            "months": setup.scenario.months,
            "seeds": setup.seeds,
            "search_seeds": setup.search_seeds,
            "evaluations": found.searched,
            "loss": {"start": _short(found.loss[0]), "fitted": _short(found.loss[1])},
            "met": {"start": found.met[0], "fitted": found.met[1], "of": len(found.after)},
        },
        "moments": {v.target.id: _moment(v, before) for v, before in zip(found.after, found.before, strict=True)},
        "unidentified": {
            "weak": known.weak,
            "alike": [(first, second, round(cosine, 3)) for first, second, cosine in known.alike],
            "sensitivity": {
                p.name: _short(size) for p, size in zip(setup.parameters, _sizes(known.sensitivity), strict=True)
            },
            "singular_values": tuple(_short(value) for value in known.singular),
        },
        "ensemble": {
            "rule": f"at least {ensemble.least} moments in band over the search seeds, {SLACK} fewer than the optimum",
            "seeds": setup.search_seeds,
            "met": ensemble.met,
            "parameters": tuple(p.name for p in setup.parameters),
            "sets": list(found.sets),
        },
        "made": {**versions(), "code": code_mark(MEASURES)},
    }


def _parameter(p: Fitted, value: float, identified: bool) -> dict[str, Any]:
    return {
        "value": value,
        "start": p.start,
        "range": (_short(p.low), _short(p.high)),
        "unit": p.param.unit,
        "source": f"fitted to the public moments; {p.param.source}",
        "grade": FITTED_GRADE if identified else p.param.grade,
        "identified": identified,
        "why": FITTED.get(p.name, "asked for"),
    }


def _moment(v: MomentVerdict, before: MomentVerdict) -> dict[str, Any]:
    return {
        "value": _short(v.value),
        "interval": (_short(v.low), _short(v.high)),
        "start": _short(before.value),
        "band": (v.target.low, v.target.high),
        "pass": v.passed,
    }


def _sizes(sensitivity: Floats) -> list[float]:
    """Half-bands that all moments move together, root of the sum of squares, over the whole range of each parameter."""
    return [float(math.sqrt(float(row @ row))) for row in sensitivity]


def _short(value: float) -> float | None:
    """Six digits are enough to read; a number that does not exist is null."""
    return float(f"{value:.6g}") if math.isfinite(value) else None
