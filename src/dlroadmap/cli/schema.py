"""dlr schema: print the JSON Schema of curriculum files."""

import json

EXAMPLES = ["dlr schema > curriculum.schema.json"]


def run() -> None:
    """Print the JSON Schema of curriculum files, for editors.

    Save it next to your files and begin each of them with this line:

    # yaml-language-server: $schema=curriculum.schema.json

    The editor then completes keys and checks the file as you type. For the checks that a schema
    cannot express: dlr lint
    """
    from dlroadmap.format.schema import json_schema

    print(json.dumps(json_schema(), indent=2))
