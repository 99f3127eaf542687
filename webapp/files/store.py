"""Files on disk, named by their content: a crash leaves no half file, and the same content is kept once."""

import hashlib
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from webapp.files.signatures import Content, content_of, extension
from webapp.files.unreadable import EMPTY, MIB, UnreadableFile, disguised, too_large, wrong_type

MAX_EVIDENCE = 10 * MIB
NAME_LENGTH = 120
EVIDENCE = {
    "pdf": (Content.PDF,),
    "docx": (Content.DOCX,),
    "doc": (Content.DOC,),
    "xlsx": (Content.XLSX,),
    "jpg": (Content.JPEG,),
    "jpeg": (Content.JPEG,),
    "png": (Content.PNG,),
    "txt": (Content.OTHER,),
}
"""What may be attached, and what each must really be."""


class MissingFile(Exception):
    """The store has no file with this content."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The content's SHA-256 in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class FileStore:
    """The folder ``root`` with one file for each content: root/ab/abcdef…"""

    root: Path

    def put(self, data: bytes) -> StoredFile:
        """Keep ``data`` and give its name; it is safely on the disk when this returns."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if not path.exists():
            self._write(path, data)
        return StoredFile(digest, len(data))

    def open(self, sha256: str) -> BinaryIO:
        """The content for reading. Raises MissingFile."""
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise MissingFile(sha256) from None

    def remove(self, sha256: str) -> None:
        """Forget a content that nothing refers to any more; one that is not there is forgotten already."""
        self._path(sha256).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def safe_name(file_name: str) -> str:
    """The name as it may be shown and offered for download: no path, no control characters, extension kept."""
    last = unicodedata.normalize("NFC", file_name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    suffix = PurePosixPath(shown).suffix[:10]
    stem = shown.removesuffix(suffix)[: NAME_LENGTH - len(suffix)].strip()
    return f"{stem or 'tep'}{suffix}"


def check_evidence(data: bytes, file_name: str) -> None:
    """Refuse what may not be attached. Raises UnreadableFile with the sentence for the person."""
    if not data:
        raise UnreadableFile(EMPTY)
    if len(data) > MAX_EVIDENCE:
        raise too_large(len(data), MAX_EVIDENCE)
    kind, content = extension(file_name), content_of(data)
    if kind not in EVIDENCE:
        raise wrong_type(kind, ".pdf, .docx, .doc, .xlsx, .jpg, .png hoặc .txt")
    if content not in EVIDENCE[kind] or (kind == "txt" and b"\0" in data):
        raise disguised(kind, content.label)
