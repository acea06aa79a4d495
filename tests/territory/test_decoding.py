"""A list is read whatever encoding an office saved it in."""

import codecs

import pytest

from tasjil.territory.importing import EmptyFile, FileTooLarge, NotText, decoding
from tasjil.territory.importing.decoding import decode

ARABIC = "school_ref;name_ar;name_fr\n1;مدرسة المنظر الجميل;ÉCOLE EL MANDAR à Fès\n"
FRENCH = "school_ref;name_fr\n1;ÉCOLE PRIMAIRE BÉNI MELLAL\n2;École Aïn Chock\n3;Où ça ?\n"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (ARABIC, "utf-8", "utf-8"),
        (ARABIC, "utf-8-sig", "utf-8"),
        (ARABIC, "utf-16", "utf-16"),
        (ARABIC, "utf-16-le", "utf-16-le"),
        (ARABIC, "utf-16-be", "utf-16-be"),
        (ARABIC.replace("É", "E"), "cp1256", "cp1256"),
        (FRENCH, "cp1252", "cp1252"),
        ("code,name\n1,Fes\n", "ascii", "utf-8"),
    ],
)
def test_an_encoding_is_recognised(text: str, written: str, found: str) -> None:
    assert decode(text.encode(written)) == (text, found)


def test_arabic_at_the_very_end_of_a_long_list_still_tells_the_encoding() -> None:
    text = "code;name\n" + "".join(f"{n};ECOLE {n}\n" for n in range(20_000)) + "x;المنظر الجميل\n"
    assert decode(text.encode("cp1256")) == (text, "cp1256")


def test_one_damaged_byte_does_not_turn_a_whole_list_into_nonsense() -> None:
    good = ("1;مدرسة المنظر الجميل\n" * 20).encode()
    text, encoding = decode(good + b"2;\xd9 broken\n")
    assert encoding == "utf-8"
    assert text.count("مدرسة") == 20
    assert decoding.REPLACEMENT in text


@pytest.mark.parametrize("data", [b"", b"  \r\n \t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b" \0"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01\x02 obj",
        b"\x00" * 4096,
    ],
)
def test_what_is_not_text_is_said_not_to_be(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_a_file_larger_than_any_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_BYTES", 10)
    with pytest.raises(FileTooLarge):
        decode(b"code,name\n1,Fes\n")
