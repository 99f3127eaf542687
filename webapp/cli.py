"""The command line: what an operator does, in the same words as the screens."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from webapp.extensions import db

programme = AppGroup("programme", help="Chương trình hành động.")
people = AppGroup("people", help="Người dùng.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (programme, people, serve, worker):
        app.cli.add_command(command)


@programme.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Mỗi tệp một dòng JSON.")
def read(files: tuple[Path, ...], as_json: bool) -> None:
    """Đọc văn bản và in các nhiệm vụ tìm thấy; không ghi gì vào sổ."""
    answers = [_read(path) for path in files]
    for answer in answers:
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else _in_words(answer))
    if any("error" in answer for answer in answers):
        sys.exit(1)


def _read(path: Path) -> dict[str, Any]:
    """One file as read, or what was wrong with it: one bad file never ends the run."""
    from webapp.extraction import find_secrecy_mark, read_programme
    from webapp.extraction.report import as_json
    from webapp.files.documents import UnreadableFile, read_document

    try:
        document = read_document(path.read_bytes(), path.name)
    except OSError as error:
        return {"doc": path.stem, "file": str(path), "error": f"Không mở được tệp: {error.strerror}."}
    except UnreadableFile as error:
        return {"doc": path.stem, "file": str(path), "error": str(error)}
    if find_secrecy_mark(f"{document.margins}\n{document.text}"):
        return {"doc": path.stem, "file": str(path), "error": "Tài liệu có dấu mật, không đọc."}
    answer: dict[str, Any] = as_json(path.stem, str(path), read_programme(document.text))
    return answer


def _in_words(answer: dict[str, Any]) -> str:
    if "error" in answer:
        return f"{answer['file']}: {answer['error']}"
    lines = [f"{answer['file']}: {len(answer['clauses'])} điểm giao việc"]
    lines += [f"  {clause['no']}. {', '.join(clause['lead']) or 'chưa rõ chủ trì'}" for clause in answer["clauses"]]
    return "\n".join(lines)


@people.command("add")
@click.option("--name", required=True, help="Chức danh hoặc tên hiển thị.")
@click.option("--email", required=True)
@click.option("--role", required=True, type=click.Choice(["focal_point", "monitor", "leader", "admin"]))
@click.option("--agency", "code", help="Mã cơ quan mà người này là đầu mối.")
def add(name: str, email: str, role: str, code: str | None) -> None:
    """Thêm một người (người quản trị đầu tiên của cơ quan)."""
    import sqlalchemy as sa

    from webapp import clock
    from webapp.models import Agency, FocalPoint, Person
    from webapp.rules.words import Role

    if db.session.scalar(sa.select(Person.id).where(Person.email == email.strip().casefold())):
        raise click.ClickException(f"Địa chỉ {email} đã có trong sổ.")
    agency = db.session.scalar(sa.select(Agency).where(Agency.code == code)) if code else None
    if code and agency is None:
        raise click.ClickException(f"Không có cơ quan mã {code}.")
    person = Person(name=name, email=email.strip().casefold(), role=Role(role), agency_id=agency.id if agency else None)
    db.session.add(person)
    db.session.flush()
    if agency:
        db.session.add(FocalPoint(person_id=person.id, agency_id=agency.id, from_on=clock.today()))
    db.session.commit()
    click.echo(f"Đã thêm {name}.")


@people.command("password")
@click.argument("email")
@click.password_option("--password", prompt="Mật khẩu", confirmation_prompt="Nhập lại")
def password(email: str, password: str) -> None:
    """Đặt mật khẩu cho một người."""
    import sqlalchemy as sa

    from webapp.actions.sign_in import hash_password
    from webapp.models import Person

    person = db.session.scalar(sa.select(Person).where(Person.email == email.strip().casefold()))
    if person is None:
        raise click.ClickException(f"Không có ai với địa chỉ {email}.")
    person.password_hash = hash_password(password)
    db.session.commit()
    click.echo("Đã đặt mật khẩu.")


@click.command("worker")
def worker() -> None:
    """Chạy tiến trình nền: gửi thư, mở kỳ mới."""
    from webapp import worker as duties

    with current_app.app_context():
        duties.run(db.session, current_app.config["OFFICE"])


@click.command("serve")
@click.option("--empty", is_flag=True, help="Lần đầu: không kèm chương trình và lịch sử minh họa.")
def serve(empty: bool) -> None:
    """Cập nhật cơ sở dữ liệu, rồi chạy trang web và tiến trình nền."""
    import flask_migrate

    from webapp import clock, server
    from webapp.seed.start import first_start

    office = current_app.config["OFFICE"]
    office.data_dir.mkdir(parents=True, exist_ok=True)
    flask_migrate.upgrade()
    made = first_start(db.session, empty=empty, now=clock.now(), trial=office.trial)
    db.session.commit()
    if made:
        click.echo(made)
    db.session.close()
    db.engine.dispose()
    sys.exit(server.run(office.host, office.port, click.echo))
