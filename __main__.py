"""The front door: one function per command, importing its room only when called.

Exit codes: 0 done, 1 failed, 2 wrong input.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .messages import Message, by_the_system, phrase

if TYPE_CHECKING:
    from .experiments.studies.study import Study
    from .scenarios.spec import Scenario
    from .viz.words.texts import Lang

F = TypeVar("F", bound=Callable[..., Any])
FAILED, WRONG_INPUT = 1, 2
MOST_SEEDS = 10_000
READING = {
    "check",
    "levers",
    "cities",
    "scenarios",
    "indicators",
    "schema",
    "plan",
    "results",
}  # commands that simulate nothing
OVERRIDES = {"city.profile": "--city", "city.workers": "--workers", "city": "--city", "time.months": "--months"}


class Door(click.Group):
    """Says in one line what went wrong, and with which exit code the process ends."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that cannot show a sign shows another
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except click.ClickException as error:
            if isinstance(error.message, Message):
                from .viz.words.faults import said

                vars(error)["message"] = said(error.message, ctx.meta.get("jiuye.lang", "en"))
            raise
        except (click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # whoever reads has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            from .viz.words.texts import text

            click.echo(text("cli.interrupted", ctx.meta.get("jiuye.lang", "en")), err=True)
            ctx.exit(FAILED)
        except Exception as error:
            ctx.exit(_tell(error, ctx.meta.get("jiuye.lang", "en"), debug=ctx.meta.get("jiuye.debug", False)))


def _tell(error: Exception, lang: Lang, *, debug: bool) -> int:
    """Print what went wrong; return the exit code."""
    from .scenarios.yaml_reader import SpecError

    if debug:
        traceback.print_exception(error)
    elif not isinstance(error, SpecError):
        from .viz.words.faults import failure
        from .viz.words.texts import text

        click.echo(text("cli.failed", lang, what=failure(error, lang), kind=type(error).__name__), err=True)
    if isinstance(error, SpecError):
        from .viz.words.faults import fault_line

        click.echo("\n".join(fault_line(fault, lang) for fault in error.faults), err=True)
        return WRONG_INPUT
    return FAILED


# What options take.


def _persons(ctx: click.Context, param: click.Parameter, value: str | None) -> int | str | None:
    """A number of persons, or `full`."""
    if value is None or value == "full":
        return value
    with contextlib.suppress(ValueError):
        return int(value.replace(",", ""))
    raise click.BadParameter(phrase("option.persons", "{got} is not a number of persons and not full", got=repr(value)))


def _which_seeds(ctx: click.Context, param: click.Parameter, value: str | None) -> list[int] | None:
    """`10` is the first ten seeds, `3,5,9` are three of them, `1-20` is a range."""
    if value is None:
        return None
    if not re.fullmatch(r"\d{1,15}(-\d{1,15})?(,\d{1,15}(-\d{1,15})?)*", value):
        raise click.BadParameter(
            phrase(
                "option.seeds",
                "{got} is not a number of seeds, a list such as 3,5,9 or a range such as 1-20",
                got=repr(value),
            )
        )
    parts = [f"1-{value}"] if value.isdigit() else value.split(",")
    ends = [(int(part.split("-")[0]), int(part.split("-")[-1])) for part in parts]
    if sum(last - first + 1 for first, last in ends) > MOST_SEEDS:
        raise click.BadParameter(
            phrase("option.many_seeds", "{got} is more than {most} seeds", got=repr(value), most=f"{MOST_SEEDS:,}")
        )
    seeds = [seed for first, last in ends for seed in range(first, last + 1)]
    if not all(first <= last for first, last in ends) or len(set(seeds)) < len(seeds):
        raise click.BadParameter(
            phrase("option.seed_twice", "{got} has a range without seeds, or names a seed twice", got=repr(value))
        )
    return seeds


def _numbers(ctx: click.Context, param: click.Parameter, value: str | None) -> list[int] | None:
    """`1000,20000`: whole numbers above zero."""
    if value is None:
        return None
    with contextlib.suppress(ValueError):
        numbers = [int(part) for part in value.split(",")]
        if min(numbers) > 0:
            return numbers
    raise click.BadParameter(
        phrase("option.numbers", "{got} is not a list of whole numbers such as 1000,20000", got=repr(value))
    )


def _indicators(ctx: click.Context, param: click.Parameter, value: str | None) -> list[str] | None:
    """`gini,insured_share`: indicators, each once."""
    if value is None:
        return None
    from .model.indicators import INDICATORS
    from .scenarios.merge import suggest

    names = [part.strip() for part in value.split(",") if part.strip()]
    if odd := [name for name in names if name not in INDICATORS]:
        raise click.BadParameter(
            phrase(
                "width.indicator",
                "{name} is not an indicator{near}",
                name=repr(odd[0]),
                near=suggest(odd[0], INDICATORS),
            )
        )
    if not names:
        raise click.BadParameter(phrase("option.no_indicator", "names no indicator"))
    return list(dict.fromkeys(names))


def _factors(ctx: click.Context, param: click.Parameter, value: str | None) -> list[float] | None:
    """`0.5,1,2`: factors above zero."""
    if value is None:
        return None
    with contextlib.suppress(ValueError):
        found = sorted({float(part) for part in value.split(",")})
        if found[0] > 0.0 and found[-1] <= 1000.0:
            return found
    raise click.BadParameter(
        phrase(
            "option.factors", "{got} is not a list of factors above 0 and up to 1000, such as 0.5,1,2", got=repr(value)
        )
    )


def _language() -> str:
    return "zh" if os.environ.get("LANG", "").lower().startswith("zh") else "en"


def _lang(ctx: click.Context, param: click.Parameter, value: str) -> str:
    ctx.meta["jiuye.lang"] = value
    return value


def _debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    ctx.meta["jiuye.debug"] = value


FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(path_type=Path)
RATE = click.FloatRange(0, 1, min_open=True, max_open=True)
OPTIONS: dict[str, Callable[[F], F]] = {
    "city": click.option("--city", metavar="NAME|FILE", help="City, instead of the file's. 城市"),
    "workers": click.option("--workers", callback=_persons, metavar="N|full", help="Simulated persons 16+. 模拟人数"),
    "months": click.option("--months", type=int, metavar="N", help="Months simulated. 模拟月数"),
    "seed": click.option("--seed", type=click.IntRange(0), metavar="N", help="One seed. 单个随机种子"),
    "seeds": click.option("--seeds", callback=_which_seeds, metavar="N|LIST", help="10, 3,5,9 or 1-20. 多个种子"),
    "out": click.option("--out", type=FOLDER, default=Path("runs"), show_default=True, help="For results. 输出目录"),
    "cores": click.option("--threads", type=click.IntRange(1), metavar="N", help="Cores to use, or all. 线程数"),
    "lang": click.option(
        "--lang", type=click.Choice(["zh", "en"]), default=_language, callback=_lang, help="Else by LANG. 语言"
    ),
    "json": click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output. 输出 JSON"),
    "debug": click.option(
        "--debug", is_flag=True, expose_value=False, callback=_debug, help="Show where it failed. 显示出错位置"
    ),
}


_payers = click.option(
    "--payers",
    type=click.Choice(["public", "shared"]),
    default="public",
    help="Whose cost: shared adds platforms. 谁的花费",
)
_scale = click.option(
    "--scale", multiple=True, metavar="LEVER.SETTING", help="Scaled instead of a lever's dose. 按哪项设置伸缩"
)


def options(*names: str) -> Callable[[F], F]:
    """The named options, and those that every command has."""

    def add(function: F) -> F:
        for name in reversed([*names, "lang", "json", "debug"]):
            function = OPTIONS[name](function)
        return function

    return add


def example(*lines: str) -> str:
    """The end of a help page."""
    return "\b\nExample 示例:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="jiuye")
def main() -> None:
    """Jiuye (就业): compare employment policies in a simulated Chinese city.

    比较就业政策的城市劳动力市场仿真。每个命令加 --help 可见示例。
    """


# Commands.


@main.command(
    short_help="Play scenarios and keep the runs. 运行情景",
    epilog=example("jiuye run training_subsidy --city hangzhou --seeds 3", "jiuye run --again runs/FOLDER"),
)
@click.argument("scenarios", nargs=-1, metavar="SCENARIO...")
@options("city", "workers", "months", "seed", "seeds", "out", "cores")
@click.option("--overwrite", is_flag=True, help="Replace finished runs of other scenarios. 覆盖已有结果")
@click.option("--again", type=FILE, metavar="FOLDER", help="Make a stored run again. 重做已存结果")
def run(
    scenarios: tuple[str, ...],
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seed: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    overwrite: bool,
    again: Path | None,
    lang: Lang,
    as_json: bool,
) -> None:
    """Play scenarios; keep each seed's run in a folder. 运行情景

    SCENARIO is a shipped scenario, a YAML file, or the manifest.json of a stored run, which is made again bit for bit.
    """
    stored = again or _stored(scenarios)
    if stored is not None:
        if (again and scenarios) or any(x is not None for x in (city, workers, months, seed, seeds)):
            raise click.UsageError(
                phrase("option.stored", "a stored run is made again as it was, without scenarios, --city, --seeds, …")
            )
        from .commands.run import run_again_and_show

        _use(threads)
        return _end(run_again_and_show(stored, lang=lang, as_json=as_json))
    if not scenarios:
        raise click.UsageError(
            phrase("option.scenario", "name a scenario, such as baseline; `jiuye scenarios` lists them")
        )
    loaded, which = _load(scenarios, city, workers, months), _seeds(seed, seeds, [1])
    from .commands.run import run_and_show

    _use(threads, out)
    _end(run_and_show(loaded, which, out, overwrite=overwrite, lang=lang, as_json=as_json))


@main.command(
    short_help="Compare scenarios, write a brief. 比较情景，生成简报",
    epilog=example("jiuye compare baseline training_subsidy protection_fund --city hangzhou --seeds 20"),
)
@click.argument("base")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@options("city", "workers", "months", "seed", "seeds", "out", "cores")
@click.option(
    "--ensemble", is_flag=False, flag_value="", metavar="[N|NAME|FILE]", help="Parameter sets, one a seed. 参数集合"
)
@click.option("--until-width", metavar="X[%]|NAME=X", help="Add seeds until ± X: 0.1, 5%, gini=0.002. 直到区间够窄")
@click.option("--most-seeds", type=click.IntRange(2), metavar="N", help="At most, with --until-width. 种子上限")
@click.option("--budget", metavar="equal|YUAN", help="Scale doses to the same cost. 花费相等")
@_payers
@_scale
def compare(
    base: str,
    scenarios: tuple[str, ...],
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seed: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    ensemble: str | None,
    until_width: str | None,
    most_seeds: int | None,
    budget: str | None,
    payers: str,
    scale: tuple[str, ...],
    lang: Lang,
    as_json: bool,
) -> None:
    """Compare scenarios with a base, pair by pair of seeds (10 by default), and write a brief. 比较情景并生成简报

    --until-width goes on from these seeds until every 95 % interval asked for has at most that half-width: a number for
    headline shares in percentage points, X% of the level for every headline indicator, or of named indicators.
    --budget equal scales the doses of every scenario by one factor to the cost of the first.
    """
    if most_seeds is not None and until_width is None:
        raise click.UsageError(phrase("option.most_seeds", "--most-seeds goes with --until-width"))
    if budget is None and (scale or payers != "public"):
        raise click.UsageError(phrase("option.payers", "--payers and --scale go with --budget"))
    if budget is not None and ensemble is not None:
        raise click.UsageError(
            phrase("option.budget_or_ensemble", "--budget finds doses for one behaviour; leave --ensemble out")
        )
    first, *others = _load((base, *scenarios), city, workers, months)
    which = _seeds(seed, seeds, list(range(1, 11)))
    from .commands.budget import Budget
    from .commands.compare import compare_and_show
    from .experiments.compare.doses import read_scale, read_sum
    from .experiments.compare.until_width import LEAST, MOST
    from .experiments.compare.widths import read_widths

    widths = read_widths(until_width) if until_width is not None else ()
    if widths and not LEAST <= len(which) <= (most_seeds or MOST):
        raise click.UsageError(
            phrase(
                "option.until_width",
                "--until-width begins with {n} seeds or more, and no more than --most-seeds",
                n=LEAST,
            )
        )
    equal = Budget(read_sum(budget), payers, read_scale(scale)) if budget is not None else None
    _use(threads, out)
    well = compare_and_show(
        first,
        others,
        which,
        out,
        asked=(base, *scenarios),
        ensemble=ensemble,
        widths=widths,
        most=most_seeds or MOST,
        budget=equal,
        lang=lang,
        as_json=as_json,
    )
    _end(well)


@main.command(
    short_help="Try in one city, copy to another. 双城试点与推广",
    epilog=example("jiuye pair hangzhou_to_lishui --workers 5000 --seeds 4"),
)
@click.argument("scenario")
@click.option("--base", default="baseline", show_default=True, help="Both cities without policy. 基准情景")
@options("city", "workers", "months", "seed", "seeds", "out", "cores")
def pair(
    scenario: str,
    base: str,
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seed: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    lang: Lang,
    as_json: bool,
) -> None:
    """Play SCENARIO in its city and in the paired one, in step: tried, measured, revised, copied. 双城试点与推广

    People, trainees and orders cross between the two; beside what an evaluator would measure stands what was true.
    """
    (asked,) = _load((scenario,), city, workers, months)
    size = asked.workers if workers is None else workers
    (first,) = _load((base,), city or asked.city, size, months or asked.months)
    which = _seeds(seed, seeds, list(range(1, 11)))
    from .commands.pair import pair_and_show

    _use(threads, out)
    names = (scenario, "--base", base) if base != "baseline" else (scenario,)
    _end(pair_and_show(first, asked, which, out, asked=names, lang=lang, as_json=as_json))


@main.command(
    short_help="Meet the published model. 与已发表模型对照",
    epilog=example("jiuye oracle --separation 0.016 --opening 0.012 --adjustment 0.16"),
)
@click.option("--separation", type=RATE, default=0.016, show_default=True, help="δu a month. 离职率")
@click.option("--opening", type=RATE, default=0.012, show_default=True, help="δv a month. 开岗率")
@click.option("--adjustment", type=RATE, default=0.16, show_default=True, help="γ a month. 调整速度")
@click.option("--persons", type=click.IntRange(1000), default=60_000, show_default=True, help="Persons. 模拟人数")
@click.option("--months", type=click.IntRange(180), default=360, show_default=True, help="Months simulated. 模拟月数")
@click.option("--seeds", type=click.IntRange(1), default=4, show_default=True, help="Number of seeds. 种子数")
@options()
def oracle(
    separation: float,
    opening: float,
    adjustment: float,
    persons: int,
    months: int,
    seeds: int,
    lang: Lang,
    as_json: bool,
) -> None:
    """Meet the published model where ours is reduced to it; fails beyond four standard errors. 与已发表模型对照"""
    from .commands.bench import oracle_table
    from .experiments.validation.oracle import run_oracle, within
    from .viz.terminal.output import compile_first, emit, show

    compile_first(lang)
    found = run_oracle(separation, opening, adjustment, persons, months, seeds)
    if as_json:
        emit({**found, "within": within(found)})
    else:
        show(oracle_table(found, lang))
    _end(within(found))


@main.command(
    short_help="Public statistics against the model. 验证",
    epilog=example("jiuye validate hangzhou", "jiuye validate lishui --workers 5000 --seeds 5 --quick"),
)
@click.argument("city", required=False)
@options("workers", "months", "seeds", "out", "cores")
@click.option("--targets", type=FILE, metavar="FILE", help="Targets, instead of the shipped ones. 指标文件")
@click.option("--facts/--no-facts", default=True, help="Stylised facts too: most of the time. 典型事实")
@click.option("--quick", is_flag=True, help="Meet the published model on a small scale. 快速对照")
@click.option("--strict", is_flag=True, help="Exit code 1 if anything fails. 有未通过项即失败")
def validate(
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    targets: Path | None,
    facts: bool,
    quick: bool,
    strict: bool,
    lang: Lang,
    as_json: bool,
) -> None:
    """Compare CITY without policy with public statistics, seed by seed, and write a report. 与公开统计对照

    CITY is the reference city if left out. 20,000 persons, 20 seeds and 24 months after the burn-in unless told
    otherwise; the moments are those of the last twelve months.
    """
    from .commands.validate import validate_and_show
    from .experiments.validation.observation import YEAR
    from .experiments.validation.validate import MONTHS, SEEDS, WORKERS
    from .scenarios.targets import load_targets

    if months is not None and months < YEAR:
        raise click.BadParameter(
            phrase(
                "option.year", "{months} is less than the {year} that moments are taken from", months=months, year=YEAR
            ),
            param_hint="--months",
        )
    chosen = load_targets(targets)
    (scenario,) = _load(("baseline",), city or "reference", workers or WORKERS, months or MONTHS)
    which = _seeds(None, seeds, list(range(1, SEEDS + 1)))
    _use(threads, out)
    well = validate_and_show(
        scenario,
        chosen,
        which,
        out,
        targets_file=targets,
        facts=facts,
        quick=quick,
        strict=strict,
        lang=lang,
        as_json=as_json,
    )
    _end(well)


@main.command(
    short_help="The plan's figures put to the test. 检验方案数字",
    epilog=example("jiuye claims", "jiuye claims lishui --only C28,C41 --seeds 20"),
)
@click.argument("city", required=False)
@options("workers", "months", "seeds", "out", "cores")
@click.option("--only", metavar="LIST", help="Some figures: C41,C49. 仅检验部分数字")
@click.option("--region/--no-region", default=True, help="Also look for where figures would hold. 寻找成立的条件")
def claims(
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    only: str | None,
    region: bool,
    lang: Lang,
    as_json: bool,
) -> None:
    """Put the plan's 69 figures to the test in CITY: simulated as written, beside the same city without. 检验方案数字

    CITY is the reference city if left out. 80,000 persons, 10 seeds and futures of at most 24 months unless told
    otherwise; a figure that is due later than the months is not tried.
    """
    from .commands.claims import claim_and_show
    from .experiments.claims import MONTHS, SEEDS, WORKERS
    from .scenarios.claims import load_claims

    chosen = load_claims([part.strip() for part in only.split(",")] if only is not None else ())
    (base,) = _load(("baseline",), city or "reference", workers or WORKERS, months or MONTHS)
    which = _seeds(None, seeds, list(range(1, SEEDS + 1)))
    _use(threads, out)
    _end(claim_and_show(base, chosen, which, out, sweep=region, lang=lang, as_json=as_json))


@main.command(
    short_help="Try one dispatch rule. 派单规则沙盒",
    epilog=example("jiuye sandbox nearest --seeds 4", "jiuye sandbox my_rule.yaml --rate 0.5 --out runs"),
)
@click.argument("rule")
@click.option(
    "--rate", type=click.FloatRange(0, 3, min_open=True), default=0.2, show_default=True, help="Demand R. 需求强度"
)
@click.option("--drivers", type=click.IntRange(2, 20_000), default=1_111, show_default=True, help="Drivers. 司机数")
@click.option("--radius", type=click.IntRange(1, 80), default=10, show_default=True, help="Cells searched. 派单半径")
@click.option("--steps", type=click.IntRange(1, 200_000), default=14_400, show_default=True, help="Of 10 s. 步数")
@click.option("--out", type=FOLDER, help="Folder for verdict and picture. 输出目录")
@options("seed", "seeds", "cores")
def sandbox(
    rule: str,
    rate: float,
    drivers: int,
    radius: int,
    steps: int,
    out: Path | None,
    seed: int | None,
    seeds: list[int] | None,
    threads: int | None,
    lang: Lang,
    as_json: bool,
) -> None:
    """Try one dispatch rule on synthetic drivers: inequality and group gaps, with 95 % intervals. 派单规则沙盒

    RULE is nearest, random, poorest, rating, rating_biased, or a YAML file of your own
    (scenarios/dispatch/example_own_rule.yaml shows how). R is the share of drivers needed to carry all passengers.
    """
    from .model.sandbox import Setting
    from .scenarios.dispatch import load_rule

    loaded, which = load_rule(rule), _seeds(seed, seeds, [1, 2, 3, 4])
    from .commands.sandbox import sandbox_and_show

    _use(threads, out)
    sandbox_and_show(loaded, Setting(drivers, rate, radius, steps), which, out, lang=lang, as_json=as_json)


@main.command(
    short_help="Fit behaviour to public statistics. 校准",
    epilog=example("jiuye calibrate reference", "jiuye calibrate lishui --parameters tries,quit_rate --out mine.yaml"),
)
@click.argument("city")
@options("workers", "months", "seeds", "cores")
@click.option("--search-seeds", type=click.IntRange(1), metavar="N", help="Of the seeds, while searching. 搜索种子数")
@click.option("--evaluations", type=click.IntRange(1), metavar="N", help="Points of the search. 搜索评估次数")
@click.option("--members", type=click.IntRange(1), metavar="N", help="Sets of the ensemble. 参数集合组数")
@click.option("--parameters", metavar="LIST", help="Parameters to fit, a,b,c. 拟合的参数")
@click.option("--targets", type=FILE, metavar="FILE", help="Targets, instead of the shipped ones. 指标文件")
@click.option("--out", type=FILE, metavar="FILE", help="Else scenarios/calibrations/CITY.yaml. 校准文件")
@click.option("--journal", type=FILE, metavar="FOLDER", help="Of runs; else runs/calibrate-CITY-… 运行记录目录")
@click.option("--overwrite", is_flag=True, help="Replace an existing calibration. 覆盖已有校准")
@click.option("--strict", is_flag=True, help="Exit code 1 unless every moment is met. 未全部达到即失败")
def calibrate(
    city: str,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    threads: int | None,
    search_seeds: int | None,
    evaluations: int | None,
    members: int | None,
    parameters: str | None,
    targets: Path | None,
    out: Path | None,
    journal: Path | None,
    overwrite: bool,
    strict: bool,
    lang: Lang,
    as_json: bool,
) -> None:
    """Fit parameters of behaviour until the public moments of CITY lie in their bands. 校准行为参数

    20,000 persons and 20 seeds, four of them while searching, unless told otherwise. Stopped at any moment, the same
    command goes on where it was. An ensemble of accepted parameter sets is stored with the fit.
    """
    from .commands.calibrate import calibrate_and_show
    from .experiments.calibration.calibrate import EVALUATIONS, MEMBERS, SEARCH_SEEDS, Setup
    from .experiments.calibration.calibration_file import check_file, file_of
    from .experiments.calibration.fitting import fitted
    from .experiments.validation.observation import YEAR
    from .experiments.validation.validate import MONTHS, SEEDS, WORKERS
    from .scenarios.targets import load_targets

    if months is not None and months < YEAR:
        raise click.BadParameter(
            phrase(
                "option.year", "{months} is less than the {year} that moments are taken from", months=months, year=YEAR
            ),
            param_hint="--months",
        )
    chosen = load_targets(targets)
    (scenario,) = _load(("baseline",), city, workers or WORKERS, months or MONTHS)
    which = _seeds(None, seeds, list(range(1, SEEDS + 1)))
    names = None if parameters is None else [name.strip() for name in parameters.split(",") if name.strip()]
    file = out or file_of(scenario.profile.id)
    setup = Setup(
        scenario,
        chosen,
        fitted(names, scenario.behaviour),
        tuple(which),
        tuple(which[: search_seeds or SEARCH_SEEDS]),
        evaluations or EVALUATIONS,
        members or MEMBERS,
    )
    check_file(file, overwrite=overwrite)
    _use(threads)
    _end(calibrate_and_show(setup, file, Path("runs"), journal=journal, strict=strict, lang=lang, as_json=as_json))


@main.command(
    short_help="Many runs as a design. 批量试验",
    epilog=example("jiuye sweep dose_by_behaviour --seeds 2", "jiuye sweep mine.yaml --engine dask --address tcp://…"),
)
@click.argument("study")
@options("city", "workers", "months", "seeds", "out", "cores")
@click.option("--store", type=FILE, metavar="FOLDER", help="Of runs; else runs/sweep-STUDY-… 运行存放目录")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", help="Else local. 计算引擎")
@click.option("--address", metavar="tcp://HOST:PORT", help="Of a Dask scheduler. 调度器地址")
@click.option("--retry-failed", is_flag=True, help="Play failed runs again. 重试失败的运行")
@click.option("--yes", is_flag=True, help="However large it is. 规模再大也运行")
def sweep(
    study: str,
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    store: Path | None,
    engine: str,
    address: str | None,
    retry_failed: bool,
    yes: bool,
    lang: Lang,
    as_json: bool,
) -> None:
    """Play levers × uncertainties × seeds of STUDY as a design; keep every run as it finishes. 批量试验

    STUDY is a shipped study or a YAML file (docs/experiments.md). The same command goes on after a stop.
    """
    from dataclasses import replace

    from .experiments.api import overrides_of
    from .experiments.studies.study import load_study

    if (engine == "dask") != (address is not None):
        raise click.UsageError(phrase("option.dask", "--engine dask and --address belong together"))
    loaded = load_study(study, overrides=overrides_of(city, workers, months))
    if seeds is not None:
        loaded = replace(loaded, seeds=tuple(seeds))
    from .commands.sweep import sweep_and_show

    _use(threads, out)
    well = sweep_and_show(
        loaded,
        out,
        store=store,
        address=address,
        retry_failed=retry_failed,
        yes=yes,
        lang=lang,
        as_json=as_json,
    )
    _end(well)


@main.group(short_help="Ask stored runs. 查询结果", epilog=example('jiuye results query "SELECT avg(jobs) FROM runs"'))
def results() -> None:
    """Ask what stored runs hold. 查询结果"""


@results.command(
    short_help="SQL over the runs of a sweep. 用 SQL 查询",
    epilog=example('jiuye results query "SELECT seed, avg(jobs) FROM runs GROUP BY seed" runs/sweep-…'),
)
@click.argument("sql")
@click.argument("store", required=False, type=FILE)
@click.option("--csv", "as_csv", is_flag=True, help="Print every row as CSV. 输出 CSV")
@options("out")
def query(sql: str, store: Path | None, as_csv: bool, out: Path, lang: Lang, as_json: bool) -> None:
    """Answer one SQL sentence about the table `runs` of STORE, by DuckDB. 用 SQL 查询

    STORE is the folder of a sweep, the newest below --out if left out. A row is a run; columns are axes and outcomes.
    """
    if as_csv and as_json:
        raise click.UsageError(phrase("option.csv_or_json", "give --csv or --json, not both"))
    from .commands.results import query_and_show

    query_and_show(sql, store, out, lang=lang, as_json=as_json, as_csv=as_csv)


@main.command(
    short_help="Check files without running. 检查文件", epilog=example("jiuye check mine.yaml scenarios/*.yaml")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options()
def check(files: tuple[str, ...], lang: Lang, as_json: bool) -> None:
    """Check scenario and city files without running; say how much memory they need. 检查文件"""
    from .viz.terminal.checking import check
    from .viz.words.faults import fault_line

    found = [check(file) for file in files]
    if as_json:
        from .viz.terminal.output import emit

        emit({"files": [one.record() for one in found]})
    for one in found:
        if one.faults:
            click.echo("\n".join(fault_line(fault, lang) for fault in one.faults), err=True)
        elif not as_json:
            click.echo(one.words(lang))
    if any(one.faults for one in found):
        raise click.exceptions.Exit(WRONG_INPUT)


@main.command(
    short_help="What government can do. 政策工具", epilog=example("jiuye levers", "jiuye levers training_subsidy")
)
@click.argument("name", required=False)
@options()
def levers(name: str | None, lang: Lang, as_json: bool) -> None:
    """What government can do; with NAME, every setting with range and source. 政策工具"""
    _catalogue("levers", name, lang, as_json)


@main.command(short_help="Cities and their figures. 城市", epilog=example("jiuye cities", "jiuye cities ningbo"))
@click.argument("name", required=False)
@options()
def cities(name: str | None, lang: Lang, as_json: bool) -> None:
    """Cities; with NAME (or a file), every figure with source and grade. 城市"""
    _catalogue("cities", name, lang, as_json)


@main.command(
    short_help="What is asked of a city. 情景", epilog=example("jiuye scenarios", "jiuye scenarios four_levers")
)
@click.argument("name", required=False)
@options()
def scenarios(name: str | None, lang: Lang, as_json: bool) -> None:
    """Shipped scenarios; with NAME (or a file), everything it asks, written out. 情景"""
    _catalogue("scenarios", name, lang, as_json)


@main.command(
    short_help="What is measured. 指标",
    epilog=example("jiuye indicators", "jiuye indicators unemployment_rate --lang zh"),
)
@click.argument("name", required=False)
@options()
def indicators(name: str | None, lang: Lang, as_json: bool) -> None:
    """What is measured; with NAME, definition and source. 指标"""
    _catalogue("indicators", name, lang, as_json)


@main.command(short_help="The plan, row by row. 规划逐条对照", epilog=example("jiuye plan", "jiuye plan --section 3.2"))
@click.option("--section", metavar="N", help="One section and what is below it. 章节")
@options()
def plan(section: str | None, lang: Lang, as_json: bool) -> None:
    """How each mechanism of the plan is represented, where in the code, and which scenario shows it. 规划逐条对照"""
    from .commands.plan import show_plan

    show_plan(lang, section=section, as_json=as_json)


@main.command(
    short_help="JSON Schema for editors. 情景文件的结构", epilog=example("jiuye schema --out scenario.schema.json")
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="File to write. 输出文件")
@OPTIONS["debug"]
def schema(out: Path | None) -> None:
    """Print the JSON Schema of a scenario file, for editors. 情景文件的 JSON Schema"""
    import json

    from .scenarios.schema import schema as schema_of

    content = json.dumps(schema_of(), ensure_ascii=False, indent=1)
    if out is None:
        click.echo(content)
        return
    try:
        out.write_text(content + "\n", encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(
            phrase("option.out", "{out} cannot be written ({why})", out=str(out), why=by_the_system(error)),
            param_hint="--out",
        ) from None


@main.command(
    short_help="Measure speed on this machine. 测速", epilog=example("jiuye bench --sizes 1000,100000 --threads 1,2")
)
@click.option("--sizes", callback=_numbers, metavar="LIST", help="Persons; 1000 to 1000000 if left out. 规模")
@click.option("--threads", callback=_numbers, metavar="LIST", help="Threads of each size. 线程数")
@click.option("--months", type=click.IntRange(1), default=6, show_default=True, help="Months in a measurement. 月数")
@click.option("--peer-up-to", type=click.IntRange(0), metavar="N", help="Persons of the Mesa peer. 对照模型上限")
@click.option("--out", type=FOLDER, help="Folder for bench.json. 输出目录")
@options()
def bench(
    sizes: list[int] | None,
    threads: list[int] | None,
    months: int,
    peer_up_to: int | None,
    out: Path | None,
    lang: Lang,
    as_json: bool,
) -> None:
    """Measure speed and memory on this machine. 测速"""
    from .commands.bench import bench_and_show

    if out is not None:
        _use(None, out)
    bench_and_show(sizes, threads, months, peer_up_to=peer_up_to, out=out, lang=lang, as_json=as_json)


@main.command(
    short_help="Write a brief again. 重新生成简报",
    epilog=example("jiuye report runs/compare-baseline-hangzhou-1a2b3c4d --lang zh"),
)
@click.argument("folders", nargs=-1, required=True, type=FILE, metavar="FOLDER...")
@options()
def report(folders: tuple[Path, ...], lang: Lang, as_json: bool) -> None:
    """Write the brief of a comparison, or table and picture of a run, again. 重新生成简报"""
    from .commands.report import report_and_show

    report_and_show(folders, lang=lang, as_json=as_json)


@main.command(
    short_help="What each lever contributes. 拆分政策组合",
    epilog=example("jiuye package four_levers --city hangzhou", "jiuye package mine.yaml --measure gini,insured_share"),
)
@click.argument("scenario")
@options("city", "workers", "months", "seed", "seeds", "out", "cores")
@click.option("--measure", callback=_indicators, metavar="LIST", help="Indicators, instead of the headline. 指标")
@click.option("--orders", type=click.IntRange(2), metavar="N", help="Pairs of orders above six levers. 抽样顺序对数")
def package(
    scenario: str,
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seed: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    measure: list[str] | None,
    orders: int | None,
    lang: Lang,
    as_json: bool,
) -> None:
    """Split the effects and the cost of a package over its levers (Shapley), with interactions. 拆分政策组合

    Up to six levers every coalition is played; above, random orders of joining and their reverses. Five seeds unless
    told otherwise.
    """
    (loaded,) = _load((scenario,), city, workers, months)
    which = _seeds(seed, seeds, list(range(1, 6)))
    from .commands.package import package_and_show
    from .experiments.compare.package import PAIRS

    _use(threads, out)
    package_and_show(
        loaded, which, out, asked=scenario, measure=measure or (), pairs=orders or PAIRS, lang=lang, as_json=as_json
    )


@main.command(
    short_help="Which settings matter. 敏感性分析",
    epilog=example("jiuye sensitivity morris", "jiuye sensitivity mine.yaml --seeds 4"),
)
@click.argument("study")
@options("city", "workers", "months", "seeds", "out", "cores")
@click.option("--store", type=FILE, metavar="FOLDER", help="Of the sweep; else below --out. 结果库")
@click.option("--yes", is_flag=True, help="Begin a large sweep unasked. 不再询问")
def sensitivity(
    study: str,
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    store: Path | None,
    yes: bool,
    lang: Lang,
    as_json: bool,
) -> None:
    """Morris screening or Sobol' indices of STUDY, for levels or differences, with bootstrap intervals. 敏感性分析

    What is missing of the sweep is played first. The study's design must be morris or sobol.
    """
    loaded = _study(study, city, workers, months, seeds)
    from .commands.sensitivity import sensitivity_and_show

    _use(threads, out)
    command = _asked("sensitivity", study, city=city, workers=workers, months=months, seeds=seeds)
    _end(sensitivity_and_show(loaded, out, command=command, store=store, yes=yes, lang=lang, as_json=as_json))


@main.command(
    short_help="Where policies fail; regret. 情景发现",
    epilog=example('jiuye discover policies_under_doubt --fails "jobs < 0"'),
)
@click.argument("study")
@click.option("--fails", required=True, metavar="CONDITION", help='Such as "jobs < 0 and cost > 2e8". 失效条件')
@options("city", "workers", "months", "seeds", "out", "cores")
@click.option("--store", type=FILE, metavar="FOLDER", help="Of the sweep; else below --out. 结果库")
@click.option("--yes", is_flag=True, help="Begin a large sweep unasked. 不再询问")
def discover(
    study: str,
    fails: str,
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    store: Path | None,
    yes: bool,
    lang: Lang,
    as_json: bool,
) -> None:
    """In which region of the unknowns each policy of STUDY fails (PRIM); regret and satisficing. 情景发现

    What is missing of the sweep is played first. Policies are compared where the design crosses levers with
    uncertainties.
    """
    loaded = _study(study, city, workers, months, seeds)
    from .commands.discover import discover_and_show

    _use(threads, out)
    command = _asked("discover", study, fails=fails, city=city, workers=workers, months=months, seeds=seeds)
    _end(discover_and_show(loaded, fails, out, command=command, store=store, yes=yes, lang=lang, as_json=as_json))


@main.command(
    short_help="Seeds for a wanted width. 所需种子数",
    epilog=example("jiuye power baseline training_subsidy --width unemployment_rate=0.05 --seeds 8"),
)
@click.argument("base")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@click.option("--width", required=True, metavar="X[%]|NAME=X", help="± X: 0.1, 5%, gini=0.002. 区间半宽")
@options("city", "workers", "months", "seeds", "cores")
def power(
    base: str,
    scenarios: tuple[str, ...],
    width: str,
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    threads: int | None,
    lang: Lang,
    as_json: bool,
) -> None:
    """How many seeds a wanted half-width takes, paired and unpaired, judged from a pilot of eight seeds. 所需种子数"""
    from .experiments.compare.widths import read_widths

    widths = read_widths(width, "--width")
    first, *others = _load((base, *scenarios), city, workers, months)
    from .commands.power import power_and_show

    _use(threads)
    which = _seeds(None, seeds, list(range(1, 9)))
    power_and_show(first, others, widths, which, lang=lang, as_json=as_json)


@main.command(
    short_help="Effect against cost. 效果与花费前沿",
    epilog=example(
        "jiuye frontier training_subsidy vat_relief --city hangzhou --measure unemployment_rate",
        "jiuye frontier order_training rural_5g --doses 0.5,1,2,5 --base mine.yaml",
    ),
)
@click.argument("levers", nargs=-1, required=True, metavar="LEVER|SCENARIO...")
@click.option("--base", default="baseline", show_default=True, help="What changes are from. 基准情景")
@click.option("--measure", callback=_indicators, metavar="LIST", help="Else unemployment_rate. 指标")
@click.option("--doses", callback=_factors, metavar="LIST", help="Factors; else 0.25,0.5,1,2,4. 力度倍数")
@_payers
@_scale
@options("city", "workers", "months", "seeds", "out", "cores")
def frontier(
    levers: tuple[str, ...],
    base: str,
    measure: list[str] | None,
    doses: list[float] | None,
    payers: str,
    scale: tuple[str, ...],
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    lang: Lang,
    as_json: bool,
) -> None:
    """Effect against public cost of levers or scenarios over their doses; marks what another beats. 效果与花费前沿"""
    from .experiments.compare.doses import read_scale

    scaled = read_scale(scale)
    first, *options_ = _load((base, *levers), city, workers, months)
    from .commands.optimise import frontier_and_show
    from .experiments.compare.frontier import FACTORS

    _use(threads, out)
    which = _seeds(None, seeds, list(range(1, 11)))
    given = {"base": base if base != "baseline" else None, "measure": measure, "doses": doses}
    command = _asked("frontier", *levers, **given, **_place(first, payers, scale, which))
    frontier_and_show(
        first,
        options_,
        which,
        out,
        measure=measure or ["unemployment_rate"],
        factors=doses or FACTORS,
        payers=payers,
        scale=scaled,
        command=command,
        lang=lang,
        as_json=as_json,
    )


@main.command(
    short_help="The best mix under a budget. 预算内的最佳组合",
    epilog=example("jiuye optimise training_subsidy vat_relief --budget 5e8 --measure unemployment_rate"),
)
@click.argument("levers", nargs=-1, required=True, metavar="LEVER|SCENARIO...")
@click.option("--budget", required=True, metavar="YUAN", help="At most, over all months: 5e8. 预算")
@click.option("--measure", callback=_indicators, metavar="NAME", help="Else unemployment_rate. 指标")
@click.option("--base", default="baseline", show_default=True, help="What changes are from. 基准情景")
@click.option("--evaluations", type=click.IntRange(10), metavar="N", help="Mixes tried, about; else 100. 评估次数")
@click.option("--fresh-seeds", callback=_which_seeds, metavar="LIST", help="Else as many more. 复核种子")
@_payers
@_scale
@options("city", "workers", "months", "seeds", "out", "cores")
def optimise(
    levers: tuple[str, ...],
    budget: str,
    measure: list[str] | None,
    base: str,
    evaluations: int | None,
    fresh_seeds: list[int] | None,
    payers: str,
    scale: tuple[str, ...],
    city: str | None,
    workers: int | str | None,
    months: int | None,
    seeds: list[int] | None,
    out: Path,
    threads: int | None,
    lang: Lang,
    as_json: bool,
) -> None:
    """The best mix of levers or scenarios under a budget, by differential evolution on common seeds. 预算内的最佳组合

    The best mixes are played again on fresh seeds, so that the winner's curse is seen.
    """
    from .experiments.compare.doses import read_scale, read_sum
    from .experiments.compare.optimise import EVALUATIONS

    amount, scaled = read_sum(budget), read_scale(scale)
    if amount is None or (measure is not None and len(measure) > 1):
        raise click.UsageError(phrase("option.frontier", "--budget must be a sum in yuan, and --measure one indicator"))
    first, *options_ = _load((base, *levers), city, workers, months)
    from .commands.optimise import optimise_and_show

    _use(threads, out)
    which = _seeds(None, seeds, list(range(1, 9)))
    fresh = fresh_seeds or list(range(max(which) + 1, max(which) + 1 + max(len(which), 8)))
    given = {"budget": budget, "measure": measure, "base": base if base != "baseline" else None}
    told = {**given, "evaluations": evaluations, "fresh_seeds": fresh_seeds, **_place(first, payers, scale, which)}
    optimise_and_show(
        first,
        options_,
        amount,
        (measure or ["unemployment_rate"])[0],
        which,
        fresh,
        out,
        evaluations=evaluations or EVALUATIONS,
        payers=payers,
        scale=scaled,
        command=_asked("optimise", *levers, **told),
        lang=lang,
        as_json=as_json,
    )


@main.command(
    short_help="The pages in a browser. 打开网页",
    epilog=example("jiuye app", "jiuye app --port 8765 --no-browser --lang zh"),
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any. 端口")
@click.option("--host", default="127.0.0.1", show_default=True, help="Who may ask; this machine alone. 监听地址")
@click.option("--browser/--no-browser", default=True, help="Open a browser. 打开浏览器")
@options()
def app(port: int, host: str, browser: bool, lang: Lang, as_json: bool) -> None:
    """Serve the pages Compare, Map, People, Claims, Sandbox and Model until Ctrl-C. 打开网页

    `solara run jiuye.viz.pages` serves the same where it is deployed.
    """
    from .commands.app import serve

    serve(host, port, browser=browser, lang=lang, as_json=as_json)


# What commands share.


def _place(base: Scenario, payers: str, scale: Sequence[str], seeds: list[int]) -> dict[str, object]:
    """Options that say where, how long and with which seeds, for the command that makes a report again."""
    place = {"city": base.city, "workers": base.workers, "months": base.months, "seeds": seeds}
    return {"payers": payers if payers != "public" else None, "scale": tuple(scale) or None, **place}


def _study(
    name: str, city: str | None, workers: int | str | None, months: int | None, seeds: list[int] | None
) -> Study:
    """A study with the options laid over it."""
    from dataclasses import replace

    from .experiments.api import overrides_of
    from .experiments.studies.study import load_study

    loaded = load_study(name, overrides=overrides_of(city, workers, months))
    return loaded if seeds is None else replace(loaded, seeds=tuple(seeds))


def _asked(command: str, *words: str, **options: object) -> str:
    """A command as it was typed, so that a report can say how it is made again."""
    import shlex

    typed = ["jiuye", command, *words]
    for name, value in options.items():
        if isinstance(value, tuple):
            typed += [word for each in value for word in (f"--{name}", str(each))]
        elif value is not None:
            told = ",".join(map(str, value)) if isinstance(value, list) else str(value)
            alone = isinstance(value, list) and len(value) == 1 and isinstance(value[0], int)
            typed += [f"--{name.replace('_', '-')}", f"{told}-{told}" if alone else told]
    return shlex.join(typed)


def _load(names: Sequence[str], city: str | None, workers: int | str | None, months: int | None) -> list[Scenario]:
    """Scenarios with the options laid over them; all faults of all of them at once."""
    from dataclasses import replace

    from .experiments.api import overrides_of
    from .messages import phrase
    from .scenarios.spec import SpecError, load_scenario
    from .scenarios.yaml_reader import Fault

    loaded, faults = [], []
    for name in names:
        try:
            loaded.append(load_scenario(name, overrides=overrides_of(city, workers, months)))
        except SpecError as error:
            for fault in error.faults:
                option = OVERRIDES.get(fault.path) if fault.file == "options" else None
                faults.append(replace(fault, file=option, path="") if option else fault)
    names = [scenario.name for scenario in loaded]
    twice = phrase("scenario.twice", "is named twice; scenarios need names of their own")
    faults += [Fault(name, twice) for name in names if names.count(name) > 1]
    if faults:
        raise SpecError(list(dict.fromkeys(faults)))
    return loaded


def _seeds(seed: int | None, seeds: list[int] | None, default: list[int]) -> list[int]:
    if seed is not None and seeds is not None:
        raise click.UsageError(phrase("option.seed_or_seeds", "give --seed or --seeds, not both"))
    return seeds if seeds is not None else default if seed is None else [seed]


def _stored(scenarios: Sequence[str]) -> Path | None:
    """The folder of a stored run, where its manifest stands in the place of a scenario."""
    return Path(scenarios[0]).parent if len(scenarios) == 1 and Path(scenarios[0]).name == "manifest.json" else None


def _use(threads: int | None, out: Path | None = None) -> None:
    """Keep to so many cores, and see that results can be written before anything runs."""
    from .experiments.runs.archive import check_folder
    from .experiments.runs.processes import use_cores

    use_cores(threads)
    if out is not None:
        check_folder(out)


def _catalogue(kind: str, name: str | None, lang: Lang, as_json: bool) -> None:
    from .viz.terminal.catalogue import card, records, table
    from .viz.terminal.output import emit, show

    found = records(kind, name)
    if as_json:
        emit({kind: found})
    else:
        show(*(card(kind, found[0], lang) if name else [table(kind, found, lang)]))


def _end(well: bool) -> None:
    """Leave the command as failed unless all went well."""
    if not well:
        raise click.exceptions.Exit(FAILED)


def enter() -> None:
    """What the `jiuye` program calls: what only reads and tells does without the compiler, and starts at once."""
    if set(sys.argv[1:2]) & READING:
        os.environ.setdefault("NUMBA_DISABLE_JIT", "1")
    main()


if __name__ == "__main__":
    enter()
