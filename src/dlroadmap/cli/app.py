"""The command line as a whole: finds a command, runs it, and turns failures into exit codes."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from itertools import pairwise
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from dlroadmap.cli.usage import unknown_command, usage_error
from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.render.screen import forgive, tell, width
from dlroadmap.text import hide_passwords

GROUPS = {
    "Learning": {
        "status": "Show your progress and what is next.",
        "next": "Suggest what to learn next, and explain why.",
        "goal": "Set or show your goals.",
        "path": "List the unfinished steps to an item.",
        "why": "Explain what blocks an item and what it is for.",
        "plan": "Plan week by week, and estimate when you will finish.",
        "map": "Show the whole curriculum as a map in the browser.",
        "tick": "Mark items as done.",
        "untick": "Mark items as not done.",
        "start": "Mark items as in progress, and show where to start.",
        "skip": "Leave items out, so that they no longer count.",
        "undo": "Undo the last change, or an older one.",
        "show": "Show everything about an item.",
        "list": "List items, with filters.",
        "search": "Search titles and summaries for words.",
        "resources": "List what to learn from.",
        "open": "Open a resource of an item in the browser.",
        "note": "Add a note to an item, or read its notes.",
        "log": "Show the history of your changes.",
        "stats": "Show your hours, items and streaks over time.",
        "assess": "Find out in minutes what you already know.",
        "review": "Review what you have learned before you forget it.",
        "prompt": "Print one short line for a shell prompt.",
    },
    "Curricula": {
        "curricula": "List the curricula.",
        "use": "Choose the curriculum that commands work on, or show it.",
        "add": "Add a curriculum from a Git repository or a folder.",
        "update": "Get newer versions of curricula that you have added.",
        "remove": "Remove a curriculum that you have added or imported.",
        "lint": "Check curriculum files.",
        "rule": "Explain a rule of the linter.",
        "diff": "Show what changed in curricula since a Git revision.",
        "new": "Create a curriculum, an overlay or an item of your own.",
        "hide": "Hide items, categories and levels in your overlay.",
        "change": "Change an item's hours or priority in your overlay.",
        "schema": "Print the JSON Schema of curriculum files.",
    },
    "Learning together": {
        "group": "Show where everyone in your group is.",
        "group create": "Create a group on a PostgreSQL server.",
        "group invite": "Invite a learner or a mentor to your group.",
        "group join": "Join a group that you were invited to.",
        "group sync": "Send your progress to your group, and get what it asks for.",
        "group item": "Show who in your group can help with an item.",
        "group assign": "Ask your group to learn something by a day.",
        "group assigned": "Show what your group was asked to learn.",
        "group rotate": "Give a member of your group a new invitation.",
        "group remove": "Remove a member from your group.",
        "group leave": "Leave your group, and remove what you sent.",
    },
    "Data and setup": {
        "import": "Make a curriculum of a list, or take in progress.",
        "export": "Write your progress in a format of other programs.",
        "sync": "Sync your progress with your other devices.",
        "backup": "Back up your progress, or restore a backup.",
        "doctor": "Check your progress and the installation.",
        "config": "Show or change the settings.",
        "completion": "Set up shell completion.",
        "help": "Show the help of a command.",
        "version": "Show the version of dlr.",
    },
}
"""Every command in a few words. One of two words is a command of a command."""

COMMANDS = {name: words for group in GROUPS.values() for name, words in group.items()}

OWN_MODULE = {"group": "board"}
"""What the module of a command is called that has commands of its own: it is one of them."""

ABOUT = "Where am I, and what is next? A roadmap for people who teach themselves deep learning."

_HELP = ["-h", "--help"]

_VERSION = ("-V", "--version")

_WIDEST = 100
"""The columns of help, in a pipe too: paragraphs in longer lines are hard to read."""

VALUED = (
    *("--curriculum", "--color", "--group", "--sort", "--format"),
    *("--on", "--board", "--as", "--by", "--to"),
)
"""Options that take a word and may stand before a command, or before a command of a command."""


def find_module(name: str) -> str:
    """Return the name of the module that runs a command: `run` is what it does."""
    command, _, inner = name.partition(" ")
    inner = inner or OWN_MODULE.get(command, "")
    return f"dlroadmap.cli.{command}.{inner}" if inner else f"dlroadmap.cli.{command}"


def list_inner(name: str) -> dict[str, str]:
    """Return the commands of a command by their last word, each in a few words."""
    start = f"{name} "
    return {one.removeprefix(start): COMMANDS[one] for one in COMMANDS if one.startswith(start)}


def _show_help(ctx: Any, _param: Any, value: bool) -> None:
    """Print the help of a command, through the pager where it is longer than the screen."""
    if not value or ctx.resilient_parsing:
        return
    from dlroadmap.cli.session import Session
    from dlroadmap.render.pager import page

    text = f"{ctx.get_help()}\n"
    if ctx.obj == "--no-pager":
        sys.stdout.write(text)
    elif warning := page(text, sys.stdout, width(sys.stdout), Session().choose_pager):
        tell(f"dlr: {warning}")
    ctx.exit()


_Formatter: Any = typer.Context.formatter_class


class Formatter(_Formatter):  # type: ignore[misc]
    """Breaks the lines of help between words, and never at the hyphens of names and commands."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, _keep_whole(args), prefix)

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text(_keep_whole(text))

    def write_dl(self, rows: Sequence[tuple[str, str]], *settings: int) -> None:
        """Write names, and beside each what it means."""
        super().write_dl([(name, _keep_whole(text)) for name, text in rows], *settings)

    def getvalue(self) -> str:
        """Return all that was written."""
        return str(super().getvalue()).replace(_HYPHEN, "-")


_HYPHEN = "\u2011"
"""A hyphen at which no line is broken; it stands in for the others while lines are."""


def _keep_whole(text: str) -> str:
    return text.replace("-", _HYPHEN)


class _Helpful:
    """What the help of dlr and of each command have in common."""

    def get_help(self, ctx: Any) -> str:
        """Return the help, which knows what not to break."""
        formatter = Formatter(width=min(width(sys.stdout), _WIDEST))
        self.format_help(ctx, formatter)  # type: ignore[attr-defined]
        return formatter.getvalue().rstrip("\n")

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option --help, which knows the pager."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        assert option
        option.callback = _show_help
        return option


class LazyGroup(_Helpful, TyperGroup):
    """Imports a command's module when that command is called, and no other."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | None:  # type: ignore[override]
        """Return the command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(find_module(cmd_name))
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, cls=Command)(module.run)
        command = typer.main.get_command(app)
        assert isinstance(command, Command)
        command.examples = module.EXAMPLES
        return command

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Return the command that a call names; one that there is not is refused."""
        if args[0] not in COMMANDS:
            raise unknown_command(args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write what dlr is, how it is called, and the commands by group."""
        formatter.write_text(ABOUT)
        _write_examples(formatter, ["dlr", "dlr next", "dlr tick backpropagation", "dlr undo"])
        self.format_usage(ctx, formatter)
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([one for one in group.items() if " " not in one[0]])
        with formatter.section("Options"):
            version = ("-V, --version", "Show the version and exit.")
            formatter.write_dl([version, ("-h, --help", "Show this message and exit.")])
        formatter.write_paragraph()
        formatter.write_text(
            "dlr COMMAND --help gives details. dlr alone is the same as dlr status."
        )


class Command(_Helpful, TyperCommand):
    """A command whose help begins with examples."""

    examples: list[str]

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Understand the arguments; an error knows the command, which the parser leaves out."""
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return how the command is called; typer's own form has braces around arguments."""
        arguments = [param for param in self.params if param.param_type_name == "argument"]
        return ["[OPTIONS]", *(str(getattr(param, "metavar", "")) for param in arguments)]

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write examples, then usage, then the rest, and last the commands that it has."""
        _write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)
        if inner := list_inner(self.name or ""):
            with formatter.section("Commands"):
                formatter.write_dl([(f"dlr {self.name} {one}", inner[one]) for one in inner])


def _write_examples(formatter: Any, examples: list[str]) -> None:
    with formatter.section("Examples"):
        for example in examples:
            formatter.write(f"{'':{formatter.current_indent}}{example}\n")
    formatter.write_paragraph()


def run(args: list[str]) -> int:
    """Run dlr with arguments and return the exit code; what goes wrong is explained in words."""
    as_json = bool({"--json", "--format=json"} & {*args}) or ("--format", "json") in pairwise(args)
    forgive(sys.stdout)
    forgive(sys.stderr)
    try:
        code, failure = _outcome(args)
        if failure:
            _tell(failure, as_json)
            sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except OSError as error:
        _tell(DlrError("output", f"The output could not be written: {error.strerror}"), False)
        return ExitCode.FAILED
    return code


def _outcome(args: list[str]) -> tuple[int, DlrError | None]:
    """Run dlr and return the exit code, and what to tell of a failure.

    Raises OSError if standard output cannot be written.
    """
    try:
        with _observe():
            code = call(args)
            sys.stdout.flush()
            return code, None
    except (KeyboardInterrupt, typer.Abort) as interrupt:
        print("\nInterrupted.", *getattr(interrupt, "__notes__", ()), sep="\n", file=sys.stderr)
        return ExitCode.INTERRUPTED, None
    except typer.TyperException as error:
        return ExitCode.FAILED, usage_error(error)
    except DlrError as error:
        return ExitCode.FAILED, error
    except MemoryError:
        return ExitCode.FAILED, DlrError("too-large", "There is not enough memory for this.")
    except Exception as error:
        # Standard output has no file name; any other file should have been foreseen where it is.
        if isinstance(error, OSError) and error.filename is None:
            raise
        return ExitCode.FAILED, _bug(error, args)


def _observe() -> AbstractContextManager[None]:
    """Tell a person at a terminal of work that takes long; what is printed next finds no trace."""
    if not sys.stderr.isatty():
        return nullcontext()
    from dlroadmap.render.waiting import WaitingLine
    from dlroadmap.work import observed_by

    return observed_by(WaitingLine(sys.stderr))


def _put_command_first(args: list[str]) -> list[str]:
    """Return arguments that begin with the command, as one word: `status` if there is none.

    Raises DlrError for a command of a command that there is not.
    """
    if {*args[:1]} & {*_HELP, *_VERSION}:
        return args
    if not args or args[0].startswith("-"):
        place = next((n for n in _find_words(args) if args[n] in COMMANDS), None)
        args = ["status", *args] if place is None else _lift(args, place)
    outer, *rest = args
    if (inner := list_inner(outer)) and (found := [*_find_words(rest)][:1]):
        first, *rest = _lift(rest, found[0])
        if first not in inner:
            raise unknown_command(first, inner, outer)
        return [f"{outer} {first}", *rest]
    return args


def _find_words(args: list[str]) -> Iterator[int]:
    """Yield where words stand that are neither options nor their values."""
    for n, (before, word) in enumerate(pairwise(["", *args])):
        if not word.startswith("-") and before not in VALUED:
            yield n


def _lift(args: list[str], place: int) -> list[str]:
    """Return arguments with the one at a place put first."""
    return [args[place], *args[:place], *args[place + 1 :]]


def call(args: list[str]) -> int:
    """Run the command that arguments begin with, and return its exit code."""
    args = _put_command_first(args)
    if len(args) == 1 and args[0] in _VERSION:
        from dlroadmap import __version__

        print(f"dlr {__version__}")
        return ExitCode.OK
    pager = None
    if {*_HELP} & {*args} and "--no-pager" in args:
        # Every command has --help, and only those that read have --no-pager.
        args, pager = [word for word in args if word != "--no-pager"], "--no-pager"
    settings = {
        "obj": pager,
        "help_option_names": _HELP,
    }
    group = LazyGroup(name="dlr", context_settings=settings)
    try:
        with group.make_context("dlr", args) as context:
            return int(group.invoke(context) or ExitCode.OK)
    except typer.Exit as end:
        return end.exit_code


def follow(*args: str) -> None:
    """Run a command in the course of another one; what goes wrong is raised."""
    call([*args])


def _tell(error: DlrError, as_json: bool) -> None:
    """Print a failure: for people on stderr, for scripts as a document on stdout."""
    from dlroadmap.render.advice import advice_on

    message, advice = hide_passwords(error.message), [*map(hide_passwords, advice_on(error))]
    if as_json:
        from dlroadmap.cli.session import print_json

        body = {"code": error.code, "message": message, "advice": advice}
        print_json({"error": {**body, **_hide(error.details)}})
        return
    tell(f"dlr: {message}", *advice)


def _hide(value: Any) -> Any:
    """Return values with no password of an address in any text of them."""
    if isinstance(value, str):
        return hide_passwords(value)
    if isinstance(value, dict):
        return {name: _hide(each) for name, each in value.items()}
    return [*map(_hide, value)] if isinstance(value, list | tuple) else value


def _bug(error: Exception, args: list[str]) -> DlrError:
    """Write down an error that nobody foresaw, and return what to say of it."""
    import platform
    import traceback

    from dlroadmap import __version__
    from dlroadmap.cli.session import read_clock
    from dlroadmap.paths import folders, write_atomically

    what = f"{type(error).__name__}: {error}"
    lines = [
        f"dlr {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"arguments: {args}",
        "".join(traceback.format_exception(error)),
    ]
    try:
        report = folders().reports / f"{read_clock():%Y-%m-%dT%H%M%S}.txt"
        write_atomically(report, hide_passwords("\n".join(lines)))
    except (OSError, DlrError) as failure:
        where = f"the report could not be saved: {failure}"
    else:
        where = f"a report was saved to {report}"
    return DlrError("bug", f"This is a bug in dlr: {what}; {where}")
