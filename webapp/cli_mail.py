"""The command line for mail that came in: read files as the mailbox would, change nothing."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from webapp import clock
from webapp.extensions import db
from webapp.replies import Reader, Reply, as_json
from webapp.rules.words import MailKind

TRY_AGAIN = 75
"""EX_TEMPFAIL: the mail server keeps the mail and tries again."""
mail = AppGroup("mail", help="Thư trả lời của các cơ quan.")


@mail.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--sent", multiple=True, type=click.Path(path_type=Path), help="Thư đã gửi, để tách phần trích dẫn.")
@click.option("--json", "in_json", is_flag=True, help="In mỗi tệp một dòng JSON.")
def read(files: tuple[Path, ...], sent: tuple[Path, ...], in_json: bool) -> None:
    """Đọc thư (.eml hoặc văn bản) và in loại thư, lời người gửi, tiến độ hiểu được; không ghi gì vào sổ."""
    ours = [_sent_text(path) for path in sent]
    unread = 0
    with Reader() as reader:
        for path in files:
            answer = _answer(reader, path, ours)
            unread += "error" in answer
            click.echo(json.dumps(answer, ensure_ascii=False) if in_json else _in_words(answer))
    sys.exit(1 if unread == len(files) else 0)


@mail.command("receive")
def receive() -> None:
    """Nhận một thư từ đầu vào chuẩn (máy chủ thư gọi lệnh này); 0 khi đã lưu, 75 khi cần gửi lại sau."""
    from webapp.intake import take

    try:
        take(db.session, sys.stdin.buffer.read(), current_app.config["OFFICE"], now=clock.now())
    except Exception as error:
        click.echo(f"Chưa nhận được thư ({type(error).__name__}); hãy gửi lại sau.", err=True)
        sys.exit(TRY_AGAIN)


@mail.command("lmtp")
def lmtp() -> None:
    """Chạy cổng LMTP để máy chủ thư giao thư đến (LMTP_LISTEN, ví dụ 127.0.0.1:2424)."""
    from webapp.intake import lmtp_protocol

    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    host, _colon, port = (app.config["OFFICE"].lmtp_listen or "").rpartition(":")
    if not host:
        raise click.ClickException("Khai báo LMTP_LISTEN trước, ví dụ LMTP_LISTEN=127.0.0.1:2424.")

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: lmtp_protocol(app), host, int(port))
        click.echo(f"Nhận thư qua LMTP ở {host}:{port}")
        async with server:
            await server.serve_forever()

    asyncio.run(listen())


def _sent_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise click.ClickException(f"Không mở được {path}: {error.strerror}.") from None


def _answer(reader: Reader, path: Path, sent: list[str]) -> dict[str, Any]:
    """One file as read; a file that cannot be opened is held, with the reason."""
    try:
        reply = reader.read(path.read_bytes(), sent)
    except OSError as error:
        held = Reply(MailKind.HOLD)
        return {"file": str(path), **as_json(held), "error": f"Không mở được tệp: {error.strerror}."}
    return {"file": str(path), **as_json(reply)} | ({"why": reply.why} if reply.why else {})


def _in_words(answer: dict[str, Any]) -> str:
    """What a person reads in the terminal."""
    if "error" in answer:
        return f"{answer['file']}: {answer['error']}"
    said = [
        f"{answer['file']}: {MailKind(answer['kind']).label}",
        answer.get("why") or _update_in_words(answer["update"]),
    ]
    return ". ".join(filter(None, said)) + "".join(f"\n  | {line}" for line in answer["text"].splitlines())


def _update_in_words(update: dict[str, Any] | None) -> str:
    from webapp.rules.words import Intent

    if update is None:
        return ""
    document = update["document"] or {}
    facts = [
        Intent(update["intent"]).label,
        f"tiến độ {update['progress']}%" if update["progress"] is not None else "",
        " ".join(filter(None, ["văn bản", document.get("number"), _day(document.get("date"))])) if document else "",
        f"xin đến {_day(update['asked_due'])}" if update["asked_due"] else "",
        "" if update["certain"] else "chưa chắc, cần người xem",
    ]
    return ", ".join(filter(None, facts))


def _day(iso: str | None) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""
