"""Screens as a person uses them: fields are found by the keys that pages give them."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


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
