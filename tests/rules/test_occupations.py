"""The occupation network: the data keep to the published moments, and wrong data are refused by name."""

import copy
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
import yaml

from jiuye.model import occupations as module
from jiuye.model.occupations import CLASSES, MAJORS, Occupations, load_occupations, parse_occupations, skill_distance
from jiuye.model.params import GRADES

PLAN_POSTS = {  # posts the plan names, with the section
    "ai_trainer": "§4.1.2",
    "algorithm_engineer": "§1.1",
    "agri_iot_technician": "§1.1",
    "ai_content_reviewer": "§6.1.1",
    "area_manager": "§3.2.2",
    "basic_programmer": "§2.1.1",
    "blockchain_application_engineer": "§4.1.2",
    "carbon_asset_manager": "§6.2.2",
    "city_data_governance_specialist": "§2.1.1",
    "community_digital_steward": "§4.2.2",
    "community_grid_officer": "§4.1.2",
    "data_analyst": "§2.1.1",
    "data_annotator": "§3.3.1",
    "data_craftsman": "§3.3.1",
    "data_entry_clerk": "§2.1.1",
    "data_operations_specialist": "§4.1.2",
    "digital_agri_technician": "§4.2.2",
    "digital_curator": "§6.2.2",
    "digital_health_manager": "§1.1",
    "digital_twin_modeller": "§3.1.2",
    "dispatcher": "§3.2.2",
    "drone_plant_protection_operator": "§5.3.2",
    "health_data_analyst": "§4.2.2",
    "industrial_internet_operator": "§3.1.2",
    "industrial_robot_operator": "§4.2.1",
    "iot_operations_engineer": "§3.1.1",
    "online_tutor": "§3.2.2",
    "rural_live_commerce_host": "§1.1",
    "smart_city_operator": "§2.1.2",
    "smart_customer_service": "§4.1.2",
    "smart_device_maintenance": "§4.1.2",
    "tele_doctor": "§2.1.1",
    "telemedicine_technician": "§6.2.2",
    "traffic_data_analyst": "§4.1.3",
    "unmanned_warehouse_operator": "§3.1.2",
    "virtual_scene_operator": "§6.1.1",
}
P20 = {"managers": 2.02, "professionals": 1.44, "clerks": 0.91, "service": 0.77, "production": 0.77}


@pytest.fixture(scope="module")
def jobs() -> Occupations:
    return load_occupations()


@pytest.fixture(scope="module")
def document() -> Any:
    return yaml.safe_load(module.PATH.read_text(encoding="utf-8"))


def weighted(jobs: Occupations, values: Any, rows: Any = slice(None)) -> float:
    """Mean over the formally employed of the given rows."""
    return float(np.average(np.asarray(values)[rows], weights=jobs.share[rows]))


def rank(values: Any) -> Any:
    return np.argsort(np.argsort(values))


# What exists


def test_each_digital_class_has_more_than_ten_posts_and_the_catalogue_fits_a_bit_set(jobs: Occupations) -> None:
    counts = dict(zip(CLASSES, np.bincount(jobs.klass), strict=True))
    assert min(counts[c] for c in ("technical", "service", "operations")) >= 11
    assert counts["traditional"] in (15, 16)
    assert int(jobs.digital.sum()) >= 34
    assert len(jobs.ids) <= 60


def test_ids_and_names_are_unique_and_sorted_by_class(jobs: Occupations) -> None:
    assert len(set(jobs.ids)) == len(jobs.ids)
    for language in ("zh", "en"):
        assert len({getattr(name, language) for name in jobs.names}) == len(jobs.ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", id) for id in jobs.ids)
    order = list(zip(jobs.klass.tolist(), jobs.ids, strict=True))
    assert order == sorted(order)


@pytest.mark.parametrize(("id", "section"), PLAN_POSTS.items())
def test_every_post_of_the_plan_is_there_with_its_section(jobs: Occupations, id: str, section: str) -> None:
    row = jobs.index(id)
    assert jobs.digital[row]
    assert f"plan {section}" in jobs.source[row]


def test_every_record_has_a_source_and_a_grade(jobs: Occupations) -> None:
    assert module.GRADES == GRADES
    assert set(jobs.grade) <= set(GRADES)
    for keys in jobs.source:
        assert keys
        assert all(key.split()[0] in jobs.sources for key in keys)
    cited = {key.split()[0] for keys in jobs.source for key in keys}
    assert cited == set(jobs.sources), "a source nobody cites"


def test_no_key_is_written_twice() -> None:
    """PyYAML keeps the last of two equal keys in silence."""

    def walk(node: Any) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), f"line {node.start_mark.line + 1}: {keys}"
        for child in node.value if isinstance(node, yaml.CollectionNode) else ():
            for part in child if isinstance(child, tuple) else (child,):
                walk(part)

    walk(yaml.compose(module.PATH.read_text(encoding="utf-8")))


# Published moments


def test_shares_sum_to_one_exactly(jobs: Occupations, document: Any) -> None:
    assert sum(Decimal(str(r["share"])) for r in document["occupations"]) == 1
    assert (jobs.share > 0).all()
    assert 0.10 <= jobs.share[jobs.digital].sum() <= 0.14


@pytest.mark.parametrize(("major", "ratio"), P20.items())
def test_pay_of_major_groups_is_that_of_the_statistics(jobs: Occupations, major: str, ratio: float) -> None:
    assert weighted(jobs, jobs.wage, jobs.major == MAJORS.index(major)) == pytest.approx(ratio, abs=0.08)


def test_mean_pay_is_one_and_information_services_pay_nearly_twice_that(jobs: Occupations) -> None:
    assert 0.97 <= weighted(jobs, jobs.wage) <= 1.03
    assert 1.7 <= weighted(jobs, jobs.wage, jobs.industry_it) <= 2.0


def test_demand_drifts_little_overall_but_moves_where_the_plan_says(jobs: Occupations) -> None:
    assert jobs.trend[jobs.index("iot_operations_engineer")] == 0.35  # C04
    assert jobs.trend[jobs.index("electrician")] == -0.20  # C05
    assert jobs.trend[jobs.index("data_entry_clerk")] < 0
    assert jobs.trend[jobs.index("basic_programmer")] < 0
    assert abs(weighted(jobs, jobs.trend)) < 0.01


def test_data_craftsmen_earn_3000_yuan(jobs: Occupations) -> None:
    assert jobs.wage[jobs.index("data_craftsman")] * 98096 / 12 == pytest.approx(3000, rel=0.02)  # C16
    assert jobs.wage.argmin() == jobs.index("data_craftsman")


def test_age_ceilings_are_as_common_as_in_postings(jobs: Occupations) -> None:
    assert weighted(jobs, jobs.age_filter) == pytest.approx(0.48, abs=0.03)  # P44
    low_skill = ~jobs.digital & (jobs.schooling <= 2)
    assert low_skill.sum() >= 6
    assert (jobs.age_filter[low_skill] >= 0.70).all()
    assert set(jobs.age_ceiling[jobs.industry_it].tolist()) <= {35, 45}
    assert jobs.age_ceiling[jobs.index("property_security_worker")] == 50


def test_women_are_called_back_less_in_computing_engineering_and_sales(jobs: Occupations) -> None:
    graduate = jobs.schooling == 5
    assert weighted(jobs, jobs.sex_bias, graduate) == pytest.approx(0.924, abs=0.01)  # B 2.24
    biased = jobs.sex_bias < 1
    assert ((jobs.sex_bias[biased] >= 0.87) & (jobs.sex_bias[biased] <= 0.92)).all()
    assert biased[jobs.klass == CLASSES.index("technical")].all()
    assert biased[[jobs.index("engineer"), jobs.index("salesperson")]].all()
    assert not biased[jobs.index("teacher")]
    assert (jobs.sex_bias <= 1).all()


# Skill


def test_most_people_can_do_most_traditional_posts(jobs: Occupations) -> None:
    assert weighted(jobs, jobs.need.mean(axis=1)) == pytest.approx(0.35, abs=0.03)
    low_skill = ~jobs.digital & (jobs.schooling <= 2)
    mean = jobs.need[low_skill].mean(axis=1)
    assert ((mean >= 0.1) & (mean <= 0.3)).all()
    assert 0.20 <= jobs.share[jobs.need[:, 0] >= 0.35].sum() <= 0.33  # skilled share of the employed, P38


def test_classes_differ_in_the_layer_they_need(jobs: Occupations) -> None:
    technical, service = (jobs.klass == CLASSES.index(c) for c in ("technical", "service"))
    assert ((jobs.need[technical, 0] >= 0.55) & (jobs.need[technical, 0] <= 0.90)).all()
    assert (jobs.need[service].argmax(axis=1) == 1).all()


def test_posts_that_need_more_pay_more(jobs: Occupations) -> None:
    assert np.corrcoef(rank(jobs.need.mean(axis=1)), rank(jobs.wage))[0, 1] > 0.85


def test_skill_distance_is_the_missing_skill() -> None:
    need = np.array([[0.1, 0.5, 0.2], [0.7, 0.5, 0.1]])
    assert skill_distance(need) == pytest.approx(np.array([[0.0, 0.2], [0.1 / 3, 0.0]]))


def test_skill_distance_is_a_one_way_metric(jobs: Occupations) -> None:
    d = skill_distance(jobs.need)
    assert d.shape == (len(jobs.ids), len(jobs.ids))
    assert (d.diagonal() == 0).all()
    assert ((d >= 0) & (d <= 1)).all()
    assert not np.allclose(d, d.T)
    detour = (d[:, :, None] + d[None, :, :]).min(axis=1)  # over any post between
    assert (d <= detour + 1e-12).all()
    surplus = jobs.need.mean(axis=1)
    assert d - d.T == pytest.approx(surplus[None, :] - surplus[:, None])


def test_moves_of_the_plan_are_nearer_than_the_ones_it_calls_hard(jobs: Occupations) -> None:
    d = skill_distance(jobs.need)

    def gap(here: str, there: str) -> float:
        return float(d[jobs.index(here), jobs.index(there)])

    assert gap("production_worker", "industrial_internet_operator") < gap("driver", "data_analyst")  # §3.1.2, §2.1.1
    assert gap("dispatcher", "area_manager") < gap("warehouse_logistics_worker", "area_manager")  # §3.2.2
    assert gap("algorithm_engineer", "driver") == 0
    reach = (d[jobs.index("production_worker")] <= 0.10).sum()
    assert 5 <= reach <= len(jobs.ids) // 2, "the network is neither complete nor empty"


def test_ladders_rise_in_pay(jobs: Occupations) -> None:
    dispatcher, manager = jobs.index("dispatcher"), jobs.index("area_manager")
    assert (jobs.ladder[dispatcher], jobs.rung[dispatcher]) == ("logistics", 1)
    assert (jobs.ladder[manager], jobs.rung[manager]) == ("logistics", 2)
    assert jobs.wage[manager] > jobs.wage[dispatcher]
    assert jobs.ladder[jobs.index("teacher")] == ""
    assert jobs.rung[jobs.index("teacher")] == -1


# Reading


def test_columns_are_aligned_typed_and_read_only(jobs: Occupations) -> None:
    n = len(jobs.ids)
    for name, dtype in {"klass": "u1", "need": "f8", "wage": "f8", "rung": "i1", "digital": "?"}.items():
        column = getattr(jobs, name)
        assert column.dtype == np.dtype(dtype)
        assert len(column) == n
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0
    assert jobs.need.shape == (n, 3)
    assert load_occupations() is jobs


def test_an_unknown_occupation_is_refused_with_a_suggestion(jobs: Occupations) -> None:
    assert jobs.ids[jobs.index("data_craftsman")] == "data_craftsman"
    with pytest.raises(ValueError, match="'data_craftman' is not an occupation; did you mean 'data_craftsman'"):
        jobs.index("data_craftman")


def test_reading_is_quick_enough_for_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the parser in C, which is ten times faster, wherever there is one, and once."""
    load, loaders = yaml.load, []
    monkeypatch.setattr(yaml, "load", lambda text, Loader: loaders.append(Loader) or load(text, Loader=Loader))
    load_occupations.cache_clear()
    assert load_occupations() is load_occupations()
    assert loaders == [getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


def spoil(key: str, value: Any) -> Callable[[Any], None]:
    return lambda document: document["occupations"][0].update({key: value})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (spoil("wage", -1), "agri_iot_technician: wage must be a number within 0.2..5"),
        (spoil("trend", float("nan")), "trend must be a number within"),
        (spoil("remote", True), "remote must be a number within"),
        (spoil("schooling", 2.5), "schooling must be a whole number within 1..5"),
        (spoil("major", "profesionals"), "major must be one of managers"),
        (spoil("need", [0.1, 0.2]), "need must be three numbers"),
        (spoil("name", "x"), "name must have zh and en"),
        (spoil("ladder", {"name": "logistics", "rung": 3}), "ladder must have a name and a rung within 0..2"),
        (spoil("source", ["P99"]), "source 'P99' is not among the sources"),
        (spoil("id", "AI trainer"), "id must be a snake_case word"),
        (spoil("source", []), "source must be a list of keys"),
        (spoil("wages", 1), "wages is not a field; did you mean 'wage'"),
        (spoil("share", 0.5), "shares must sum to 1"),
        (lambda d: d["occupations"][0].pop("grade"), "grade is missing"),
        (lambda d: d["occupations"].append(d["occupations"][0]), "agri_iot_technician: appears 2 times"),
        (lambda d: d["sources"].update(P20="x"), "sources.P20: must have a citation"),
        (lambda d: d.pop("sources"), "must be a mapping with the keys"),
        (lambda d: d.update(occupations=["x"]), "must be a list of mappings"),
    ],
)
def test_wrong_data_are_refused_by_name(document: Any, change: Callable[[Any], None], message: str) -> None:
    parse_occupations(document)
    wrong = copy.deepcopy(document)
    change(wrong)
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_occupations(wrong)


def test_all_faults_are_named_at_once(document: Any) -> None:
    wrong = copy.deepcopy(document)
    wrong["occupations"][0]["wage"] = 9
    wrong["occupations"][1]["scene"] = "moon"
    with pytest.raises(ValueError, match=r"(?s)wage.*scene"):
        parse_occupations(wrong)
