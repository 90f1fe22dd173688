"""`manage.py benchmark build|generate`: reference statistics from Parquet files of answers."""

from __future__ import annotations

import hashlib
import re
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assessment.core.anonymity import SMALLEST_GROUP, USUAL_GROUP
from assessment.core.forms import FULL, SHORT, has_short_form
from assessment.loading import BUILT_IN, built_in_model, find_model
from assessment.management.file_command import FileCommand, Refused
from assessment.writing import write_all

if TYPE_CHECKING:
    from assessment.reference.building import Built, Runner
    from assessment.reference.cluster import Cluster
    from assessment.reference.scoring import Recipe

SCALE = "requirements-scale.txt"
SCALE_PACKAGES = ("pyarrow", "dask", "distributed")
DIGITS = 8
MEMORY = re.compile(r"auto|[1-9][0-9]{0,8}([.][0-9]{1,3})? ?[kMGT]i?B")


class Command(FileCommand):
    help = "Build reference statistics from Parquet files of answers (docs/scaling.md)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        build = actions.add_parser("build", help="score many teams and write a reference file")
        add = build.add_argument
        add("pattern", metavar="PATTERN", help="Parquet files, such as 'answers/*.parquet'")
        add("--out", required=True, metavar="FILE", help="the reference file (JSON) to write")
        add("--model", default=BUILT_IN, metavar="REF", help="slug, slug@version, file or folder")
        add("--form", choices=(FULL, SHORT), default=FULL, help="default: %(default)s")
        add("--min-group", type=_group, default=USUAL_GROUP, metavar="K", help="3 or more")
        where = build.add_mutually_exclusive_group()
        where.add_argument("--scheduler", metavar="ADDRESS", help="use this Dask cluster")
        where.add_argument("--workers", type=_count, metavar="N", help="use N processes here")
        add(
            "--memory",
            type=_memory,
            default="auto",
            metavar="SIZE",
            help="most of one of N, such as 1GiB",
        )
        generate = actions.add_parser("generate", help="write made-up answers to measure with")
        add = generate.add_argument
        add("--teams", type=_count, required=True, metavar="N")
        add("--out", required=True, metavar="FOLDER", help="a new or empty folder")
        add("--seed", type=_seed, required=True, metavar="S", help="whole number from 0")
        add("--teams-a-file", type=_count, default=1000, metavar="N", help="default: %(default)s")
        for action in (build, generate):
            self.add_language(action)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            actions = {"build": self._build, "generate": self._generate}
            actions[options["action"]](options)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.split(".")[0] not in SCALE_PACKAGES:
                raise
            message = _("%(package)s is not installed; install %(file)s")
            raise Refused(message % {"package": error.name, "file": SCALE}) from error

    def _build(self, options: dict[str, Any]) -> None:
        from assessment.reference.building import matching_files
        from assessment.reference.document import document
        from assessment.reference.scoring import Recipe

        model = find_model(options["model"])
        if options["form"] == SHORT and not has_short_form(model.core):
            raise Refused(_("the model %(model)s has no short form") % {"model": model.slug})
        files = matching_files(options["pattern"])
        if not files:
            raise Refused(_("no file matches “%(pattern)s”") % {"pattern": options["pattern"]})
        out = Path(options["out"])
        if out.resolve() in {Path(file).resolve() for file in files}:
            raise Refused(_("answers and outputs need paths of their own"))
        _check_place(out)
        recipe = Recipe(model, options["form"], options["min_group"])
        start = time.monotonic()
        with _cluster(options) as cluster:
            built = _run(files, recipe, cluster)
            workers = _used_by_workers(cluster)
        if not built.statistics.answers:
            raise Refused(_("the files hold no answers"))
        content = document(recipe, built.statistics)
        _write({out: content})
        self.stdout.write(
            _("wrote %(path)s, SHA-256 %(digest)s")
            % {"path": out, "digest": hashlib.sha256(content).hexdigest()}
        )
        self.stdout.write(
            _("%(answers)d answers, %(teams)d teams, %(units)d units, %(files)d files")
            % {
                "answers": built.statistics.answers,
                "teams": built.statistics.teams,
                "units": len(built.statistics.units),
                "files": built.files,
            }
        )
        for line in (_used(time.monotonic() - start), *workers):
            self.stdout.write(line)

    def _generate(self, options: dict[str, Any]) -> None:
        from assessment.reference.made_up import MadeUp, files_of

        folder = Path(options["out"])
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise Refused(_("%(folder)s is not empty") % {"folder": folder})
        except OSError as error:
            raise Refused(_("nothing was written: %(reason)s") % {"reason": error}) from error
        wanted = MadeUp(options["teams"], options["seed"], options["teams_a_file"])
        files = rows = 0
        for name, count, content in files_of(built_in_model(), wanted):
            _write({folder / name: content})
            files, rows = files + 1, rows + count
        self.stdout.write(
            _("wrote %(rows)d made-up rows of %(teams)d teams as %(files)d files into %(folder)s")
            % {"rows": rows, "teams": wanted.teams, "files": files, "folder": folder}
        )


def _group(text: str) -> int:
    number = _count(text)
    if number < SMALLEST_GROUP:
        raise ArgumentTypeError(
            _("the smallest group is never below %(least)d") % {"least": SMALLEST_GROUP}
        )
    return number


def _count(text: str) -> int:
    number = _seed(text)
    if not number:
        raise ArgumentTypeError(_("“%(text)s” is not a count") % {"text": text})
    return number


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > DIGITS:
        raise ArgumentTypeError(_("“%(text)s” is not a count") % {"text": text[:40]})
    return int(text)


def _memory(text: str) -> str:
    if not MEMORY.fullmatch(text):
        raise ArgumentTypeError(_("“%(text)s” is no size; write 1GiB, say") % {"text": text[:40]})
    return text


def _check_place(path: Path) -> None:
    """Refuse at once what would only fail after the work is done."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        reason = _("%(path)s is a folder or stands in none") % {"path": path}
        raise Refused(_("nothing was written: %(reason)s") % {"reason": reason})


def _write(files: dict[Path, bytes]) -> None:
    try:
        write_all(files)
    except OSError as error:
        raise Refused(_("nothing was written: %(reason)s") % {"reason": error}) from error


@contextmanager
def _cluster(options: dict[str, Any]) -> Iterator[Cluster | None]:
    """The cluster that the options ask for; None for this process alone."""
    if not options["scheduler"] and not options["workers"]:
        yield None
        return
    from assessment.reference.cluster import ClusterFailed, connected, local

    try:
        with (
            connected(options["scheduler"])
            if options["scheduler"]
            else local(options["workers"], options["memory"])
        ) as cluster:
            yield cluster
    except ClusterFailed as error:
        raise Refused(_("the cluster failed: %(reason)s") % {"reason": error}) from error


def _run(files: tuple[str, ...], recipe: Recipe, cluster: Cluster | None) -> Built:
    from assessment.reference.building import OtherEngine, build, here

    run: Runner = here if cluster is None else cluster.run
    try:
        return build(files, recipe, run)
    except OtherEngine as error:
        message = _("a worker runs engine %(engine)s; install the same version everywhere")
        raise Refused(message % {"engine": error}) from error


def _used(seconds: float) -> str:
    from assessment.reference.usage import usage

    used = usage()
    return _("%(wall).1f s; this process: %(cpu).1f s CPU, at most %(peak)d MiB") % {
        "wall": seconds,
        "cpu": used.cpu,
        "peak": used.peak // 2**20,
    }


def _used_by_workers(cluster: Cluster | None) -> list[str]:
    return [
        _("worker %(at)d: %(cpu).1f s CPU, at most %(peak)d MiB")
        % {"at": at, "cpu": used.cpu, "peak": used.peak // 2**20}
        for at, used in enumerate(cluster.usage() if cluster else (), 1)
    ]
