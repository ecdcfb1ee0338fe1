"""Screens as a person uses them: fields are found by the keys that pages give them."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

MOVING = "document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity)"


@dataclass(frozen=True)
class Screen:
    """One page in a browser of its own."""

    page: Page

    def at(self, key: str) -> Locator:
        """The element whose key it is."""
        return self.page.locator(f".st-key-{key}").first

    def fill(self, key: str, text: str) -> None:
        """Write into a field."""
        self.at(key).locator("input, textarea").first.fill(text)

    def press(self, key: str) -> None:
        """Press a button."""
        self.at(key).locator("button").first.click()

    def confirm(self, key: str) -> None:
        """Press a button that asks once, and say yes."""
        self.press(f"{key}-ask")
        self.press(key)

    def goes_on(self) -> None:
        """On the console, go to the stage that comes next, and wait until the button says another one."""
        self.rests()
        said = self.at("console-next").locator("button p").first.inner_text()
        self.press("console-next")
        expect(self.page.get_by_text(said, exact=True)).to_have_count(0)

    def pick(self, key: str, label: str) -> None:
        """Choose one of several visible options."""
        self.at(key).get_by_text(label, exact=True).click()

    def option(self, key: str, number: int) -> None:
        """Choose one of several visible options by its place."""
        self.at(key).locator("label:has(input[type=radio])").nth(number).click()

    def select(self, key: str, label: str) -> None:
        """Choose from a drop-down list, typing to find it."""
        field = self.at(key).locator("input").first
        field.click()
        field.fill(label)
        field.press("Enter")

    def sees(self, *texts: str) -> None:
        """Wait until every text is on the screen."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def stage(self, title: str) -> None:
        """Wait until the stage `title` is open here."""
        expect(
            self.page.get_by_role("heading", name=re.compile(rf"\d+\.\s*{re.escape(title)}")).first
        ).to_be_visible()

    def rests(self) -> None:
        """Wait until the page has run and nothing on it moves any more."""
        app = self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
        expect(app.filter(has=self.page.locator("[data-testid=stElementContainer]"))).to_be_attached()
        expect(self.page.locator("[data-testid=stSkeleton], [data-stale=true]")).to_have_count(0)
        self.page.evaluate(f"Promise.allSettled(({MOVING}).map((one) => one.finished))")

    def dot(self, title: str) -> Locator:
        """The free place for a dot on an initiative."""
        return self._place("false", title)

    def placed(self, title: str) -> Locator:
        """The dot that the voter has placed on an initiative."""
        return self._place("true", title)

    def _place(self, pressed: str, title: str) -> Locator:
        card = self.at("ballot").get_by_role("listitem").filter(has_text=title)
        return card.locator(f"button[aria-pressed={pressed}]").first
