"""What `make check` says about numbers: what is old, what a newer release sees otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from phonenumbers import shortnumberinfo

from tools.checks import data
from tools.numbers import agreement, read
from tools.numbers.model import Book


@pytest.fixture(scope="module")
def numbers() -> Book:
    return read()


def test_a_line_that_nobody_looked_at_for_a_year_is_named_and_nothing_fails(
    numbers: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    first = min(line.checked for line in numbers.lines)
    assert data.old(numbers, first + timedelta(days=365)) == []
    named = data.old(numbers, first + timedelta(days=366))
    assert {problem.line for problem in named} == {line.at.line for line in numbers.lines if line.checked == first}
    assert all("last checked" in problem.text for problem in named)
    assert data.main(first + timedelta(days=366)) == 0
    assert capsys.readouterr().err.count("data/crisis.yml:") == len(named)


def test_old_emergency_numbers_are_one_line(numbers: Book) -> None:
    later = max(country.checked for country in numbers.countries.values()) + timedelta(days=366)
    (whole,) = [problem for problem in data.old(numbers, later) if problem.path.name == "emergency.yml"]
    assert "checked:" in whole.text


def test_a_release_that_changed_its_mind_is_told_row_by_row(numbers: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shortnumberinfo.is_emergency_number

    def newer(number: str, iso: str) -> bool:
        if iso == "AT" and number == "144":
            return False
        return bool(real(number, iso)) or (iso == "TG" and number == "8200")

    monkeypatch.setattr(shortnumberinfo, "is_emergency_number", newer)
    lost, *_, gained = sorted(agreement.problems(numbers))
    assert lost.line == numbers.countries["AT"].at.line and "AT: 144 is no emergency number" in lost.text
    assert gained.line == numbers.countries["TG"].at.line and "Add  phonenumbers  to  sources" in gained.text


def test_a_slip_in_a_long_number_is_told(numbers: Book) -> None:
    (line,) = [it for it in numbers.lines if it.number == "0800 123 99 00"]
    countries = {**numbers.countries, "DE": replace(numbers.countries["DE"], lines=(replace(line, number="0800 123"),))}
    (problem,) = agreement.problems(Book(countries))
    assert "0800 123 is no number of DE" in problem.text and problem.line == line.at.line


def test_a_newer_release_is_told_of_and_being_offline_is_said() -> None:
    told = data.told("9.0.9", "9.0.10")
    assert "make lock" in told
    line = int(told.removeprefix("requirements/project.txt:").split(":")[0])
    assert data.PINNED.read_text(encoding="utf-8").splitlines()[line - 1].startswith("phonenumbers==")
    assert data.told("9.0.43", "9.0.43") == data.told("9.0.10", "9.0.9") == ""
    assert data.told("9.0.43", ""), "not being able to ask is said"


def test_the_data_is_right_today(numbers: Book) -> None:
    assert data.problems()[1] == []
    assert data.main(date(2026, 11, 26), ["a word"]) == 0
