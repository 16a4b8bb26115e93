"""City profiles: every figure has a source, the arithmetic holds, and wrong files are refused by name."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from jiuye.model.profile import BAND_60, BAND_65, BANDS, Profile
from jiuye.scenarios.cities import city_figures, list_cities, load_city
from jiuye.scenarios.cities.figures import FORMS, GRADES

EXAMPLE = "example_own_city"
SHIPPED = [*list_cities(), EXAMPLE]

# Census 2020: residents, urban residents, men per 100 women, per cent aged 0–14, 15–59, 60+, 65+.
CENSUS = {
    "hangzhou": (11_936_010, 9_942_081, 108.67, 13.02, 70.12, 16.87, 11.66),
    "ningbo": (9_404_283, 7_335_604, 109.05, 12.26, 69.63, 18.10, 12.59),
    "lishui": (2_507_396, 1_550_182, 106.50, 15.97, 62.79, 21.24, 15.37),
    EXAMPLE: (5_400_868, 3_852_932, 108.79, 12.08, 68.62, 19.30, 14.05),
}


def test_the_planned_cities_are_shipped():
    assert list_cities() == ["reference", "hangzhou", "lishui", "ningbo"]
    assert load_city("reference").residents == 4_000_000
    assert load_city("hangzhou").pair == "lishui"
    assert load_city("lishui").pair == "hangzhou"
    assert [len(load_city(c).districts) for c in list_cities()] == [8, 13, 9, 10]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_has_no_fault(name):
    profile = load_city(name)
    assert isinstance(profile, Profile)
    assert profile.check() == []
    assert profile.name_zh
    assert profile.name_en


@pytest.mark.parametrize("name", SHIPPED)
def test_every_figure_has_source_and_grade(name):
    figures = city_figures(name)
    assert set(figures) == {*FORMS, "districts"}
    for key, figure in figures.items():
        assert figure.grade in GRADES, key
        assert len(figure.source) > 8, key
    assert city_figures("hangzhou")["census"].grade == "measured"
    assert city_figures(EXAMPLE)["hukou"].city == "reference"


@pytest.mark.parametrize("name", CENSUS)
def test_the_census_row_is_copied_correctly(name):
    profile = load_city(name)
    residents, urban, men, *ages = CENSUS[name]
    assert profile.residents == residents
    assert profile.urban_share == pytest.approx(urban / residents, abs=5e-6)
    assert profile.male_per_100_female == men
    held = [profile.age_0_14, profile.age_15_59, profile.age_60, profile.age_65]
    assert held == pytest.approx([a / 100 for a in ages], abs=1.5e-4)  # printed shares may sum to 100.01 %


def test_the_reference_city_is_the_mean_of_the_three():
    means = np.mean(
        [(u / n, m / 100, *(a / 100 for a in ages)) for n, u, m, *ages in list(CENSUS.values())[:3]], axis=0
    )
    p = load_city("reference")
    held = [p.urban_share, p.male_per_100_female / 100, p.age_0_14, p.age_15_59, p.age_60, p.age_65]
    assert held == pytest.approx(means, abs=2e-4)


@pytest.mark.parametrize("name", SHIPPED)
def test_age_bands_agree_exactly_with_the_broad_shares(name):
    p = load_city(name)
    assert len(p.age_bands) == len(BANDS) == 15
    adults = 1 - p.age_0_14 - p.age_15
    assert p.age_bands[:BAND_60].sum() * adults == pytest.approx(p.age_15_59 - p.age_15, abs=1e-12)
    assert p.age_bands[BAND_60:].sum() * adults == pytest.approx(p.age_60, abs=1e-12)
    assert p.age_bands[BAND_65:].sum() * adults == pytest.approx(p.age_65, abs=1e-12)
    assert p.adults == round(p.residents * adults)


@pytest.mark.parametrize("name", SHIPPED)
def test_districts_add_up_to_the_city(name):
    p = load_city(name)
    assert sum(d.residents for d in p.districts) == p.residents
    assert sum(d.residents * d.urban_share for d in p.districts) / p.residents == pytest.approx(p.urban_share, abs=1e-9)
    assert p.district_shares.sum() == pytest.approx(1.0)
    if name in ("hangzhou", "ningbo", "lishui"):  # as printed in the census: nothing had to be scaled
        assert sum(r["residents"] for r in city_figures(name)["districts"].value) == p.residents


@pytest.mark.parametrize("name", SHIPPED)
def test_women_by_hukou_agree_with_the_sex_ratio(name):
    p = load_city(name)
    assert p.hukou @ p.female_by_hukou == pytest.approx(p.female_share, abs=1e-9)
    assert p.female_by_hukou[2] < p.female_by_hukou.min() + 1e-9  # rural migrants are mostly men (P17)


def test_a_city_of_its_own_needs_a_census_row_only():
    own, reference = load_city(EXAMPLE), load_city("reference")
    assert own.hukou.tolist() == reference.hukou.tolist()
    assert [d.id for d in own.districts] == [d.id for d in reference.districts]
    assert own.age_bands.tolist() != reference.age_bands.tolist()


# Wrong files.

ROW = (
    "census: {value: {residents: 1_000_000, urban_share: 0.6, male_per_100_female: 105, age_0_14: 0.15, "
    "age_15_59: 0.65, age_60: 0.2, age_65: 0.13}, source: here, grade: measured}\n"
)
HEAD = "id: mine\nname: {zh: 某市, en: Mine}\nextends: reference\n"
DISTRICT = "{id: a, name: {zh: 甲, en: A}, class: core, residents: %d, area_km2: 90, urban_share: 0.6, wage_zone: 1}"
ROWS = (
    "schooling_by_hukou: {value: {local_urban: [1, 2, 3, 4, 5], local_rural: [%s], nonlocal_rural: [1, 2, 3, 4, 5],"
    " nonlocal_urban: [1, 2, 3, 4, 5]}, source: me, grade: judged}\n"
)


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ValueError, match=r"mine\.yaml:\d+:\d+: ") as caught:
        load_city(write(folder, text))
    return str(caught.value)


def test_a_file_beside_the_scenario_is_read(tmp_path):
    assert load_city(write(tmp_path, HEAD + ROW)).residents == 1_000_000
    one = f"districts: {{value: [{DISTRICT % 1_000_003}], source: here, grade: judged}}\n"
    assert load_city(write(tmp_path, HEAD + ROW + one)).districts[0].residents == 1_000_000  # scaled, 3 in a million


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + ROW + "hukkou: 1\n", "mine.yaml:5:1: hukkou is not a setting; did you mean hukou?"),
        (HEAD + ROW + "disabled: 0.03\n", "disabled must hold settings such as value (got 0.03)"),
        (HEAD + ROW + "disabled: {value: 0.03, grade: judged}\n", "disabled lacks source"),
        (HEAD + ROW + "disabled: {value: 0.03, source: me, grade: sure}\n", "disabled.grade must be one of measured"),
        (HEAD + ROW + "disabled: {value: 3, source: me, grade: judged}\n", "disabled.value must lie in 0…1 (got 3)"),
        (HEAD + ROW + "disabled: {value: few, source: me, grade: judged}\n", "disabled.value must be a number"),
        (HEAD + ROW + "disabled: {value: true, source: me, grade: judged}\n", "disabled.value must be a number"),
        (
            HEAD + ROW.replace("urban_share: 0.6", "urban: 0.6"),
            "census.value lacks urban_share; write `urban_share:` and a number in 0…1",
        ),
        (HEAD + ROW.replace("urban_share: 0.6", "urban_share: "), "urban_share is empty; write a number in 0…1"),
        (HEAD + ROW + ROWS % "1, 2, 3", "schooling_by_hukou.value.local_rural must be a list of 5 numbers: primary,"),
        (HEAD + ROW + ROWS % "1, 2, ~, 4, 5", "local_rural[2] is empty in column senior; write a number in 0…10,000"),
        (
            HEAD + ROW + (ROWS % "1, 2, 3, 4, 5").replace("nonlocal_urban", "urban"),
            "lacks nonlocal_urban; write `nonlocal_urban:` and a list of 5 numbers: primary,",
        ),
        (
            HEAD + ROW.replace("urban_share: 0.6", "urban_share: 60"),
            "census.value.urban_share must lie in 0…1 (got 60)",
        ),
        (HEAD + ROW.replace("age_0_14: 0.15", "age_0_14: 0.25"), "age_0_14, age_15_59 and age_60 must sum to 1"),
        (HEAD + ROW.replace("age_65: 0.13", "age_65: 0.23"), "age_65 (0.23) must not exceed age_60 (0.2)"),
        (
            HEAD + ROW + "schooling: {value: {primary: 0.5, junior: 0.2, senior: 0.1, college: 0.1, bachelor: 0}, "
            "source: me, grade: judged}\n",
            "schooling.value must be shares that sum to 1 (got 0.9000)",
        ),
        (
            HEAD + ROW + f"districts: {{value: [{DISTRICT % 900_000}], source: me, grade: judged}}\n",
            "districts hold 900,000 residents, the city 1,000,000: more than 1 % apart",
        ),
        (
            HEAD + ROW + f"districts: {{value: [{(DISTRICT % 1_000_000).replace('core', 'centre')}], source: me, "
            "grade: judged}\n",
            "districts.value[0].class must be one of core, suburb, county (got 'centre')",
        ),
        (HEAD.replace("extends: reference\n", "") + ROW, "give them or write `extends: reference`"),
        (HEAD.replace("reference", "refrence") + ROW, "there is no such city; did you mean reference?"),
        (HEAD.replace("reference", "mine.yaml") + ROW, "extends itself"),
    ],
)
def test_a_fault_names_file_place_and_key(tmp_path, text, sentence):
    assert sentence in refusal(tmp_path, text)


def test_all_faults_are_shown_at_once(tmp_path):
    text = HEAD + "hukkou: 1\n" + ROW.replace("residents: 1_000_000", "residents: 5").replace("measured", "sure")
    assert len(refusal(tmp_path, text).splitlines()) == 3


@pytest.mark.parametrize("name", ["hangzou", "Hangzhou"])
def test_an_unknown_city_is_answered_with_the_nearest(name):
    with pytest.raises(ValueError, match="did you mean hangzhou"):
        load_city(name)


def test_a_missing_file_is_refused():
    with pytest.raises(ValueError, match=r"nowhere\.yaml: no such file"):
        load_city("nowhere.yaml")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"urban_share": 1.2}, "urban_share must lie in 0…1 (got 1.2)"),
        ({"hukou": np.array([0.5, 0.5, 0.5, 0.0])}, "hukou must sum to 1 (got 1.5000)"),
        ({"male_per_100_female": 150.0}, "women per adult"),
        ({"age_60": 0.3}, "must sum to 1"),
        ({"age_15": 0.02}, "age_bands put"),
        ({"residents": 4_000_001}, "the districts hold 4,000,000 residents, the city 4,000,001"),
        ({"minimum_wage": (1.0, 2.0, 3.0)}, "highest zone first"),
        ({"schooling": np.ones(4) / 4}, "schooling must have shape (5,)"),
        ({"place_by_hukou": -np.ones((4, 4))}, "place_by_hukou must hold finite numbers ≥ 0"),
        ({"districts": ()}, "a city needs 1 to 255 districts"),
    ],
)
def test_check_finds_what_is_wrong(change, sentence):
    assert sentence in "\n".join(replace(load_city("reference"), **change).check())


def test_check_finds_wrong_districts():
    p = load_city("reference")
    twin = replace(p.districts[1], id=p.districts[0].id, klass="county", wage_zone=4)
    faults = "\n".join(replace(p, districts=(replace(p.districts[0], klass="town"), twin, *p.districts[2:])).check())
    assert "chengzhong is listed twice" in faults
    assert "class must be one of core, suburb, county (got town)" in faults
    assert "wage_zone must be 1…3 (got 4)" in faults
    assert "at least one district must be of class core" in faults
