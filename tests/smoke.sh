#!/bin/sh
# Builds the wheel and runs it from a clean environment, without development packages.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset DLR_CURRICULUM COLUMNS || true
export DLR_HOME="$work/home"

cd "$work"
"${PYTHON:-python3}" -m venv env
env/bin/python -m pip --quiet --disable-pip-version-check wheel --no-deps --wheel-dir dist "$here"
env/bin/python -m pip --quiet --disable-pip-version-check install dist/*.whl

test "$(env/bin/dlr --version)" = "$(env/bin/python -m dlroadmap --version)"
env/bin/dlr status | grep -q "The field of deep learning"
env/bin/dlr tick python-programming | grep -q "^Done: "
env/bin/dlr status --json | grep -q '"done": 1'
env/bin/dlr next | grep -q "^1. "
env/bin/dlr undo | grep -q "^Undid"
env/bin/dlr lint env/lib/python3*/site-packages/dlroadmap/bundled
env/bin/dlr doctor | grep -q "^ok"
echo "The wheel works: $(env/bin/dlr --version)"
