"""The command line: what an operator does, in the same words as the screens.

What is heavy is imported inside the commands, so that the app itself starts quickly.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from webapp import clock
from webapp.cli_mail import mail
from webapp.cli_reports import report
from webapp.config import Config
from webapp.extensions import db
from webapp.rules.words import Role

programme = AppGroup("programme", help="Đọc văn bản chương trình hành động.")
people = AppGroup("people", help="Người dùng của sổ.")
agency = AppGroup("agency", help="Cơ quan.")
SHORTEST_PASSWORD = 10


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (serve, worker, programme, people, agency, mail, report):
        app.cli.add_command(command)


@click.command("serve")
@click.option("--empty", is_flag=True, help="Lần chạy đầu: không nạp chương trình và lịch sử minh họa.")
def serve(empty: bool) -> None:
    """Cập nhật cơ sở dữ liệu rồi chạy trang web và tiến trình nền."""
    from webapp import server

    office: Config = current_app.config["OFFICE"]
    if not server.port_is_free(office):
        raise click.ClickException(
            f"Cổng {office.port} đang có chương trình khác dùng. Dừng nó, hoặc đặt PORT khác, ví dụ PORT=8001."
        )
    with current_app.app_context():
        _prepare(office, empty)
    sys.exit(server.run(office, click.echo))


def _prepare(office: Config, empty: bool) -> None:
    """Bring the database up to this version, and fill it when it is new."""
    import flask_migrate

    from webapp.seed.start import first_start

    try:
        flask_migrate.upgrade()
        said = first_start(db.session, empty=empty, now=clock.now(), trial=office.trial)
        db.session.commit()
    except OperationalError as error:
        raise click.ClickException(f"Cơ sở dữ liệu không dùng được: {error.orig}") from None
    finally:
        db.session.close()
        db.engine.dispose()
    if said:
        click.echo(said)


@click.command("worker")
def worker() -> None:
    """Chạy riêng tiến trình nền: gửi thư, mở kỳ mới."""
    from webapp import worker as duties

    with current_app.app_context():
        duties.run(db.session, current_app.config["OFFICE"])


@programme.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In mỗi tệp một dòng JSON.")
def read(files: tuple[Path, ...], as_json: bool) -> None:
    """Đọc văn bản (.docx, .pdf, .txt, .md) và in các việc được giao; không ghi gì vào sổ."""
    failed = False
    for path in files:
        answer = _read(path)
        failed = failed or "error" in answer
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else _in_words(answer))
    sys.exit(1 if failed else 0)


def _read(path: Path) -> dict[str, Any]:
    """One file as read, or what was wrong with it: one bad file never ends the run."""
    from webapp.extraction import find_secrecy_mark, read_programme
    from webapp.extraction.report import as_json
    from webapp.files.documents import UnreadableFile, read_document

    try:
        document = read_document(path.read_bytes(), path.name)
        if find_secrecy_mark(f"{document.margins}\n{document.text}"):
            raise UnreadableFile("Tài liệu có dấu mật: không đọc, không lưu trên hệ thống nối mạng.")
        return as_json(path.stem, str(path), read_programme(document.text))
    except OSError as error:
        said = f"Không mở được tệp: {error.strerror}."
    except UnreadableFile as error:
        said = str(error)
    except Exception as error:
        said = f"Không đọc được ({type(error).__name__}: {error})."
    return {"doc": path.stem, "file": str(path), "error": said}


def _in_words(answer: dict[str, Any]) -> str:
    """What a person reads in the terminal: the document, then each duty under its clause."""
    if "error" in answer:
        return f"{answer['file']}: {answer['error']}"
    lines = [f"{answer['file']}: {answer['title'] or 'không rõ tên'}, {len(answer['clauses'])} điểm giao việc"]
    for clause in answer["clauses"]:
        lines.append(f"  {clause['no']}. {', '.join(clause['lead']) or 'chưa rõ chủ trì'}")
        lines += [f"     - {duty['title']} [{_when(duty)}]" for duty in clause["duties"]]
    return "\n".join(lines)


def _when(duty: dict[str, Any]) -> str:
    return str(duty["deadline_phrase"] or duty["deadline"] or duty["undated_reason"] or duty["kind"])


@people.command("add")
@click.option("--name", required=True, help="Tên hiển thị: chức danh hoặc cơ quan.")
@click.option("--email", required=True, help="Địa chỉ thư, cũng là tên đăng nhập.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]), help="Vai trong sổ.")
@click.option("--agency", "code", help="Mã cơ quan (đầu mối thì đại diện cơ quan này từ hôm nay).")
def add(name: str, email: str, role: str, code: str | None) -> None:
    """Thêm một người, ví dụ người quản trị đầu tiên."""
    from webapp.models import Agency, FocalPoint, Person

    address = _address(email)
    if db.session.scalar(select(Person.id).where(Person.email == address)):
        raise click.ClickException(f"Địa chỉ {address} đã có trong sổ.")
    agency_id = db.session.scalar(select(Agency.id).where(Agency.code == code)) if code else None
    if code and agency_id is None:
        raise click.ClickException(f"Không có cơ quan mã {code}.")
    if role == Role.FOCAL_POINT and agency_id is None:
        raise click.ClickException("Đầu mối cần có cơ quan: thêm --agency MÃ.")
    person = Person(name=name.strip(), email=address, role=Role(role), agency_id=agency_id)
    db.session.add(person)
    db.session.flush()
    if role == Role.FOCAL_POINT:
        db.session.add(FocalPoint(person_id=person.id, agency_id=agency_id, from_on=clock.today()))
    db.session.commit()
    click.echo(f"Đã thêm {name.strip()} ({Role(role).label}).")


@people.command("password")
@click.argument("email")
@click.password_option("--password", prompt="Mật khẩu", confirmation_prompt="Nhập lại", help="Hỏi khi không nêu.")
def set_password(email: str, password: str) -> None:
    """Đặt mật khẩu cho một người."""
    from webapp.actions.sign_in import hash_password
    from webapp.models import Person

    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự.")
    person = db.session.scalar(select(Person).where(Person.email == _address(email)))
    if person is None:
        raise click.ClickException(f"Không có ai với địa chỉ {email}.")
    person.password_hash = hash_password(password)
    db.session.commit()
    click.echo(f"Đã đặt mật khẩu cho {person.name}.")


@agency.command("reorganise")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ nói sẽ làm gì, không ghi.")
def reorganise(file: Path, dry_run: bool) -> None:
    """Sắp xếp lại cơ quan theo một tệp JSON, ví dụ webapp/data/reorganisations/2025.json."""
    from webapp.actions.history import Actor, Stamp
    from webapp.actions.reorganisation_files import FileRefused, carry_out_file
    from webapp.rules.words import Channel

    stamp = Stamp(Actor(None, "Quản trị, dòng lệnh"), clock.now(), Channel.IMPORT)
    try:
        done = carry_out_file(db.session, file.read_text(encoding="utf-8"), stamp=stamp)
    except (FileRefused, OSError, UnicodeDecodeError) as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from None
    for line in map(str, done):
        click.echo(line)
    if dry_run:
        db.session.rollback()
        click.echo("Chạy thử: chưa ghi gì.")
        return
    db.session.commit()
    click.echo(f"Đã ghi {len(done)} thay đổi.")


def _address(typed: str) -> str:
    """An address as it is stored. Raises ClickException when it cannot be one."""
    address = typed.strip().casefold()
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or len(address) > 254:
        raise click.ClickException("Địa chỉ thư không đúng dạng, ví dụ dau-moi@binhthuan.gov.vn.")
    return address
