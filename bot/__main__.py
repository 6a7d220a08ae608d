"""The command line: ``verbatim ...``, also ``python -m bot ...``.

The one place where settings are made; everything else is handed what it needs.
"""

import argparse
import asyncio
import socket
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot import diary, terminal
from bot.chat import BadToken
from bot.platforms import ROLES
from bot.settings import Settings, WrongSettings, load_settings
from digests import NewsError, WrongDatabase, in_short

_Run = Callable[[argparse.Namespace, Settings], Coroutine[object, object, int]]
_Adder = Callable[[str, _Run, str], argparse.ArgumentParser]

_UNUSABLE = "The database that DATABASE_URL names cannot be used"
_SEE = "See that it is there, that we may write to it, and that nobody has locked it."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 if it did what was asked.

    1 means that it could not, 2 that the command line or the settings are wrong.
    """
    given = _parser().parse_args(argv)
    try:
        settings = load_settings(Path(".env"))
        # Who asks for a page's digest wants no diary; who runs the bot does.
        diary.begin(settings.log_level if given.command == "run" else "WARNING")
        command: _Run = given.run
        return asyncio.run(command(given, settings))
    except (WrongSettings, WrongDatabase) as error:
        return _complain(error, code=2)
    except (NewsError, BadToken) as error:
        return _complain(error, code=1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except (DBAPIError, ConnectionError, socket.gaierror) as error:
        return _complain(f"{_UNUSABLE} ({in_short(error)}). {_SEE}", code=1)


def _complain(error: Exception | str, *, code: int) -> int:
    sys.stderr.write(f"verbatim: {error}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verbatim",
        description="News digests for Discord and Telegram, with word-for-word quotes.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: _Run, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    _add_reading(command)
    _add_hosting(command)
    return parser


def _add_reading(command: _Adder) -> None:
    """Add what works on files and pages and needs no setting."""
    demo = command(
        "demo", terminal.demo, "show a briefing of sample news, then take commands"
    )
    demo.add_argument("--once", action="store_true", help="end after the briefing")

    digest = command("digest", terminal.digest, "digest one article, or one feed")
    digest.add_argument("target", metavar="FILE|URL|-", help="a page, a text or a feed")
    digest.add_argument("--json", action="store_true", help="for programs")

    evaluate = command("eval", terminal.evaluate, "write predictions as JSON lines")
    evaluate.add_argument("what", choices=sorted(terminal.EVALUATIONS))
    evaluate.add_argument(
        "input", type=Path, metavar="INPUT", help="a file or a folder"
    )


def _add_hosting(command: _Adder) -> None:
    """Add what whoever hosts the bot needs."""
    run = command("run", terminal.run, "run the bot")
    run.add_argument(
        "--roles",
        type=_roles,
        metavar="ROLES",
        help=f"some of {','.join(ROLES)}; without: all that is set up",
    )

    command(
        "check", terminal.check, "say what is set up, what is wrong, how to mend it"
    )
    command("sources", terminal.sources, "list the sources and how they are doing")
    command("migrate", terminal.migrate, "bring the database up to date")
    command("status", terminal.status, "say how collecting and delivering are doing")


def _roles(text: str) -> frozenset[str]:
    roles = frozenset(filter(None, text.split(",")))
    if not roles or not roles <= frozenset(ROLES):
        raise argparse.ArgumentTypeError(
            f"write one or more of {', '.join(ROLES)}, parted by commas"
        )
    return roles


if __name__ == "__main__":
    sys.exit(main())
