"""The TypeScript twin as a process: a question in, its answer out."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evenstride.training.catalog import Catalog

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
BUNDLER = FRONTEND / "node_modules" / ".bin" / "rolldown"
SOURCE = FRONTEND / "src" / "training" / "testing" / "differential_runner.ts"


class PhoneTwin:
    """Answers in the order in which it was asked; ask one question at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, question: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """The answer to the question asked; the twin works it out while we do."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the TypeScript twin died; its error is above"
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def phone_twin(catalog: Catalog, folder: Path, overlay: dict[str, Any] | None = None) -> Iterator[PhoneTwin]:
    """The twin built from its sources into the folder, running until the block ends.

    With an overlay it translates the catalog by itself.
    """
    node = shutil.which("node")
    assert node is not None, "the differential test needs Node"
    bundle, document = folder / "differential_runner.mjs", folder / "catalog.json"
    document.write_text(json.dumps(catalog.model_dump(mode="json")))
    subprocess.run(
        [BUNDLER, SOURCE, "--format", "esm", "--platform", "node", "--file", bundle],
        check=True,
        cwd=FRONTEND,
        stdout=subprocess.DEVNULL,
    )
    command = [node, "--enable-source-maps", str(bundle), str(document)]
    if overlay is not None:
        translation = folder / "overlay.json"
        translation.write_text(json.dumps(overlay))
        command.append(str(translation))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield PhoneTwin(process)
        finally:
            process.kill()
