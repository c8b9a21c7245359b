#!/usr/bin/env python3
"""Solves rostering benchmarks and prints what came out beside what other solvers are known to reach.

    scripts/bench-rota.py ../shared/cases/rota
    scripts/bench-rota.py ../shared/cases/rota --family on-call --seconds 30 --only 30x13
    scripts/bench-rota.py my-instances --judges my-checkers --format csv

The folder holds `on-call/*.json` and `classic/*.txt`. Where a folder of judges has check_on_call.py and
check_classic.py, each solution goes through them: `broken` counts the hard rules that they find broken, and their
objective is compared with ours. Ends with exit code 1 when a solution is refused or costs something else than we say.
The reference figures were measured on 2 cores: CP-SAT 9.15 with 8 workers (classic: 2), and what is published. With
--peers, CP-SAT (8 workers) and HiGHS solve the on-call instances in the same run, one after the other, each with as many
seconds as we have; what they find goes through the judge, too.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# By instance: what others reach, in words; and the best bound that others have.
ON_CALL = {
    "8x1": ("CP-SAT 574 in 0.3 s", 574), "8x4": ("CP-SAT 500 in 8 s", 500),
    "8x13": ("CP-SAT 682483 in 10 s, 682439 in 60 s", 682439),
    "30x1": ("CP-SAT 741 in 0.4 s", 741), "30x4": ("CP-SAT 608 in 10 s, 602 in 60 s", 602),
    "30x13": ("CP-SAT 26098 in 10 s, 1527 in 60 s", 1478), "100x1": ("CP-SAT 3697 in 14 s", 3697),
    "100x4": ("CP-SAT 23946 in 10 s, 3284 in 60 s", 2990), "300x1": ("CP-SAT 11390 in 7 s", 11390),
    "300x4": ("CP-SAT 102466 in 10 s, 70622 in 60 s", 9139),
}
CLASSIC = {
    "1": ("CP-SAT 607, published 607, best known 607", 607), "2": ("CP-SAT 828, published 828, best known 828", 828),
    "3": ("CP-SAT 1001, published 1001, best known 1001", 1001),
    "4": ("CP-SAT 1731, published 1716, best known 1716", 1716),
    "5": ("CP-SAT 1236, published 1143, best known 1143", 1140.6),
    "6": ("CP-SAT 2263, published 1950, best known 1950", 1949),
    "7": ("CP-SAT 1392, published 1056, best known 1056", 1054.1),
    "8": ("CP-SAT 1938, published 1341, best known 1300", 1296.6),
}
COLUMNS = ["instance", "objective", "bound", "gap %", "proved", "first s", "best s", "in all s", "broken", "others",
           "their bound"]
PEERS = ["cp-sat", "highs"]
PEER_COLUMNS = ["CP-SAT", "its bound", "its s", "HiGHS", "its bound ", "its s "]


def name(path):
    """`p30w13s1.json` is 30x13, `Instance4.txt` is 4; another seed keeps its name."""
    found = re.fullmatch(r"p(\d+)w(\d+)s1", path.stem)
    if found:
        return f"{found[1]}x{found[2]}"
    found = re.fullmatch(r"Instance(\d+)", path.stem)
    return found[1] if found else path.stem


def size(path):
    """Instances in order of their numbers."""
    return [int(number) for number in re.findall(r"\d+", path.stem)]


def judged(judge, instance, solution):
    """How many hard rules are broken, and the objective, as an independent judge has it."""
    said = subprocess.run([sys.executable, str(judge), str(instance), str(solution)], capture_output=True, text=True)
    lines = said.stdout.strip().splitlines()
    last = lines[-1] if lines else ""
    if last.startswith("{"):
        answer = json.loads(last)
        return answer["hard"], answer["objective"]
    found = re.match(r"hard=(\d+) penalty=(\d+)", last)
    if not found:
        sys.exit(f"error: {judge} did not answer for {instance}: {said.stderr.strip()[-200:]}")
    return int(found[1]), int(found[2])


def solve(program, path, seconds, seed, judge):
    """One row of the table, and whether the judge agrees."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / ("solution" + (".json" if path.suffix == ".json" else ".csv"))
        said = subprocess.run(
            [program, "solve", str(path), "--seconds", str(seconds), "--seed", str(seed), "--out", str(out)],
            capture_output=True, text=True)
        if said.returncode != 0:
            sys.exit(f"error: {path}: {said.stderr.strip()}")
        answer = json.loads(said.stdout.strip().splitlines()[-1])
        broken, objective = judged(judge, path, out) if judge.exists() else ("", answer["objective"])
    others, bound = (ON_CALL if path.suffix == ".json" else CLASSIC).get(name(path), ("", ""))
    gap = "" if answer["bound"] is None or not answer["objective"] else (
        f"{100 * (answer['objective'] - answer['bound']) / answer['objective']:.2f}")
    row = [name(path), answer["objective"], answer["bound"], gap, "yes" if answer["proved"] else "no",
           f"{answer['first_feasible_seconds']:.2f}", f"{answer['best_seconds']:.2f}", f"{answer['seconds']:.2f}",
           broken, others, bound]
    return row, broken in ("", 0) and objective == answer["objective"]


def peer(python, solver, path, seconds, judges):
    """What another solver makes of an instance: objective, bound, proved, seconds; and whether the judge agrees."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "solution.json"
        script = Path(__file__).parent / "bench-rota-peers.py"
        said = subprocess.run(
            [python, str(script), solver, str(path), "--judges", str(judges), "--seconds", str(seconds),
             "--out", str(out)], capture_output=True, text=True)
        if said.returncode != 0:
            sys.exit(f"error: {solver} on {path}: {said.stderr.strip()[-400:]}")
        answer = json.loads(said.stdout.strip().splitlines()[-1])
        fine = True
        if answer["objective"] is not None:
            fine = judged(judges / "check_on_call.py", path, out) == (0, answer["objective"])
    cells = ["none" if answer["objective"] is None else answer["objective"], answer["bound"],
             f"{answer['seconds']:.2f}" + (" proved" if answer["proved"] else "")]
    return cells, fine


def show(family, rows, form, columns=None):
    columns = columns or COLUMNS
    if form == "json":
        print(json.dumps({"family": family, "rows": [dict(zip(columns, row)) for row in rows]}))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(["family"] + columns)
        writer.writerows([family] + row for row in rows)
    else:
        table = [columns] + [["" if cell is None else str(cell) for cell in row] for row in rows]
        widths = [max(len(row[column]) for row in table) for column in range(len(columns))]
        print(f"\n{family}")
        for row in table:
            print("  ".join(cell.rjust(width) if column < 9 else cell.ljust(width)
                            for column, (cell, width) in enumerate(zip(row, widths))).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="holds on-call/*.json and classic/*.txt")
    parser.add_argument("--program", default="watchbill", help="the watchbill to run; a release build")
    parser.add_argument("--judges", type=Path, default=None, help="holds check_on_call.py and check_classic.py")
    parser.add_argument("--family", choices=["on-call", "classic"], help="only this family")
    parser.add_argument("--only", help="only this instance, as the table has it")
    parser.add_argument("--seconds", type=float, help="for each instance; 10 for on-call and 60 for classic otherwise")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has ortools and highspy: run them, too")
    parser.add_argument("--format", choices=["text", "csv", "json"], default="text")
    chosen = parser.parse_args()
    if not chosen.folder.is_dir():
        sys.exit(f"error: there is no folder {chosen.folder}. help: name one that holds on-call/*.json, classic/*.txt")
    judges = chosen.judges or chosen.folder / ".." / ".." / "tools" / "rota"
    agrees = True
    for family, pattern, judge, seconds in [
        ("on-call", "*.json", "check_on_call.py", 10), ("classic", "*.txt", "check_classic.py", 60),
    ]:
        if chosen.family not in (None, family):
            continue
        paths = sorted((chosen.folder / family).glob(pattern), key=size)
        rows = []
        for path in paths:
            if chosen.only not in (None, name(path)):
                continue
            print(f"{family} {name(path)} …", file=sys.stderr)
            row, fine = solve(chosen.program, path, chosen.seconds or seconds, chosen.seed, judges / judge)
            rows.append(row)
            if chosen.peers and family == "on-call":
                # What was measured another day makes room for what is measured now.
                row = row[:9]
                for solver in PEERS:
                    print(f"  {solver} …", file=sys.stderr)
                    cells, said_so = peer(chosen.peers, solver, path, chosen.seconds or seconds, judges)
                    row, fine = row + cells, fine and said_so
                rows[-1] = row
            if not fine:
                agrees = False
                print(f"error: the judge does not agree about {path}", file=sys.stderr)
        if rows:
            ran = chosen.peers and family == "on-call"
            show(family, rows, chosen.format, COLUMNS[:9] + PEER_COLUMNS if ran else COLUMNS)
    sys.exit(0 if agrees else 1)


if __name__ == "__main__":
    main()
