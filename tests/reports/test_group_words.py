"""Groups of people as readers meet them."""

import pytest

from jiuye.viz.words.groups import group_told

DISTRICTS = {"liandu": {"zh": "莲都区", "en": "Liandu"}}


@pytest.mark.parametrize(
    ("group", "zh", "en"),
    [
        ("all", "全体", "Everybody"),
        ("sex=female,age=45-59,residence=village", "女性、45—59岁、乡村", "Women, aged 45–59, villages"),
        ("age=60+", "60岁及以上", "Aged 60 and over"),
        ("schooling=college|bachelor", "大专或本科及以上", "College or bachelor and up"),
        ("migrant=yes,district=liandu", "外来户籍、莲都区", "Migrants, Liandu"),
        ("place=village", "乡村", "Villages"),
        ("occupation=digital", "数字职业", "Digital occupations"),
    ],
)
def test_a_group_is_told_in_both_languages(group, zh, en):
    assert group_told(group, "zh", DISTRICTS) == zh
    assert group_told(group, "en", DISTRICTS) == en
