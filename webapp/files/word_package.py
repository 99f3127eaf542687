"""The zip around a Word document: its directory is checked before anything is unpacked, its parts are XML trees.

Relationship types and XML names are compared by their last part, so that both the usual (transitional) and the
strict form of ECMA-376 are read.
"""

import io
import posixpath
import zipfile
import zlib
from xml.etree import ElementTree

from webapp.files.unreadable import BROKEN, LOCKED, MIB, NOT_WORD, OVERPACKED, UnreadableFile

Element = ElementTree.Element

MAX_UNPACKED = 100 * MIB
MAX_RATIO = 100
MAX_ENTRIES = 2000


def local(name: str) -> str:
    """The name of a tag or attribute without its namespace."""
    return name.rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    """The direct children called ``name``, in order."""
    return [child for child in element if local(child.tag) == name]


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down ``path``, each name a direct child of the one before; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next(iter(children(element, name)), None)
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """The attribute called ``name`` in whichever namespace; None without it, or without an element."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


def is_on(element: Element | None) -> bool:
    """Whether an on/off property is set: present, and not switched off by its value."""
    return element is not None and attribute(element) not in ("0", "false", "off")


class _NoDoctype(ElementTree.TreeBuilder):
    """Builds a tree, and refuses a DOCTYPE: Office files have none, and entities are how XML grows without end."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise UnreadableFile(BROKEN)


def parse_xml(data: bytes) -> Element:
    """The root of ``data``. Raises UnreadableFile for broken XML, and for any DOCTYPE."""
    parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314 - _NoDoctype leaves no entity to expand
    try:
        parser.feed(data)
        root = parser.close()
    except ElementTree.ParseError:
        raise UnreadableFile(BROKEN) from None
    return root


class WordPackage:
    """The parts of a .docx, by name. Made only after the directory was found harmless."""

    def __init__(self, data: bytes) -> None:
        """Raises UnreadableFile when ``data`` is no whole zip, has a password, or would unpack beyond the limits."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise UnreadableFile(BROKEN) from None
        check_directory(self._zip.infolist())
        self._names = set(self._zip.namelist())

    def main(self) -> str:
        """The name of the part that holds the document. Raises UnreadableFile when there is none."""
        name = next(iter(self.related("", "officeDocument")), "word/document.xml")
        if name not in self._names:
            raise UnreadableFile(NOT_WORD)
        return name

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that ``part`` ("" is the package itself) points to as ``kind``, such as "header"."""
        folder, _, name = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self._names:
            return []
        found = []
        for rel in self.root(rels):
            if attribute(rel, "TargetMode") != "External" and (attribute(rel, "Type") or "").endswith(f"/{kind}"):
                target = posixpath.normpath(posixpath.join("/", folder, attribute(rel, "Target") or ""))
                found.append(target.lstrip("/"))
        return [name for name in found if name in self._names]

    def root(self, part: str) -> Element:
        """The XML of ``part``. Raises UnreadableFile when it is damaged."""
        try:
            data = self._zip.read(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise UnreadableFile(BROKEN) from None
        return parse_xml(data)


def check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Raise UnreadableFile when a zip would unpack beyond the limits, or has a password. Nothing is unpacked."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise UnreadableFile(OVERPACKED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(LOCKED)
