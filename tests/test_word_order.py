"""Renderings of the termbase in another order or form: a row a lesson, and the law of the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checked import found
from transflow.checks.wordorder import reordered
from transflow.terms import load

TERMS = load(
    "zh_CN,en,kind\n碳达峰,carbon peaking|peak carbon emissions,\n高质量发展,high-quality development,\n"
    "乡村振兴,rural revitalization,\n人工智能,artificial intelligence,\n人民日报,People’s Daily,\n临海大学,Linhai University,\n",
    "terms.csv",
)


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("碳达峰", "Experts urged the country to peak its carbon emissions early.", False),
        ("碳达峰", "The peaking of carbon emissions will take time.", False),
        ("碳达峰", "Carbon is sold. The market peaked.", True),  # two sentences
        ("高质量发展", "We must promote development of high quality.", False),
        ("高质量发展", "We must promote fast development.", True),
        ("乡村振兴", "Policies to revitalize rural areas.", False),
        ("乡村振兴", "Policies for the countryside.", True),
        ("乡村振兴", "Rural people saw the town, its new bridge and the library revitalized.", True),  # far apart
        ("人工智能", "Intelligent artificial limbs.", True),  # another word
        ("人民日报", "The Daily of the People says so.", True),  # a name is written in one way
        ("临海大学", "The University of Linhai.", True),
    ],
)
def test_a_term_in_another_order_is_there(source: str, target: str, missing: bool) -> None:
    said = [one for one in found(source, target, terms=TERMS) if one.check == "terms"]
    assert bool(said) == missing


@given(st.permutations(["supply", "side", "structural", "reform"]), st.sampled_from(["", "s", "ed"]))
def test_the_order_makes_no_difference(words: list[str], ending: str) -> None:
    assert reordered("supply-side structural reform", f"They spoke of {' '.join(words)}{ending}, at length.")
    assert not reordered("supply-side structural reform", f"They spoke of {' '.join(words[1:])} at length.")
