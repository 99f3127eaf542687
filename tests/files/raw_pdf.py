"""PDFs written object by object, as no honest program writes them."""

import zlib
from collections.abc import Mapping, Sequence

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
    font: bytes = PLAIN_FONT,
    catalog: bytes = b"",
    page: bytes = b"/MediaBox [0 0 595 842]",
    more: Objects | None = None,
) -> bytes:
    """A PDF with these page contents; ``catalog`` and ``page`` are further entries, ``more`` further objects (100+)."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), _references(range(10, 10 + 2 * len(pages), 2))),
        3: font,
    }
    for n, content in enumerate(pages):
        objects[10 + 2 * n] = (
            b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (page, 11 + 2 * n)
        )
        objects[11 + 2 * n] = stream(content)
    return pdf_from(objects | dict(more or {}))


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
