"""Another European language in the place of English, told by the small words that every sentence has."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 4  # words of a text that has a small one
_ENOUGH = 2  # small words of another language, with none of English
# Of English alone: not in, was, will, on.
_ENGLISH_WORDS = (
    "the of to and is that for with by at be are were it its this from have had would not but or who which she they we"
    " you his her their our after over says said about into than more been can could may if against out up new all one"
    " two first last"
)
# Articles, pronouns, prepositions and the like; weekdays and months, which news has. Not what names have (de, von, la),
# nor what is English, too (die, plus, no).
_OTHER_WORDS = {
    "French": (
        "le les des une est sont dans que qui avec sur pas ce cette ces aux été ont selon après lundi mardi"
        " mercredi jeudi vendredi samedi dimanche janvier février avril juin juillet août septembre octobre décembre"
    ),
    "German": (
        "der das und ist sind nicht mit ein eine einen einem für auf wird werden wurde haben zu im nach bei"
        " auch dass sich montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli"
    ),
    "Spanish": (
        "el los las una es fue por para que su sus más pero como según lunes martes miércoles jueves viernes"
        " sábado domingo enero febrero marzo abril junio julio septiembre octubre noviembre diciembre"
    ),
    "Italian": (
        "il lo gli una è sono nel della delle dei che si ha hanno non più anche lunedì martedì mercoledì"
        " giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"
    ),
    "Portuguese": (
        "os uma é são foi em na dos das com para que não mais seu sua segundo segunda terça quarta quinta sexta"
        " feira janeiro fevereiro março abril maio junho julho setembro outubro novembro dezembro"
    ),
}
_COMMONEST = (" the ", " of ", " and ", " to ")  # quick to look for
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHERS = tuple(frozenset(words.split()) for words in _OTHER_WORDS.values())


def other_than_english(text: str) -> bool:
    """Whether a text of four words and more has two small words of another language, or one and a word in small letters
    that English would write without its accent (función), and none of English."""
    if any(word in text for word in _COMMONEST):
        return False
    found = _WORD.findall(text)
    words = {word.lower() for word in found}
    if len(words) < _LEAST or not _ENGLISH.isdisjoint(words):
        return False
    small = {word for word in found if word.islower()} | {found[0].lower()}  # MIT is no German word
    accented = {word for word in small if not word.isascii()}
    return any(own & small and len((own & small) | accented) >= _ENOUGH for own in _OTHERS)
