"""The program's entry: TAB completion takes a short way of its own, all else goes to the CLI."""

import gc
import os
import sys


def main() -> None:
    """Run dlr with the arguments of this process, and exit."""
    if len(sys.argv) > 1 and sys.argv[1] == "__complete":
        from dlroadmap.completing import complete

        complete(sys.argv[2:])
        return
    # A short life needs no garbage collection, nor is memory given back piece by piece at its
    # end: on a large curriculum the two would take as long as all the rest.
    gc.disable()
    from dlroadmap.cli.app import run

    code = run(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
