"""Writes down what a page says and asks for, which is to be nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request


def watch(page: Page, address: str, seen: list[str]) -> None:
    """Add to `seen` each message, error and request of a page, but for the page itself.

    What a content security policy forbids is a message of the console.
    """

    def look(request: Request) -> None:
        if request.url.partition("#")[0] != address:
            seen.append(f"request: {request.url}")

    page.on("console", lambda message: seen.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on("request", look)
