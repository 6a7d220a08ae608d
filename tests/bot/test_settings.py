import re
from pathlib import Path

import pytest

from bot.settings import Settings, WrongSettings, load_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _no_settings_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_names_every_setting_and_no_other() -> None:
    names = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE)

    assert names == [name.upper() for name in Settings.model_fields]


def test_every_setting_in_the_example_is_explained() -> None:
    for name in Settings.model_fields:
        assert re.search(rf"^# .+\n{name.upper()}=", EXAMPLE.read_text(), re.MULTILINE)


def test_the_example_as_it_stands_means_the_defaults() -> None:
    assert load_settings(EXAMPLE) == Settings(_env_file=None)


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "env"
    file.write_text("LOG_LEVEL=error\nDATABASE_URL=sqlite:///other.db\n")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    settings = load_settings(file)

    assert (settings.log_level, settings.database_url) == (
        "DEBUG",
        "sqlite:///other.db",
    )


def test_a_missing_file_leaves_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none").database_url == "sqlite:///verbatim.db"


def test_a_token_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "12345:very-secret")
    settings = load_settings(None)

    assert "very-secret" not in f"{settings!r} {settings}"
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == "12345:very-secret"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("LOG_LEVEL", "loud", "'DEBUG', 'INFO'"),
        ("ALLOW_PRIVATE_NETWORKS", "perhaps", "boolean"),
        ("TELEGRAM_API_URL", "localhost:8081", "begins with https://"),
        ("TELEGRAM_WEBHOOK_URL", "bot.example.org", "begins with https://"),
        ("TELEGRAM_WEBHOOK_URL", "https://bot.example.org:99999", "out of range"),
        ("HTTP_PORT", "0", "greater than or equal to 1"),
        ("SOURCES_FILE", "nowhere.opml", "OPML or TOML"),
        ("OPERATOR_IDS", "telegram:12, mallory", "mallory is no person's id"),
        ("OPERATOR_IDS", "slack:12", "write telegram:12345"),
        ("OPENAI_BASE_URL", "localhost:11434", "begins with https://"),
        ("OPENAI_DAILY_TOKENS", "-1", "greater than or equal to 0"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name_with_advice(
    name: str, value: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(WrongSettings) as refusal:
        load_settings(None)
    assert str(refusal.value).startswith(f"{name}: ")
    assert advice in str(refusal.value)


def test_every_wrong_value_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "loud")
    monkeypatch.setenv("DISCORD_API_URL", "discord")

    with pytest.raises(WrongSettings, match=r"DISCORD_API_URL: .*\nLOG_LEVEL: "):
        load_settings(None)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_bytes(b"LOG_LEVEL=\xff\xfe\n")

    with pytest.raises(WrongSettings, match="UTF-8"):
        load_settings(file)


def test_operators_count_on_their_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERATOR_IDS", "telegram:1, discord:2 3")
    settings = load_settings(None)

    assert settings.operators("telegram") == {"1", "3"}
    assert settings.operators("discord") == {"2", "3"}


def test_addresses_lose_their_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://localhost:8081/")

    assert load_settings(None).telegram_api_url == "http://localhost:8081"


def test_a_key_or_a_server_of_ones_own_chooses_a_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load_settings(None).model() is None
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:11434/v1/")
    local = load_settings(None).model()
    assert local is not None
    assert (local.base_url, local.key) == ("http://localhost:11434/v1", "")

    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    chosen = load_settings(None).model()
    assert chosen is not None
    assert (chosen.key, "sk-secret" in repr(chosen)) == ("sk-secret", False)
