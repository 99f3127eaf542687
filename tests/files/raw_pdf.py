"""PDFs written object by object, as no honest program writes them."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Objects = Mapping[int, bytes]
PLAIN_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf_from(objects: Objects, *, root: int = 1, trailer: bytes = b"") -> bytes:
    """The objects by their numbers, with a cross-reference table that is right and a trailer."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        used = b"n" if number in places else b"f"
        out += b"%010d %05d %s \n" % (places.get(number, 0), 0, used)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object; ``packed`` with zlib."""
    if packed:
        content, extra = zlib.compress(content, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def shown(*lines: str, left: int = 72, top: int = 760, step: int = 16, size: int = 12) -> bytes:
    """The drawing of ``lines`` (Latin-1, as codes) in font F1 from the top of a page down."""
    draws = [b"BT /F1 %d Tf" % size]
    for n, line in enumerate(lines):
        codes = line.encode("latin-1").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        draws.append(b"1 0 0 1 %d %d Tm (%s) Tj" % (left, top - n * step, codes))
    return b"\n".join([*draws, b"ET"])


def simple(
    *pages: bytes,
    fonts: Sequence[bytes] = (PLAIN_FONT,),
    catalog: bytes = b"",
    page: bytes = b"/MediaBox [0 0 595 842]",
    more: Objects | None = None,
) -> bytes:
    """A PDF with these page contents; ``catalog`` and ``page`` are further entries, ``more`` further objects (100+).

    ``fonts`` are F1, F2 and so on, seven at most.
    """
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), _references(range(10, 10 + 2 * len(pages), 2))),
    } | {3 + n: font for n, font in enumerate(fonts)}
    named = b" ".join(b"/F%d %d 0 R" % (n + 1, 3 + n) for n in range(len(fonts)))
    for n, content in enumerate(pages):
        objects[10 + 2 * n] = b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources << /Font << %s >> >> >>" % (
            page,
            11 + 2 * n,
            named,
        )
        objects[11 + 2 * n] = stream(content)
    return pdf_from(objects | dict(more or {}))


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


ACROSS, DOWN, LETTER = 75, 44, 6
"""Letters on a line, lines on a page, points of a letter."""


def font_of(name: str, encoding: bytes = b"/Encoding /WinAnsiEncoding") -> bytes:
    """A font all of whose letters are as wide as half their height; its codes are what its name or nobody says."""
    called = name.replace(" ", "#20").encode()
    shape = b"/Flags 4 /Ascent 900 /Descent -200 /FontBBox [0 -200 1000 900] /CapHeight 700 /ItalicAngle 0 /StemV 80"
    about = b"<< /Type /FontDescriptor /FontName /%s %s >>" % (called, shape)
    widths = b"/FirstChar 0 /LastChar 255 /Widths [%s]" % (b"500 " * 256)
    head = b"<< /Type /Font /Subtype /TrueType /BaseFont /%s %s /FontDescriptor %s %s >>"
    return head % (called, widths, about, encoding)


def typed(text: str, dress: Callable[[str], Iterable[tuple[str, str]]], fonts: Mapping[str, bytes]) -> bytes:
    """A PDF as a typewriter would make it: paragraphs moved in and wrapped, their codes and fonts as ``dress`` says.

    ``fonts`` are the objects of the fonts by the names that ``dress`` uses.
    """
    lines = [line for paragraph in filter(str.strip, text.split("\n")) for line in _wrapped(paragraph, dress)]
    names = list(fonts)
    pages = []
    for first in range(0, len(lines), DOWN):
        draws = [b"BT"]
        for n, (moved, line) in enumerate(lines[first : first + DOWN]):
            across = 72 + moved
            for codes, font in dress(line):
                shown_codes = codes.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
                place = (names.index(font) + 1, across, 770 - 16 * n, shown_codes)
                draws.append(b"/F%d 12 Tf 1 0 0 1 %d %d Tm (%s) Tj" % place)
                across += LETTER * len(codes)
        pages.append(b"\n".join([*draws, b"ET"]))
    return simple(*pages, fonts=list(fonts.values()))


def _wrapped(paragraph: str, dress: Callable[[str], Iterable[tuple[str, str]]]) -> Iterator[tuple[int, str]]:
    """The lines of a paragraph and how far each is moved in, in points."""
    moved, line = 5 * LETTER, ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if line and sum(len(codes) for codes, _font in dress(longer)) > ACROSS - moved // LETTER:
            yield moved, line
            moved, longer = 0, word
        line = longer
    yield moved, line
