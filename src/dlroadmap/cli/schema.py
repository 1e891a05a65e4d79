"""dlr schema: the JSON Schema of curriculum files."""

import json

EXAMPLES = ["dlr schema > curriculum.schema.json"]


def run() -> None:
    """The JSON Schema of curriculum files and category files, for editors.

    A file that begins with `# yaml-language-server: $schema=curriculum.schema.json` is then
    checked and completed while you type. What a schema cannot say, dlr lint does.
    """
    from dlroadmap.format.schema import json_schema

    print(json.dumps(json_schema(), indent=2))
