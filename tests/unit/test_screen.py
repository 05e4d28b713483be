"""What the commands print with."""

from orchestration.screen import cell


def test_screen_cells_give_the_terminal_no_commands() -> None:
    assert cell("\x1b]0;甲\x07[b]\u202e乙\x9b31m").plain == r"\x1b]0;甲\x07[b]\u202e乙\x9b31m"
    assert cell("甲\n\t乙").plain.split() == ["甲", "乙"]
    assert (cell(None).plain, cell(1234).plain, cell(True).plain) == ("", "1,234", "True")
