"""The finder of numbers in a browser: the own country's first, any other's by country or city, never a wrong one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Watch, case, helper_url, more, tab, when_kept, when_ready
from tests.browser.test_frame import home
from tools.numbers import read
from tools.numbers.model import Kind

QUERY = "#numbers-query"
EVERY = {"en": "/numbers/", "de": "/de/numbers/"}
FOUND = "[data-found]"
NUMBERS = read().countries
CHOSEN = """(iso) => {
  const field = document.querySelector("[data-card-country]");
  field.value = iso;
  field.dispatchEvent(new Event("change"));
}"""
OVER = """() => [...document.querySelectorAll(".card--a6, .card--fold > div")]
  .filter((part) => part.scrollHeight > part.clientHeight + 1).length"""


def danger(language: str) -> str:
    return "/danger/" if language == "en" else f"/{language}/danger/"


def opened(new_context: NewContext, language: str, zone: str = "Europe/Vienna", **options: object) -> Page:
    page = new_context(timezone_id=zone, **options).new_page()
    page.goto(danger(language))
    return page


def dialled(page: Page, where: str) -> list[str]:
    return [str(link) for link in page.eval_on_selector_all(f"{where} a[href^='tel:']", "all => all.map(a => a.href)")]


def looked_up(page: Page, text: str) -> dict[str, list[str]]:
    """What a look-up shows: each place with the emergency numbers under it."""
    page.fill(QUERY, "")
    page.fill(QUERY, text)
    expect(page.locator("[data-told]")).not_to_be_empty()
    return dict(
        page.eval_on_selector_all(
            f"{FOUND} section",
            """all => all.map(it => [it.querySelector("h3").textContent,
                 [...it.querySelectorAll(".emergency a")].map(a => a.getAttribute("href").slice(4))])""",
        )
    )


def said(page: Page) -> list[str]:
    return list(
        page.eval_on_selector_all("[data-say]", "all => all.filter(it => !it.hidden).map(it => it.dataset.say)")
    )


def own(iso: str) -> set[str]:
    country = NUMBERS[iso]
    return {*country.ambulance, *country.police, *country.fire}


@pytest.mark.parametrize(
    ("zone", "iso"), [("Europe/Vienna", "AT"), ("Asia/Calcutta", "IN"), ("Pacific/Auckland", "NZ")]
)
def test_the_numbers_of_the_own_country_come_first_and_nothing_is_kept(
    new_context: NewContext, language: str, zone: str, iso: str
) -> None:
    page = opened(new_context, language, zone)
    expect(page.locator("[data-own] .emergency a").first).to_be_visible()
    assert set(dialled(page, "[data-own] .emergency")) == {f"tel:{number}" for number in own(iso)}
    expect(page.locator("h1 + [data-own]")).to_be_in_viewport()
    page.click("[data-own] > p a")  # it is the wrong country
    expect(page.locator(QUERY)).to_be_focused()
    expect(page.locator("label[for=numbers-query]")).to_be_in_viewport(ratio=1)
    for number in page.locator("[data-own] .emergency a").all():
        expect(number).to_be_in_viewport(ratio=1)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_which_of_several_numbers_to_call_is_plain(new_context: NewContext, language: str) -> None:
    page = opened(new_context, language, "Europe/Berlin")
    expect(page.locator("[data-own] .emergency a")).to_have_count(2)
    first, second = page.locator("[data-own] .emergency a").all()
    assert first.locator("strong").inner_text() != NUMBERS["DE"].ambulance[0], "a verb goes with it"
    assert NUMBERS["DE"].ambulance[0] in first.locator("strong").inner_text()
    looks = "it => getComputedStyle(it).backgroundColor"
    assert first.evaluate(looks) != second.evaluate(looks)
    first, second = page.locator("#crisis-lines + .lines a").all()[:2]
    assert first.evaluate(looks) != second.evaluate(looks)


def test_whoever_looked_up_a_country_is_led_to_its_numbers(new_context: NewContext, language: str) -> None:
    page = opened(new_context, language, "Europe/Berlin", viewport={"width": 320, "height": 400})
    page.click("[data-own] > p a")
    looked_up(page, "Japan")
    page.press(QUERY, "Enter")
    expect(page.locator(f"{FOUND} h3")).to_be_focused()
    for number in page.locator(f"{FOUND} .emergency a").all():
        expect(number).to_be_in_viewport(ratio=1)
    looked_up(page, "san")
    expect(page.locator("[data-choices] button").first).to_be_visible()
    page.press(QUERY, "Enter")
    expect(page.locator("[data-choices] button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"{FOUND} h3")).to_be_focused()
    expect(page.locator(f"{FOUND} .emergency a").first).to_be_in_viewport(ratio=1)


def test_the_own_crisis_lines_stand_where_those_for_everybody_were(new_context: NewContext, language: str) -> None:
    page = opened(new_context, language)
    lines = page.locator("#crisis-lines + .lines a")
    expect(lines.first).to_be_visible()
    known = [f"tel:{it.dial}" for it in NUMBERS["AT"].lines if it.kind is Kind.CRISIS]
    assert dialled(page, "#crisis-lines + .lines") == known
    page.locator("[data-lines] a").click()
    expect(page.locator("section[aria-labelledby=AT] .lines a")).to_have_count(len(NUMBERS["AT"].lines))
    expect(page.locator("#AT")).to_be_in_viewport()


@pytest.mark.parametrize(("zone", "isos"), [("Europe/Belgrade", ("RS", "XK")), ("Asia/Jerusalem", ("IL", "PS"))])
def test_a_clock_of_several_countries_asks(
    new_context: NewContext, language: str, zone: str, isos: tuple[str, ...]
) -> None:
    page = opened(new_context, language, zone)
    choices = page.locator("[data-choices] button")
    expect(choices).to_have_count(len(isos))
    expect(page.locator("[data-own]")).to_be_hidden()
    assert said(page) == ["shared"] and page.locator("h1 + .dial.emergency").is_visible()
    choices.nth(1).click()
    expect(page.locator("[data-own] > p")).to_be_focused()
    told = {tuple(sorted(own(iso))) for iso in isos}
    assert tuple(sorted(link[4:] for link in dialled(page, "[data-own] .emergency"))) in told


def test_a_clock_of_no_country_asks(new_context: NewContext, language: str) -> None:
    page = opened(new_context, language, "UTC")
    expect(page.locator("[data-say=ask]")).to_be_visible()
    assert page.locator("h1 + .dial.emergency").is_visible()


TYPED = [
    ("Österreich", {"AT"}), ("osterreich", {"AT"}), ("Oesterreich", {"AT"}), ("austria", {"AT"}),
    ("UK", {"GB"}), ("England", {"GB"}), ("Holland", {"NL"}), ("Burma", {"MM"}), ("Zürich", {"CH"}),
    ("zuerich", {"CH"}), ("Wien", {"AT"}), ("Cologne", {"DE"}), ("Köln", {"DE"}), ("USA", {"US"}),
    ("Réunion", {"RE"}), ("reunion", {"RE"}), ("Puerto Rico", {"PR"}), ("Isle of Man", {"IM"}),
    ("Hong Kong", {"HK"}), ("Congo", {"CD", "CG"}), ("Kongo", {"CD", "CG"}), ("Korea", {"KR", "KP"}),
    ("Guinea", {"GN", "GQ", "GW", "PG"}), ("Georgia", {"GE", "US", "GS"}), ("Niger", {"NE"}),
    ("Hyderabad", {"IN", "PK"}), ("Tripoli", {"LY", "LB", "GR"}), ("San José", {"US", "CR", "PH"}),
]  # fmt: skip


def test_what_people_type_shows_the_numbers_of_each_place_that_it_may_mean(new_context: NewContext) -> None:
    page = opened(new_context, "en")
    for typed, isos in TYPED:
        with case(typed):
            found = looked_up(page, typed)
            assert len(found) == len(isos), found
            assert sorted(map(sorted, found.values())) == sorted(sorted(own(iso)) for iso in isos)
            assert ("several" in said(page)) == (len(isos) > 1)
            assert "none" not in said(page)


def test_what_means_nothing_or_too_much_gets_an_answer_and_no_number(new_context: NewContext, language: str) -> None:
    page = opened(new_context, language)
    meaning = [("Atlantis", "none"), ("xx", "none"), ("<b>", "none"), ("999", "none"), ("a", "more"), ("san", "more")]
    for typed, answer in meaning:
        with case(typed):
            assert looked_up(page, typed) == {} and said(page) == [answer]
            assert dialled(page, FOUND) == []
    with case("who chooses from a list goes on from what was chosen"):
        page.locator("[data-choices] button").first.click()
        expect(page.locator(f"{FOUND} h3")).to_be_focused()
    with case("an empty field shows nothing"):
        looked_up(page, "Austria")
        expect(page.locator(f"{FOUND} section")).to_have_count(1)
        page.fill(QUERY, "  ")
        expect(page.locator(f"{FOUND} section")).to_have_count(0)
        assert said(page) == []
    with case("where nobody is sure each source is told"):
        assert list(looked_up(page, "Afghanistan").values()) == [["119"]], "the police"
        expect(page.locator(f"{FOUND} [data-unsure]")).to_be_visible()
        assert page.locator(f"{FOUND} .said li").count() == len(NUMBERS["AF"].others)


def test_another_country_s_number_is_three_taps_away(new_context: NewContext, language: str) -> None:
    page = new_context(timezone_id="Europe/Berlin", has_touch=True, is_mobile=True).new_page()
    page.goto("/" if language == "en" else f"/{language}/")
    page.tap("header a.danger-link")
    page.wait_for_url(f"**{danger(language)}")
    page.tap(QUERY)
    page.keyboard.type("Japan")
    number = page.locator(f"{FOUND} .emergency a").first
    expect(number).to_have_attribute("href", f"tel:{NUMBERS['JP'].ambulance[0]}")
    page.evaluate(
        "addEventListener('click', (it) => { globalThis.dialled = it.target.closest('a').href; it.preventDefault(); })"
    )
    number.tap()
    assert page.evaluate("dialled") == f"tel:{NUMBERS['JP'].ambulance[0]}"
    assert "border" in said(page), "short numbers work only there"


def test_nothing_moves_much_when_the_numbers_come(new_context: NewContext, watch: Watch, language: str) -> None:
    watch.expected.append("ERR_FAILED")
    context = new_context(timezone_id="Europe/Berlin")
    page = context.new_page()
    page.route("**/numbers/", lambda route: route.abort())
    page.goto(danger(language))
    page.wait_for_load_state("networkidle")
    before = page.evaluate("document.querySelector('#numbers-query').getBoundingClientRect().top")
    page.unroute("**/numbers/")
    page.reload()
    expect(page.locator("h1 + [data-own]")).to_be_visible()
    after = page.evaluate("document.querySelector('#numbers-query').getBoundingClientRect().top")
    assert abs(after - before) < 96, "a finger on its way still finds the field"


def test_without_scripts_every_number_is_two_taps_from_the_page(new_context: NewContext, language: str) -> None:
    page = opened(new_context, language, java_script_enabled=False)
    expect(page.locator(QUERY)).to_be_hidden()
    page.locator("a[href$='numbers/'].alone").click()
    page.locator("nav.jump a", has_text="J").click()
    link = page.locator("section[aria-labelledby=JP] .emergency a").first
    expect(link).to_be_in_viewport()
    assert link.get_attribute("href") == f"tel:{NUMBERS['JP'].ambulance[0]}"


@pytest.mark.parametrize(
    ("zone", "sort"), [("Europe/Vienna", "poison"), ("America/Chicago", "text"), ("Europe/Berlin", "violence")]
)
def test_a_link_to_a_sort_of_line_leads_to_the_own_country_s(
    new_context: NewContext, language: str, zone: str, sort: str
) -> None:
    page = new_context(timezone_id=zone, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{EVERY[language]}#{sort}")
    line = page.locator(f"[data-own] [data-kind~={sort}] a").first
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport(ratio=1)


def test_where_the_own_country_has_none_the_link_leads_to_those_that_have(
    new_context: NewContext, language: str
) -> None:
    page = new_context(timezone_id="Europe/Berlin").new_page()
    page.goto(f"{EVERY[language]}#poison")
    expect(page.locator("#poison a[href='#AT']")).to_be_in_viewport(ratio=1)
    page.click("#poison a[href='#AT']")
    expect(page.locator("#AT")).to_be_in_viewport()
    expect(page.locator("section[aria-labelledby=AT] .emergency a").first).to_be_in_viewport(ratio=1)


def test_every_country_is_on_a_page_that_a_phone_can_be_scrolled_through(
    new_context: NewContext, language: str
) -> None:
    page = new_context(timezone_id="Europe/Berlin", viewport={"width": 360, "height": 740}).new_page()
    page.goto(EVERY[language])
    expect(page.locator("[data-own] .emergency a").first).to_be_in_viewport(ratio=1)
    expect(page.locator(QUERY)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollHeight") < 8 * 740
    page.emulate_media(media="print")
    for iso in ("AF", "AT", "ZW"):
        expect(page.locator(f"section[aria-labelledby={iso}] .dial a").first).to_be_visible()


def test_a_fold_opens_for_what_is_in_it_whether_or_not_the_browser_does_so(
    new_context: NewContext, language: str
) -> None:
    page = new_context(timezone_id="Europe/Berlin").new_page()
    page.goto(EVERY[language])
    page.wait_for_selector("[data-own] .emergency a")
    page.evaluate("history.replaceState(null, '', '#JP'); dispatchEvent(new HashChangeEvent('hashchange'))")
    expect(page.locator("section[aria-labelledby=JP] .emergency a").first).to_be_in_viewport(ratio=1)


def test_without_a_network_they_come_from_the_device(new_context: NewContext, language: str) -> None:
    page = opened(new_context, language, service_workers="allow")
    when_kept(page, "base", language)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-own] .emergency a").first).to_be_visible()
    assert looked_up(page, "Wien")


def test_numbers_that_do_not_come_leave_those_for_everybody(new_context: NewContext, watch: Watch) -> None:
    watch.expected.append("503")
    page = new_context(timezone_id="Europe/Vienna").new_page()
    page.route("**/numbers/", lambda route: route.fulfill(status=503, body=""))
    page.goto("/danger/")
    page.wait_for_load_state("networkidle")
    page.fill(QUERY, "Japan")
    expect(page.locator("[data-say=failed]")).to_be_visible()
    expect(page.locator("[data-finder] [data-rest]")).to_have_text(page.inner_text("[data-say=failed]"))
    assert page.locator("h1 + .dial.emergency").is_visible()
    page.unroute("**/numbers/")
    page.fill(QUERY, "Japa")
    expect(page.locator(f"{FOUND} .emergency a").first).to_be_visible()


def test_the_number_where_the_other_one_is_in_every_tool_and_the_call_goes_on(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    there = page.locator(".there:visible")
    expect(there).to_have_count(0)
    tab(page, "zones")
    page.wait_for_selector(".zones[data-is=ready]")
    page.fill("#zones-theirs", "Tokyo" if language == "en" else "Tokio")
    page.locator("#zones-theirs-list [role=option]").first.click()
    for name in ("zones", "phrases", "timer"):
        tab(page, name)
        expect(there).to_have_count(1)
        below = page.locator(".zones .verdict + .there").is_visible()
        assert below == (name == "zones"), "below the answer, which comes first to the eye, the ear and the Tab key"
    page.click("[data-form=timer] [type=submit]")
    expect(page.locator(".call")).to_be_visible()
    more(page)
    there.locator("summary").click()
    expect(there.locator("li").first).to_contain_text(NUMBERS["JP"].ambulance[0])
    expect(page.locator(".call .left")).to_be_visible()
    there.locator("[data-send='phrases.show']").click()
    expect(page.locator("#say-words")).to_contain_text(NUMBERS["JP"].ambulance[0])
    expect(page.locator(".say-clock")).to_be_visible()


def test_the_card_takes_the_numbers_of_a_country(page: Page, language: str) -> None:
    page.goto("/card/" if language == "en" else f"/{language}/card/")
    emergency = page.locator(".card--a6 [data-card=emergency]")
    usual = emergency.text_content()
    page.select_option("[data-card-country]", "DE")
    expect(emergency).to_contain_text("110")
    expect(page.locator(".card--a6 [data-card=crisis]")).to_contain_text("116 123")
    isos = page.eval_on_selector_all("[data-card-country] option", "all => all.map(it => it.value)")
    page.emulate_media(media="print")
    for iso in isos:
        page.evaluate(CHOSEN, iso)
        over = page.evaluate(OVER)
        assert not over, f"{iso or 'the usual one'} does not fit its card"
    page.evaluate(CHOSEN, "")
    assert emergency.text_content() == usual


def test_whoever_is_in_the_middle_of_the_steps_dials_from_there(new_context: NewContext, language: str) -> None:
    page = new_context(timezone_id="America/Chicago").new_page()
    page.goto(home(language) + "overdose/")
    page.wait_for_selector("[data-own] .emergency a")
    steps = page.locator("article li a[href='tel:911']:not(.dial a)")
    assert steps.count() > 4 and all("911" in it for it in steps.all_inner_texts())
    assert looked_up(page, "Wien")
    expect(steps).to_have_count(0)


def test_a_crisis_line_is_on_the_first_screen_of_a_small_phone(new_context: NewContext, language: str) -> None:
    page = new_context(timezone_id="America/Chicago", viewport={"width": 320, "height": 480}).new_page()
    page.goto(home(language) + "close/")
    way = page.locator("h1 + p + p > .alone")
    expect(way).to_have_attribute("href", "tel:988")
    expect(way).to_contain_text("988")
    expect(way).to_be_in_viewport(ratio=1)
    assert looked_up(page, "Wien")
    expect(way).to_have_attribute("href", "tel:142")


def test_for_somebody_else_the_button_that_dials_is_where_the_link_leads(
    new_context: NewContext, language: str
) -> None:
    page = new_context(timezone_id="America/Chicago", viewport={"width": 320, "height": 480}).new_page()
    page.goto(home(language))
    page.click(".doors a[href$='danger/#now']")
    button = page.locator("#now ~ .dial.emergency a").first
    expect(button).to_have_attribute("href", "tel:911")
    expect(button).to_be_in_viewport(ratio=1)
