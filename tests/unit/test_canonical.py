"""One name for what a page names in several ways."""

import pytest

from transforms.entities.canonical import name_mentions, simplify
from transforms.entities.gazetteer import gazetteer, place_before, short_form, trie_pattern
from transforms.page import Mention


def named(kind: str, *texts: str) -> list[str]:
    mentions = [Mention(0, i, i + 1, kind, text, text, "") for i, text in enumerate(texts)]
    name_mentions(mentions, {})
    assert all(m.entity_id for m in mentions)
    return [m.name for m in mentions]


@pytest.mark.parametrize(
    ("kind", "texts", "names"),
    [
        ("person", ["埃爾登·納扎爾", "納扎爾"], ["埃尔登·纳扎尔"] * 2),
        ("place", ["海南区", "海南", "海南省"], ["海南区", "海南省", "海南省"]),
        ("place", ["衢州", "衢州市"], ["衢州市"] * 2),
        ("place", ["钟楼旧街", "衢州钟楼旧街"], ["衢州钟楼旧街"] * 2),
        ("place", ["羊城"], ["广州"]),
        ("place", ["中东地区", "中东"], ["中东"] * 2),
        ("organization", ["省委农村委员会", "浙江省委农村委员会"], ["浙江省委农村委员会"] * 2),
        ("organization", ["云帆管理公司", "云帆资产管理公司"], ["云帆资产管理公司"] * 2),
        ("organization", ["青海大学", "青海医科大学"], ["青海大学", "青海医科大学"]),
        ("organization", ["商务部", "美国商务部"], ["商务部", "美国商务部"]),
        ("person", ["安倍晋三", "安倍"], ["安倍晋三"] * 2),
        ("organization", ["中兴", "中兴通讯"], ["中兴通讯"] * 2),
        ("organization", ["京东", "京东方"], ["京东", "京东方"]),
        ("organization", ["青溪派出所", "临江市公安局青溪派出所"], ["临江市公安局青溪派出所"] * 2),
        ("event", ["四中全会", "党的二十届四中全会"], ["党的二十届四中全会"] * 2),
        ("work", ["注册办法", "股票注册办法（试行）"], ["股票注册办法（试行）"] * 2),
    ],
)
def test_canonical_takes_the_longest_printed_form(kind: str, texts: list[str], names: list[str]) -> None:
    assert named(kind, *texts) == names


def test_canonical_names_are_simplified() -> None:
    assert simplify("臺灣") == "台湾"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("延边朝鲜族自治州", "延边"),
        ("内蒙古自治区", "内蒙古"),
        ("滨海新区", "滨海"),
        ("恩施土家族苗族自治州", "恩施"),
        ("天津市", "天津"),
    ],
)
def test_gazetteer_shortens_divisions(name: str, short: str) -> None:
    assert short_form(name) == short


def test_gazetteer_knows_countries_and_divisions_but_no_common_words() -> None:
    assert {"希腊", "蒙古国", "海南省", "海南", "衢州", "西青区", "亚洲"} <= gazetteer().keys()
    assert not {"东方", "和平", "世界", "朝阳"} & gazetteer().keys()


def test_gazetteer_finds_the_longest_place_before_a_position() -> None:
    assert place_before("在海南省海口市", 7) == 4
    assert place_before("大家好", 3) is None


def test_gazetteer_pattern_matches_the_longest_word() -> None:
    import re

    assert re.findall(trie_pattern(["书记", "书记员", "主任"]), "书记员和主任和书记") == ["书记员", "主任", "书记"]
