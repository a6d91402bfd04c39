"""Parts of speech of English, and what is read from them."""

from hypothesis import given
from hypothesis import strategies as st

from transflow.checks.english.missing import definite, missing, nouns
from transflow.checks.english.subjects import subject
from transflow.checks.english.tagger import tagged

TEXTS = st.text(st.sampled_from("aAbnst019 .,;-'’“”\"()[]/&é中\n") | st.characters(max_codepoint=0x2FF), max_size=40)


@given(TEXTS)
def test_every_mark_of_a_text_is_in_one_token_that_stands_where_it_says(text: str) -> None:
    tokens = tagged(text)
    starts = [one.start for one in tokens]
    assert starts == sorted(set(starts))
    assert bool(starts) == bool(text.split())
    ends = [*starts[1:], len(text)][: len(starts)]
    assert "".join(text[start:end] for start, end in zip(starts, ends, strict=True)).split() == text.split()
    for one in tokens:
        here = text[one.start : one.start + len(one.word)].replace("’", "'")
        assert here == one.word or not one.word[0].isalnum()  # marks are written as the treebank does


def test_a_word_is_tagged_by_what_stands_around_it() -> None:
    text = "They visit the plant, and the visit was long; he didn’t visit it."
    tags = {(one.start, one.word): one.tag for one in tagged(text)}
    assert tags[text.index("visit"), "visit"] == "VBP"
    assert tags[text.index("visit was"), "visit"] == "NN"
    assert tags[text.index("plant,"), "plant"] == "NN"
    assert tags[text.index("visit it"), "visit"] == "VB"
    assert tags[text.index("n’t"), "n't"] == "RB"


def test_a_phrase_goes_back_to_what_opens_it() -> None:
    found = list(missing(tagged("They soon opened large and modern laboratory in rest of the world.")))
    assert [[token.word for token in one.tokens] for one in found] == [
        ["large", "and", "modern", "laboratory"],
        ["rest"],
    ]
    assert [one.opening.word for one in found if one.opening] == ["opened", "in"]
    assert [definite(one) for one in found] == [False, True]


def test_a_subject_has_its_head_before_its_prepositions() -> None:
    tokens = tagged("The quality of the new products is good.")
    found = subject(tokens, 0, len(tokens))
    assert found is not None
    assert (tokens[found.head].word, tokens[found.end].word) == ("quality", "is")
    assert subject(tagged("In May it opened."), 0, 5) is None


def test_each_noun_of_the_list_has_one_place() -> None:
    listed = nouns()
    assert {"laboratory", "result of"} <= listed.places.keys()
    assert {"world", "rest of"} <= listed.definite
    assert listed.definite <= listed.places.keys()
    assert set(listed.places.values()) == {0, 1, 2}


def test_fixed_phrases_have_no_article() -> None:
    for text in (
        "The demands of due process of law prevail.",
        "Teams have been tirelessly working day and night.",
        "The club signed him on transfer deadline day on loan.",
    ):
        assert not list(missing(tagged(text))), text
    assert list(missing(tagged("The demands of new process of law prevail.")))
    assert list(missing(tagged("The university opened new laboratory today.")))
