"""Where raw files are read and where everything produced goes: environment, `.env` or `pressledger.toml`.

Nearer sources win: command line, environment and `.env` (`PRESSLEDGER_RAW_DIR`, `PRESSLEDGER_DATA_DIR`,
`PRESSLEDGER_GOLD_DIR`, `PRESSLEDGER_CORRECTIONS`), `pressledger.toml` (`raw_dir`, `data_dir`, `gold_dir`,
`corrections`), defaults. Relative paths count from the working directory.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

CONFIG_FILE = "pressledger.toml"


class ConfigurationError(Exception):
    """The settings cannot be read; the message names the source and the remedy in one line."""


class Settings(BaseSettings):
    """The folders; immutable once read."""

    model_config = SettingsConfigDict(
        env_prefix="PRESSLEDGER_",
        env_file=".env",
        env_ignore_empty=True,
        toml_file=CONFIG_FILE,
        extra="ignore",
        frozen=True,
    )

    raw_dir: Path = Path("data/raw")
    """Raw files, read recursively and never written to."""
    data_dir: Path = Path("data")
    """Everything produced; safe to delete and rebuild."""
    gold_dir: Path = Path("tests/gold")
    """Hand-made readings of pages that `pressledger evaluate` and the asset `evaluation` compare with."""
    corrections: Path = Path("corrections.yaml")
    """Known errors of the sources; there need be none. Beside the settings, because raw files are never touched."""

    @field_validator("raw_dir", "data_dir", "gold_dir", "corrections")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return Path.cwd() / value.expanduser()

    @property
    def dagster_home(self) -> Path:
        """Run history, schedules and logs of Dagster."""
        return self.data_dir / "dagster"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        assert isinstance(dotenv_settings, DotEnvSettingsSource)
        return init_settings, env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(raw_dir: Path | None = None, data_dir: Path | None = None) -> Settings:
    """The settings, with what the command line gives on top; ConfigurationError if a source is bad."""
    given = {name: path for name, path in (("raw_dir", raw_dir), ("data_dir", data_dir)) if path is not None}
    try:
        _refuse_unknown_keys(Path(CONFIG_FILE))
        return Settings(**given)  # type: ignore[arg-type]
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{CONFIG_FILE} is not valid TOML: {error}.") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{CONFIG_FILE} or .env is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise ConfigurationError(f"{error.filename or CONFIG_FILE} cannot be read: {error.strerror}.") from None
    except (ValidationError, SettingsError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        name = ".".join(map(str, first["loc"])) or "settings"
        raise ConfigurationError(f"{name}: {first['msg']} (environment, .env or {CONFIG_FILE}).") from None


def _refuse_unknown_keys(file: Path) -> None:
    """A misspelt key would be silently ignored, and the run would go to the wrong folder."""
    if not file.is_file():
        return
    known = list(Settings.model_fields)
    for key in tomllib.loads(file.read_text(encoding="utf-8")):
        if key not in known:
            raise ConfigurationError(f"{CONFIG_FILE}: unknown key {key!r}; known keys are {', '.join(known)}.")
