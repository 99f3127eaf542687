"""Hostile files: each is refused with a Vietnamese sentence or read without harm; nothing is fetched, nothing left."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.files import hostile, made
from webapp.files import child, documents
from webapp.files.documents import UnreadableFile, glance, read_document
from webapp.files.number_sheets import read_table
from webapp.files.store import check_evidence, safe_name
from webapp.files.unreadable import MIB

pytestmark = pytest.mark.pure

REFUSED, HARMLESS, BOMBS = hostile.refused(), hostile.harmless(), hostile.bombs()


def in_process(kind: str, data: bytes, *numbers: int, patience: float = 0) -> dict[str, Any]:
    """What the child would answer, without the second it takes to start one."""
    answer: dict[str, Any] = json.loads(json.dumps(child.answer(child.parser_of(kind), data, *numbers)))
    if "refused" in answer:
        raise UnreadableFile(answer["refused"])
    return answer


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "in_child", in_process)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_lies_is_refused_with_what_to_do(name: str) -> None:
    data, file_name, words = REFUSED[name]
    with pytest.raises(UnreadableFile) as refusal:
        read_document(data, file_name)
    assert words in str(refusal.value) and re.search("Hãy|hãy", str(refusal.value))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_hostile_in_a_readable_file_stays_without_effect(name: str) -> None:
    data, file_name, words = HARMLESS[name]
    assert words in read_document(data, file_name).text


BOUNDED = """
import sys
from webapp.files import child
child.CPU_SECONDS = 1
child.main()
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_its_own_child_only_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    kind, data = BOMBS[name]
    env = {"PYTHONPATH": str(documents.ROOT), "PYTHONUTF8": "1", "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", BOUNDED, kind], input=data, capture_output=True, check=False, cwd=tmp_path, env=env
    )
    assert done.returncode != 0 or "refused" in json.loads(done.stdout)
    assert len(done.stdout) < MIB and list(tmp_path.iterdir()) == []


def test_an_answer_too_large_to_hold_is_not_handed_over() -> None:
    data = hostile.workbook("ế" * 500, rows=1200, columns=30)
    assert len(data) < MIB
    with pytest.raises(UnreadableFile, match="quá nhiều bộ nhớ"):
        read_table(data, "a.xlsx")


EVERYWHERE = (
    *("attachedTemplate", "frame", "header", "footer", "image", "oleObject", "subDocument", "aFChunk", "hyperlink"),
    *("officeDocument", "styles", "numbering", "theme", "footnotes", "diagramData", "mailMergeSource", "package"),
)


@pytest.mark.usefixtures("quick")
def test_nothing_that_a_file_points_to_is_fetched(visited: list[str]) -> None:
    here = visited[0]
    for name, data in hostile.pointing(here, EVERYWHERE).items():
        assert "Ban To chuc" in read_document(data, name).text
        assert glance(data, name) is None or name.endswith(".pdf")
    for head in (f'<!ENTITY x SYSTEM "{here}/e">', f'<!ENTITY % x SYSTEM "{here}/p"> %x;'):
        with pytest.raises(UnreadableFile, match="hỏng"):
            read_document(made.docx_of(made.said("a"), before=f"<!DOCTYPE w [{head}]>"), "a.docx")
    sheet = read_table(hostile.workbook("Ban", rows=1, columns=1, linked=here), "a.xlsx")
    assert sheet.rows[0][0].text == "Ban"
    assert visited == [here]


EVIDENCE = {
    "page named as a picture": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "a.png"),
    "page named as Word": (b"<html><script>x</script></html>", "a.docx"),
    "drawing": (b"<svg/>", "a.svg"),
    "page": (b"<html/>", "a.html"),
    "page of the web in one file": (b"MIME-Version: 1.0", "a.mht"),
    "program": (b"MZ\0", "a.exe"),
    "program as text": (b"MZ\0", "a.txt"),
    "macros": (made.docx_of("", more={"word/vbaProject.bin": "x"}), "a.docx"),
    "macros in a sheet": (made.zipped({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}), "a.xlsx"),
    "zip as Word": (made.zipped({"a": "x"}), "a.docx"),
    "pdf as Word": (hostile.PDF + hostile.WORD, "a.docx"),
    "picture and then a zip": (b"\xff\xd8\xff" + hostile.WORD, "a.docx"),
    "name that turns": (b"MZ\0", safe_name("tai-lieu\u202excod.exe")),
}


@pytest.mark.parametrize("name", EVIDENCE)
def test_evidence_that_is_not_what_its_name_says_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        check_evidence(*EVIDENCE[name])
    assert "Hãy" in str(refusal.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\Báo cáo.docx", "Báo cáo.docx"),
        ("a\u202excod.exe", "axcod.exe"),
        ("a\u200b\u2066b\ufeff.pdf", "ab.pdf"),
        ("Ba\u0301o ca\u0301o.pdf", "Báo cáo.pdf"),
        ("a\0b\r\nX: y.pdf", "abX: y.pdf"),
        ('"><script>.pdf', '"><script>.pdf'),
        ("....", "tep"),
        ("😀" * 500 + ".pdf", "😀" * 116 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_deceives(given: str, kept: str) -> None:
    assert safe_name(given) == kept
