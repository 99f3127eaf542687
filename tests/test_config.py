"""What the environment may say, and the sentence it gets when it contradicts itself."""

import stat
from pathlib import Path

import pytest

from webapp.config import Config, ConfigError, from_env, is_loopback

pytestmark = pytest.mark.pure

REAL = {"SECRET_KEY": "k", "SMTP_URL": "smtps://box:pw@mail.example.vn", "PUBLIC_HOST": "so.example.vn"}


def read(tmp_path: Path, **env: str) -> Config:
    return from_env({"DATA_DIR": str(tmp_path), **env})


def test_nothing_said_is_a_trial_on_this_machine(tmp_path: Path) -> None:
    config = read(tmp_path)
    assert config.trial and config.host == "127.0.0.1" and config.port == 8000
    assert config.base_url == "http://127.0.0.1:8000"
    assert config.database_url == f"sqlite:///{tmp_path / 'so-theo-doi.sqlite3'}"


def test_empty_settings_count_as_not_said(tmp_path: Path) -> None:
    names = ("SECRET_KEY", "SMTP_URL", "PUBLIC_HOST", "HOST", "PORT", "DATABASE_URL", "TRIAL", "MAIL_FROM")
    assert read(tmp_path, **dict.fromkeys(names, "")) == read(tmp_path)


def test_all_three_real_settings_end_the_trial(tmp_path: Path) -> None:
    config = read(tmp_path, **REAL, HOST="0.0.0.0")
    assert not config.trial and config.secret_key == "k" and config.trusted_hosts == ["so.example.vn"]
    assert config.base_url == "https://so.example.vn"
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({**REAL, "TRIAL": "1"}, "Không bật dùng thử"),
        ({"TRIAL": "1", "PUBLIC_HOST": "so.example.vn"}, "Không bật dùng thử"),
        ({"SECRET_KEY": "k"}, "còn thiếu: SMTP_URL, PUBLIC_HOST"),
        ({"TRIAL": "0"}, "còn thiếu: SECRET_KEY, SMTP_URL, PUBLIC_HOST"),
        ({"TRIAL": "yes"}, "TRIAL nhận 1"),
        ({"HOST": "0.0.0.0"}, "chỉ chạy trên máy này"),
        ({"HOST": "192.0.2.7"}, "chỉ chạy trên máy này"),
        ({"PORT": "80a"}, "PORT phải là số"),
        ({"PORT": "0"}, "PORT phải là số"),
        ({"PORT": "65536"}, "PORT phải là số"),
        ({**REAL, "PUBLIC_HOST": "https://so.example.vn/"}, "PUBLIC_HOST chỉ ghi tên miền"),
        ({**REAL, "SMTP_URL": "mail.example.vn:25"}, "SMTP_URL có dạng"),
        ({**REAL, "SMTP_URL": "http://mail.example.vn"}, "SMTP_URL có dạng"),
        ({**REAL, "SMTP_URL": "smtp://"}, "SMTP_URL có dạng"),
        ({**REAL, "SMTP_URL": "smtp://mail.example.vn:pw"}, "SMTP_URL có dạng"),
    ],
)
def test_contradiction_is_told_in_a_sentence(tmp_path: Path, env: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence):
        read(tmp_path, **env)


def test_sentence_about_the_mail_server_does_not_repeat_its_password(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refusal:
        read(tmp_path, **{**REAL, "SMTP_URL": "ftp://box:bi-mat@mail.example.vn"})
    assert "bi-mat" not in str(refusal.value)


def test_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="Không lập được thư mục dữ liệu"):
        read(tmp_path, DATA_DIR=str(tmp_path / "file" / "data"))


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ("postgresql://u:p@db/so", "postgresql+psycopg://u:p@db/so"),
        ("postgres://u:p@db/so", "postgresql+psycopg://u:p@db/so"),
        ("postgresql+psycopg://u:p@db/so", "postgresql+psycopg://u:p@db/so"),
        ("sqlite:////var/lib/so.sqlite3", "sqlite:////var/lib/so.sqlite3"),
    ],
)
def test_database_address_gets_the_driver_we_ship(tmp_path: Path, asked: str, used: str) -> None:
    assert read(tmp_path, DATABASE_URL=asked).database_url == used


@pytest.mark.parametrize(
    ("more", "sender"),
    [
        ({}, "so-theo-doi@so.example.vn"),
        ({"SMTP_URL": "smtp+starttls://so%40example.vn:pw@mail.example.vn"}, "so@example.vn"),
        ({"MAIL_FROM": "bdv@example.vn"}, "bdv@example.vn"),
    ],
)
def test_sender_is_the_one_said_or_the_account_or_one_of_the_host(
    tmp_path: Path, more: dict[str, str], sender: str
) -> None:
    assert read(tmp_path, **{**REAL, **more}).sender == sender


def test_trial_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    key = read(tmp_path / "new").secret_key
    path = tmp_path / "new" / "secret_key"
    assert len(key) == 64 and read(tmp_path / "new").secret_key == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("host", "local"),
    [("localhost", True), ("127.0.0.9", True), ("::1", True), ("[::1]", True), ("0.0.0.0", False), ("so.vn", False)],
)
def test_only_loopback_names_are_this_machine(host: str, local: bool) -> None:
    assert is_loopback(host) is local
