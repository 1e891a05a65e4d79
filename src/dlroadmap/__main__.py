"""The program's entry: TAB completion and the prompt take short ways, all else goes to the CLI."""

import gc
import os
import sys


def main() -> None:
    """Run dlr with the arguments of this process, and exit."""
    _open_closed_streams()
    if len(sys.argv) > 1 and sys.argv[1] == "__complete":
        from dlroadmap.completing import complete

        complete(sys.argv[2:])
        return
    if sys.argv[1:2] == ["prompt"]:
        from dlroadmap.cli.prompting import run as print_prompt

        if print_prompt(sys.argv[2:]):
            os._exit(0)
    # A short life needs no garbage collection, nor is memory given back piece by piece at its
    # end: on a large curriculum the two would take as long as all the rest.
    gc.disable()
    from dlroadmap.cli.app import run

    code = run(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)


def _open_closed_streams() -> None:
    """Let a standard stream that the caller has closed read as empty, and take what is written."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


if __name__ == "__main__":
    main()
