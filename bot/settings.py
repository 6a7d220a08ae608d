"""What the operator chooses, from the environment or a ``.env`` file.

One ``Settings`` is made in ``__main__`` and handed down; nothing else reads the
environment. ``.env.example`` explains each value.
"""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from digests import ModelChoice

_PLATFORMS = ("telegram", "discord")


class WrongSettings(Exception):
    """Settings that cannot be used; the text names each and says how to mend it."""


class Settings(BaseSettings):
    """Every setting under its name in the environment, in small letters.

    An empty value means the default; an empty API address means the platform's
    own. A secret never shows in ``repr`` or in an error.
    """

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = ""
    telegram_webhook_url: str = ""
    telegram_paid_broadcast: bool = False
    discord_bot_token: SecretStr | None = None
    discord_api_url: str = ""
    openai_api_key: SecretStr | None = None
    openai_base_url: str = ""
    openai_model: str = "gpt-5-mini"
    openai_daily_tokens: Annotated[int, Field(ge=0)] = 500_000
    database_url: str = "sqlite:///verbatim.db"
    sources_file: Path | None = None
    allow_private_networks: bool = False
    operator_ids: Annotated[frozenset[str], NoDecode] = frozenset()
    http_port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator(
        "telegram_api_url",
        "telegram_webhook_url",
        "discord_api_url",
        "openai_base_url",
    )
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("write an address that begins with https:// or http://")
        # Raises ValueError for a port that is none.
        _ = urlsplit(url).port
        return url.rstrip("/")

    @field_validator("sources_file")
    @classmethod
    def _is_there(cls, path: Path | None) -> Path | None:
        if path is not None and not path.is_file():
            raise ValueError(f"there is no file {path}; name an OPML or TOML file")
        return path

    @field_validator("operator_ids", mode="before")
    @classmethod
    def _listed(cls, ids: object) -> object:
        return ids.replace(",", " ").split() if isinstance(ids, str) else ids

    @field_validator("operator_ids")
    @classmethod
    def _are_people(cls, ids: frozenset[str]) -> frozenset[str]:
        for person in ids:
            platform, _, number = person.rpartition(":")
            if platform not in {*_PLATFORMS, ""} or not number.isdecimal():
                raise ValueError(
                    f"{person} is no person's id; write telegram:12345 or discord:67890"
                )
        return ids

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    def model(self) -> ModelChoice | None:
        """Say which model writes digests; a key or a server of one's own chooses one."""
        if self.openai_api_key is None and not self.openai_base_url:
            return None
        secret = self.openai_api_key
        return ModelChoice(
            name=self.openai_model,
            key=secret.get_secret_value() if secret else "",
            base_url=self.openai_base_url,
            daily_tokens=self.openai_daily_tokens,
        )

    def operators(self, platform: str) -> frozenset[str]:
        """List the operators' ids on a platform; an id without one counts on each."""
        people = (person.rpartition(":") for person in self.operator_ids)
        return frozenset(number for on, _, number in people if on in {"", platform})


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the environment, then the file for what the environment leaves open.

    Raises ``WrongSettings``.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        lines = [
            f"{'.'.join(map(str, wrong['loc'])).upper()}: "
            f"{wrong['msg'].removeprefix('Value error, ')}"
            for wrong in error.errors(include_url=False, include_input=False)
        ]
        raise WrongSettings("\n".join(lines)) from error
    except UnicodeDecodeError as error:
        raise WrongSettings(f"{env_file} is not written in UTF-8") from error
