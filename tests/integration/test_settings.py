"""Settings from the environment, `.env` and `pressledger.toml`."""

import pytest

from orchestration.settings import ConfigurationError, load_settings


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("PRESSLEDGER_RAW_DIR", "PRESSLEDGER_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_settings_defaults_are_below_the_working_directory(tmp_path):
    found = load_settings()
    assert (found.raw_dir, found.data_dir) == (tmp_path / "data" / "raw", tmp_path / "data")


def test_settings_nearer_sources_win(tmp_path, monkeypatch):
    (tmp_path / "pressledger.toml").write_text('raw_dir = "toml"\ndata_dir = "toml"\n')
    assert load_settings().raw_dir == tmp_path / "toml"
    (tmp_path / ".env").write_text("PRESSLEDGER_RAW_DIR=dotenv\nDAGSTER_HOME=elsewhere\n")
    assert load_settings().raw_dir == tmp_path / "dotenv"
    monkeypatch.setenv("PRESSLEDGER_RAW_DIR", "environment")
    assert load_settings().raw_dir == tmp_path / "environment"
    assert load_settings(raw_dir=tmp_path / "option").raw_dir == tmp_path / "option"
    assert load_settings().data_dir == tmp_path / "toml"


def test_settings_an_empty_variable_counts_as_none(tmp_path, monkeypatch):
    monkeypatch.setenv("PRESSLEDGER_RAW_DIR", "")
    assert load_settings().raw_dir == tmp_path / "data" / "raw"


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("pressledger.toml", b'raw_dir = "x', "not valid TOML"),
        ("pressledger.toml", b'raw_dri = "x"\n', "unknown key 'raw_dri'; known keys are raw_dir, data_dir"),
        ("pressledger.toml", b"raw_dir = 3\n", "raw_dir"),
        ("pressledger.toml", b"\xff\xfe", "UTF-8"),
        (".env", b"\xff\xfe", "UTF-8"),
    ],
)
def test_settings_a_bad_file_is_named_in_one_line(tmp_path, file, content, says):
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ConfigurationError) as error:
        load_settings()
    assert says in str(error.value) and file in str(error.value)
    assert "\n" not in str(error.value)
