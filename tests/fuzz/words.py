"""Real things that hostile input is made of, by which a mutation gets deep at once."""

YAML = [
    "- ", ": ", "? ", "# ", "---\n", "...\n", "[", "]", "{", "}", ", ", "|\n", ">-\n", "|2+\n",
    "&a ", "*a", "!!str ", "!x ", "<<: ", "%YAML 1.2\n", '"', "'", "\\", '"\\e[2J"', '"\\u202e"',
    '"\\x9b31m"', '"\\ud800"', '"\\\n"', "null", "~", "true", "no", "on", ".nan", "-.inf",
    "1e999", "0x1F", "0o17", "12:30:00", "1_000", "2024-13-45", "\t", "\r", "\r\n", "\x85",
    "\u2028", "\ufeff", "[" * 41, "]" * 41, "- " * 41, "{a: " * 41,
]  # fmt: skip

SIGNS = [
    "\x00", "\x1b[2J", "\x1b]8;;https://x.org\x07", "\x1b]52;c;eA==\x07", "\x9b31m", "\x7f",
    "\u202e", "\u2066", "\u200b", "\u2060", "\U000e0041", "\ufdd0", "\uffff", "Z" + "\u0301" * 9,
    "ß", "ǰ", "İ", "日本語", "😀", "👩‍💻", "p\u0430ypal", "[/]", "[bold]",
    "[link=javascript:x]y[/]",
    "a[0]", "`", "<b>", "&lt;", "]]>", "%0A", "::error::", "%s", "{0}", "${HOME}", "$(id)", ";",
    "=1+1", "@x", "x" * 201,
]  # fmt: skip

NUMBERS = [
    "0", "-0", "-1", "1", "2", "9", "13", "0.5", "1.5", "1e3", "1e400", "999999999", "9" * 10,
    "9" * 400, "9007199254740993", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "١٢", "²", "Ⅷ", "+1", "1_0", " 1 ", "nan", "inf", "-inf", "Infinity",
    "NaN",
]  # fmt: skip

DATES = [
    "2024", "2024-05", "2024-05-31", "2024-02-30", "2024-00", "2024-13", "0001-01-01",
    "9999-12-31", "8999-12", "1900", "2024-W05", "2024-W05-1", "20240531",
    "2026-05-31T10:00:00.000Z", "2026-05-31T10:00:00+99:99", "2026-05-31T24:00:00Z",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "+0200", "-1130", "+2400", "+9999",
    "-000030", "6w", "3m", "40d", "1.5m", "0.001d", "9999w", "2h", "90m", "1h30m", "0h",
    "1h99999m", "T", "Z", "-", "/", ":", "today", "last monday", "next fri", "-3d", "+2w", "-9999w",
]  # fmt: skip

FORMAT = [
    "format: 1\n", "id: ", "title: ", "description: ", "license: ", "sources: ",
    "hours_per_week: ", "levels:\n", "weeks: ", "choose: ", "ready_when: ", "categories:\n",
    "retired: ", "items:\n", "summary: ", "kind: ", "priority: ", "hours: ", "requires: ",
    "covers: ", "checks: ", "aliases: ", "tags: ", "resources: ", "formerly: ", "url: ",
    "type: ", "cost: ", "concept", "skill", "tool", "project", "milestone", "reading", "habit",
    "essential", "important", "useful", "free", "paid", "book", "course", "video", "paper",
    "post", "docs", "repository", "channel", "community", "- {id: a, title: A, kind: concept}\n",
    "{title: T, url: https://x.org, type: book}", "https://x.org", "http://x.org",
    "javascript:x", "//x.org", "https://[::1", "https://u:p@x.org", "a", "b", "c", "one", "cat",
    "home", "home/a", "other/a", "a/b/c", "../a", "A", "a--b", "ａ", "# dlr: ignore[C303] why",
    "# dlr: ignore-file[Y006]", "# dlr: ignore", "TODO", "1-2", "2 - 1",
]  # fmt: skip
"""Keys and values of curriculum files, and what stands in their comments."""

KEYS = ["hostile/plain", "hostile/marks", "small/vectors", "small/first-network", "gone/item", "x"]
"""Items that the learner of the targets has, and some that nobody has."""
