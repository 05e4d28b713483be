"""What statements do: golden cases by rule, and who counts as what."""

import pytest
import rjieba

from tests.golden_cases import cases, told
from tests.pages import build_page
from transforms.lexicon import rules
from transforms.page import Token
from transforms.statements.class_model import CLASSES, Evidence, Statement, article_features, judge, score
from transforms.statements.classification import (
    context_of,
    demote_objects,
    find_evidence,
    first_characters,
    reduce,
)
from transforms.statements.plans import PlanReader
from transforms.statements.reader import read_statements
from transforms.statements.speakers import Speaker

CASES = cases("classes")
RULES = [rule["id"] for rule in rules("classes")["rules"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.get('rule', 'none')}-{case['context']}")
def test_classification_weighs_the_words(case):
    assert judge(told(case)).name == case["expect"]


def test_classification_weights_are_of_features_that_can_be_there():
    """No word of a name, and no rule that the rules do not have."""
    for name in rules("class_weights")["weights"]:
        kind, _, value = name.partition(":")
        assert kind in ("rule", "article", "word", "who", "kind", "voice", "end", "sum", "clear", *_PLAIN), name
        if kind in ("rule", "article"):
            assert value in RULES, name
        if kind in ("sum", "clear"):
            assert value in CLASSES, name


_PLAIN = ("digits", "length", "calls", "demands")


def test_classification_of_an_article_full_of_successes_leans_to_one():
    statement = told({"text": "供水量逐年走高，用户越来越多。", "context": "paper"})
    full = article_features([[Evidence("reached", "取得"), Evidence("done", "实现")]] * 9)
    assert full == {"article:reached": 2.0, "article:done": 2.0}
    assert judge(statement, score(full)).name == "achievement" != judge(statement).name


@pytest.mark.parametrize("case", [c for c in CASES if "rule" in c], ids=lambda case: case["rule"])
def test_classification_case_hits_its_rule(case):
    assert case["rule"] in {e.rule for e in find_evidence(case["text"])}


def test_classification_every_rule_has_a_case():
    assert {case.get("rule") for case in CASES} >= set(RULES)


def test_classification_tells_the_deciding_words():
    assert "必须" in (judge(told({"text": "必须守住底线。", "context": "leader"})).evidence or "")


@pytest.mark.parametrize(
    ("speaker", "cue", "context"),
    [
        (Speaker("person", "秦望川", "局长", "临江市水务局"), "表示", "self"),
        (Speaker("person", "秦望川", "局长", "临江市水务局"), "强调", "leader"),
        (Speaker("person", "陆知远"), "说", "folk"),
        (Speaker("person", "陆知远", "教授", "临江大学"), "认为", "expert"),
        (Speaker("group", "会议"), "指出", "body"),
        (Speaker("organization", "临江日报"), "报道", "source"),
        (Speaker("organization", "远帆科技"), "获悉", "paper"),
        (Speaker("group", "受访专家"), "认为", "expert"),
        (Speaker("organization", "远帆科技"), "宣布", "self"),
        (Speaker("document", "水法"), "规定", "body"),
    ],
)
def test_classification_context_follows_the_speaker(speaker, cue, context):
    assert context_of(speaker, "indirect", cue, "news") == context


def test_classification_context_of_narration_follows_the_genre():
    assert context_of(None, "narration", None, "commentary") == "editorial"
    assert context_of(None, "narration", None, "news") == "paper"


def test_classification_ignores_names_purpose_and_the_words_that_attribute():
    assert reduce("秦望川表示，水清了。", "表示") == "水清了。"
    assert reduce("市里印发《水质提升计划》。", None) == "市里印发□。"
    assert reduce("为改善水质，市里关停了码头。", None) == "市里关停了码头。"
    assert reduce("推进“三江同治”工程。", None) == "推进□工程。"


@pytest.mark.parametrize(
    ("text", "demoted"),
    [
        ("公司将水库的水位上调。", True),
        ("民警将犯罪嫌疑人抓获。", True),
        ("民警将追回的钱款逐一返还。", True),
        ("裁判将他罚下。", True),
        ("秦望川将木桨塞进船舱。", True),
        ("青溪队将比分扳平。", True),
        ("渡工已将旧船修葺一新。", True),
        ("水厂将平价供水。", False),
        ("船队将依法处置。", False),
        ("水厂还将首度开放夜场。", False),
        ("公司将全力做好供水。", False),
        ("公司将建成新水厂。", False),
    ],
)
def test_classification_tells_the_object_marker_from_the_future(text, demoted):
    tokens, at = [], 0
    for word, tag in rjieba.tag(text):
        tokens.append(Token(word, tag, at, at := at + len(word)))
    assert ("将" not in demote_objects(text, 0, tokens)) is demoted


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("确保", "确"),
        ("(?<!不)要(?!求)", "要"),
        ("^(?:我们)?必须", "我必"),
        ("[已了]经", "已了"),
        ("此?这将", "此这"),
        ("(?:持续|稳步)提升", "持稳"),
    ],
)
def test_classification_knows_what_a_pattern_begins_with(pattern, found):
    assert first_characters(pattern) == set(found)


def test_classification_refuses_a_pattern_that_could_begin_with_anything():
    with pytest.raises(ValueError, match="plain characters"):
        first_characters(".*要")


def test_classification_closing_words_take_the_class_of_what_they_close():
    page = build_page("“我们将修好管网。”秦望川说。", {"秦望川": ["局长", None]})
    assert [row.statement_class for row in read_statements(page)["statements"]] == ["commitment", "commitment"]


def test_classification_headings_within_the_text_are_facts():
    page = build_page("必须把水管好", kind="subheading")
    assert read_statements(page)["statements"][0].statement_class == "fact"


def test_classification_of_plans_follows_the_heading_of_their_section():
    """What a report of work says under 2026年工作安排 its own house will do; what it looks back on is done."""
    lines = [
        ("subheading", "一、2025年工作回顾", False),
        ("body", "大力疏通老河道。", True),
        ("subheading", "二、2026年工作安排", False),
        ("body", "大力疏通老河道。", True),
        ("body", "水质已经好转了。", False),
        ("body", "重点学校有三所。", False),
        ("body", "实施方案由县里印发。", False),
        ("subheading", "三、渡口的故事", False),
        ("body", "大力疏通老河道。", True),
        ("subheading", "明年计划赶不上变化", False),
        ("body", "大力疏通老河道。", True),
    ]
    reader = PlanReader()
    verdicts = [
        reader.read(kind, Statement(text, (), (), "paper", "feature", kind, "narration", calls))
        for kind, text, calls in lines
    ]
    assert [number for number, verdict in enumerate(verdicts) if verdict] == [3]
    assert verdicts[3].name == "commitment"
