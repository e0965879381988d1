"""Five years folded by both twins, four weeks planned; they must agree before their times mean anything."""

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figure

from evenstride.training import fold, plan, progress, today
from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry, judge
from evenstride.training.units import day_number

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
PLAN_DAYS = 28
LAST_PHASE = 4
BUDGETS_MS = {"Python": 250, "TypeScript (Node)": 60}

Json = dict[str, Any]


def figures(folder: Path, catalog: Catalog, log: Sequence[Json], on: date) -> Iterator[Figure]:
    python_ms, python_says = _python(catalog, log, on)
    phone_ms, phone_says = _phone(folder, catalog, log, on)
    assert phone_says == python_says, "the twins disagree about the five-year log"
    yield _figure("Python", python_ms)
    yield _figure("TypeScript (Node)", phone_ms)


def _figure(language: str, took_ms: Sequence[float]) -> Figure:
    return Figure(
        f"26 000 entries: fold, verdicts, today, four weeks, {language}",
        f"first {took_ms[0]:.0f} ms, then {median(took_ms[1:]):.0f} ms",
        f"budget {BUDGETS_MS[language]} ms",
    )


def _python(catalog: Catalog, log: Sequence[Json], on: date) -> tuple[list[float], Json]:
    entries = [entry for raw in log if isinstance(entry := judge(raw), Entry)]
    assert len(entries) == len(log)
    day = day_number(on.isoformat())
    took_ms: list[float] = []
    answer: Json = {}
    for _ in range(RUNS):
        begun = time.perf_counter()
        folded = fold(entries, catalog, day)
        answer = {
            "progress": progress(folded, catalog),
            "today": today(folded, catalog),
            "plan": plan(folded, catalog, day, day + PLAN_DAYS - 1),
        }
        took_ms.append((time.perf_counter() - begun) * 1000)
    assert answer["plan"]["phase"] == LAST_PHASE, "the five-year log no longer comes through every door"
    return took_ms, answer


def _phone(folder: Path, catalog: Catalog, log: Sequence[Json], on: date) -> tuple[list[float], Json]:
    bundle = folder / "fold_twin.mjs"
    rolldown = ROOT / "frontend/node_modules/.bin/rolldown"
    source = ROOT / "benchmarks/fold_twin.mjs"
    subprocess.run(
        [rolldown, source, "--platform", "node", "--file", bundle], check=True, capture_output=True
    )
    (folder / "catalog.json").write_text(catalog.model_dump_json())
    (folder / "log.json").write_text(json.dumps(log))
    command: list[str | Path] = [
        "node",
        bundle,
        folder / "catalog.json",
        folder / "log.json",
        on.isoformat(),
        str(PLAN_DAYS),
        str(RUNS),
    ]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer.pop("took_ms"), answer
