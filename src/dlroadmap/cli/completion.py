"""dlr completion: set up shell completion."""

from dlroadmap.cli.options import argument
from dlroadmap.cli.selecting import check_choice

EXAMPLES = [
    'eval "$(dlr completion bash)"    # in ~/.bashrc',
    'eval "$(dlr completion zsh)"     # in ~/.zshrc, after compinit',
    "dlr completion fish > ~/.config/fish/completions/dlr.fish",
]


def run(shell: str = argument("SHELL", "bash, zsh or fish.")) -> None:
    """Print the completion script for your shell."""
    from dlroadmap.cli.shells import SCRIPTS

    check_choice("SHELL", shell, SCRIPTS)
    print(SCRIPTS[shell](), end="")
