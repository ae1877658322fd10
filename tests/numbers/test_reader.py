"""Bad data is told with file, line and remedy, and is never used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.numbers import NumbersError, hours, read
from tools.numbers.book import CRISIS, DATA, EMERGENCY, look

AT = 'AT: { ambulance: ["144", "112"],'
LINE = """  - country: AT
    name: "Telefonseelsorge"
    number: "142"
    kind: crisis
    hours: "24/7"
    languages: [de]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (EMERGENCY, CRISIS):
        (tmp_path / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], int]:
    """Replaces a text in one of the files; gives the line where it stood."""

    def do(name: str, old: str, new: str) -> int:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return do


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (AT, 'AT: { ambulance: ["14x", "112"],', "“14x” is no number to dial"),
        (AT, 'AT: { ambulance: ["144", "144"],', "a number stands twice"),
        (AT, 'AT: { ambulanz: ["144"],', "“ambulanz” is not known here"),
        (AT, 'AT: { ambulance: "144",', "here must stand a list"),
        (AT, 'AT: { ambulance: [""],', "something is missing"),
        ("  AT: {", "  ZZ: {", "“ZZ” is no country’s code"),
        ("  AU: {", "  AT: {", "“AT” stands twice"),
        ("IC: { parent: ES }", "IC: { parent: EA }", "“EA” has no numbers of its own"),
        ("checked: 2026-11-26", "checked: 26.11.2026", "“26.11.2026” is no date"),
        ('KP:\n    ambulance: ["112"]', "KP:\n    ambulance: []", "Write under  others:  what each source says"),
        ("    decided: Kept, though nobody could confirm it.\n", "", "KP: the sources differ"),
        ('others: { uk: "5000" }', 'others: { uk: "perhaps" }', "“perhaps” is neither a number nor “none”"),
        ('others: { uk: "5000" }', 'others: { bbc: "5000" }', "“bbc” is no source"),
        ("    sources: [phonenumbers, microsoft]", "    sources: [phonenumbers]", "SJ has a number that two sources"),
        ("    sources: [phonenumbers, microsoft]", "    sources: [phonenumbers, me]", "“me” is no source"),
        ("  TA:\n    ambulance: []\n", "  TA:\n", "TA has no ambulance number"),
    ],
)
def test_a_fault_in_the_emergency_numbers(
    old: str, new: str, said: str, folder: Path, change: Callable[[str, str, str], int]
) -> None:
    line = change(EMERGENCY, old, new)
    with pytest.raises(NumbersError) as raised:
        read(folder)
    told = [row for row in str(raised.value).splitlines() if said in row]
    assert told, raised.value
    assert any(
        int(row.removeprefix(f"{folder / EMERGENCY}:").split(":")[0]) in range(line - 6, line + 4) for row in told
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('number: "142"', 'number: "call us"', "“call us” is no number to dial"),
        ("kind: crisis", "kind: krise", "“krise” is not known here"),
        ('hours: "24/7"', 'hours: "always"', "“always” is no time"),
        ('hours: "24/7"', 'hours: "Mo-Fr 09:00-25:00"', "is no time"),
        ("languages: [de]", "languages: [German]", "“German” is no language’s code"),
        ("country: AT", "country: Austria", "“Austria” is not in emergency.yml"),
        ("country: AT", "country: BV", "“BV” is not in emergency.yml"),
        ('    number: "142"\n', "", "“number” is missing"),
        ('number: "142"', 'number: "147"', "147 stands twice for AT"),
        ('    hours: "24/7"', "    say: HELP", "what to text stands by a line to call"),
    ],
)
def test_a_fault_in_a_crisis_line(
    old: str, new: str, said: str, folder: Path, change: Callable[[str, str, str], int]
) -> None:
    line = change(CRISIS, LINE, LINE.replace(old, new))
    book, problems = look(folder)
    told = [problem for problem in problems if said in problem.text]
    assert told and all(problem.path == folder / CRISIS for problem in told)
    assert any(line <= problem.line <= line + 20 for problem in told)
    assert not any(number.dial == "142" for number in book.countries["AT"].lines) or "twice" in said


def test_one_source_is_not_enough_for_a_crisis_line(folder: Path, change: Callable[[str, str, str], int]) -> None:
    change(CRISIS, "      - https://burgenland.orf.at/stories/3027145/\n", "")
    book, (problem,) = look(folder)
    assert "142 has one source" in problem.text
    assert "142" not in [line.number for line in book.countries["AT"].lines]


@pytest.mark.parametrize("broken", ["", "countries: [", "- a list", "countries: 3\n", "\x00"])
def test_a_file_that_is_no_list_of_countries(broken: str, folder: Path) -> None:
    (folder / EMERGENCY).write_text(broken, encoding="utf-8")
    with pytest.raises(NumbersError, match=r"emergency\.yml:\d+: "):
        read(folder)


def test_a_missing_country_is_told_by_its_name(folder: Path, change: Callable[[str, str, str], int]) -> None:
    change(EMERGENCY, "  IC: { parent: ES }\n", "")
    (problem,) = look(folder)[1]
    assert "Canary Islands" in problem.text


def test_zeros_in_front_and_the_code_of_norway_stay_what_they_are() -> None:
    book = read()
    assert book.countries["AU"].ambulance[0] == "000" and book.countries["TM"].ambulance == ("003", "03")
    assert book.countries["NO"].ambulance[0] == "113"


TIMES = st.integers(0, hours.DAY_MINUTES).map(lambda it: (it, f"{it // 60:02}:{it % 60:02}"))


@given(st.sets(st.sampled_from(range(7)), min_size=1), TIMES, TIMES)
def test_hours_are_read_as_they_are_written(days: set[int], start: tuple[int, str], end: tuple[int, str]) -> None:
    text = f"{','.join(hours.DAYS[day] for day in sorted(days))} {start[1]}-{end[1]}"
    assert hours.parse(text) == (hours.Span(tuple(sorted(days)), start[0], end[0]),)


def test_hours_of_several_days_and_over_midnight() -> None:
    assert hours.parse("24/7") == hours.ALWAYS
    assert hours.parse("Sa-Mo 19:00-07:00") == (hours.Span((0, 5, 6), 1140, 420),)
    assert hours.parse("Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-12:00") == (
        hours.Span((0, 1, 2, 3, 4), 540, 720),
        hours.Span((0, 1, 2, 3, 4), 780, 1020),
        hours.Span((5,), 600, 720),
    )


@given(st.text(alphabet="MoTuWeFrSa-,;: 0123456789/", max_size=30))
def test_hours_are_right_or_refused(text: str) -> None:
    try:
        spans = hours.parse(text)
    except ValueError:
        return
    for span in spans:
        assert span.days and 0 <= span.start <= hours.DAY_MINUTES and 0 <= span.end <= hours.DAY_MINUTES
