"""The program's entry: TAB completion takes a short way of its own, all else goes to the CLI."""

import sys


def main() -> None:
    """Run dlr with the arguments of this process, and exit."""
    if len(sys.argv) > 1 and sys.argv[1] == "__complete":
        from dlroadmap.completing import complete

        complete(sys.argv[2:])
        return
    # A short life needs no garbage collection; on large curricula it would take a third of it.
    import gc

    gc.disable()
    from dlroadmap.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
