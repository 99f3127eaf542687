"""Letters typed for the old Vietnamese fonts, whose codes mean other letters than Unicode says.

TCVN3 (the .Vn fonts) has one code for each small letter and no capitals with a tone: a font whose name ends in "H"
draws capitals for the same codes. VNI writes a letter and then its mark. The font's name says which it is.
"""

import re
import unicodedata
from enum import StrEnum


class Encoding(StrEnum):
    """What the codes of a font's letters mean where it is not Unicode."""

    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3-capitals"
    VNI = "vni"


_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300\u0301\u0309\u0303\u0323"
_ROOF, _BREVE, _HORN = "\u0302\u0306\u031b"
_VNI_TONES = {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_ROOFS = {"â": "", "à": _GRAVE, "á": _ACUTE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_VNI_BREVES = {"ê": "", "è": _GRAVE, "é": _ACUTE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_VNI_ALONE = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í"}


def _vni_pairs() -> dict[str, str]:
    """Every small letter that VNI writes with two codes."""
    bases = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "o" + _HORN, "ö": "u" + _HORN}
    pairs = {base + mark: letter + tone for base, letter in bases.items() for mark, tone in _VNI_TONES.items()}
    pairs |= {base + mark: base + _ROOF + tone for base in "aeo" for mark, tone in _VNI_ROOFS.items()}
    pairs |= {"a" + mark: "a" + _BREVE + tone for mark, tone in _VNI_BREVES.items()}
    return {written: unicodedata.normalize("NFC", letter) for written, letter in pairs.items()}


_VNI = _VNI_ALONE | _vni_pairs()
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE)
_SAMPLE = 60
"""Letters below which nothing can be told from how often they come."""
_SIGNS = "µ¸¶·¹¨»¾¼½©ª«¬\u00ad®§¡¢£¤¥¦"
_SHAPES = (
    (Encoding.TCVN3, re.compile(f"(?<=[a-z])[{_SIGNS}]|[{_SIGNS}](?=[a-z])"), 0.05),
    (Encoding.VNI, re.compile("[aeouyôö][ùøûõïâàáåãäêèéúüë]", re.IGNORECASE), 0.08),
)
"""How words look in each: letters for which Latin-1 has signs; pairs of a letter and a mark. And how often at least."""
_PICTURED = re.compile("[\uf020-\uf0ff]")
"""How Word keeps the codes of a font that it takes for a set of signs."""


def encoding_of(font: str | None) -> Encoding | None:
    """What the codes of ``font`` mean; None for Unicode. A PDF may put six letters and "+" before the name."""
    name = (font or "").rpartition("+")[2].strip()
    if name.lower().startswith(".vn"):
        return Encoding.TCVN3_CAPITALS if name.split(",")[0].endswith("H") else Encoding.TCVN3
    return Encoding.VNI if re.match(r"VNI[-\s_]", name, re.IGNORECASE) else None


def guessed(text: str) -> Encoding | None:
    """What the codes of ``text`` mean when its font's name says nothing: told by signs inside words, which nobody
    writes, or by letters followed by other letters with marks all the time. None for Unicode, and for a short text."""
    plain = _plain(text)
    letters = sum(letter.isalpha() for letter in plain)
    if letters < _SAMPLE:
        return None
    for encoding, shape, share in _SHAPES:
        if len(shape.findall(plain)) > share * letters and is_legacy(plain, encoding):
            return encoding
    return None


def is_legacy(text: str, encoding: Encoding) -> bool:
    """Whether ``text`` can be written in ``encoding``: many a document was converted and kept the old font's name."""
    plain = _plain(text)
    rest = _VNI_LETTER.sub("", plain) if encoding is Encoding.VNI else plain.translate(dict.fromkeys(map(ord, _TCVN3)))
    return not any(letter.isalpha() and letter > "\x7f" for letter in rest)


def decoded(text: str, encoding: Encoding) -> str:
    """``text`` with the letters that a reader saw in a font of ``encoding``."""
    plain = _plain(text)
    if encoding is Encoding.VNI:
        return _VNI_LETTER.sub(_vni_letter, plain)
    small = "".join(_TCVN3.get(letter, letter) for letter in plain)
    return small.upper() if encoding is Encoding.TCVN3_CAPITALS else small


def _plain(text: str) -> str:
    return _PICTURED.sub(lambda found: chr(ord(found[0]) & 0xFF), text)


def _vni_letter(found: re.Match[str]) -> str:
    letter = _VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter
