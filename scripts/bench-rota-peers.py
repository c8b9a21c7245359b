#!/usr/bin/env python3
"""Solves one instance of the on-call family with CP-SAT or HiGHS: what they make of the same problem on this machine.

    bench-rota-peers.py cp-sat p30w4s1.json --judges ../shared/tools/rota --seconds 10 --out solution.json

It needs ortools or highspy (`PEERS=1 make bench-rota` installs both into an environment of their own), and the judge's
check_on_call.py, whose reading of the rules it shares. Both solvers get the same linear model: a column for each person
and slot they may take, each clash once as a set of which at most one is taken, and nothing else that helps them. Ends
with one line of JSON: {"objective", "bound", "proved", "seconds", "model_seconds"}; seconds are those of the search.
"""

import argparse
import importlib.util
import json
import math
import time
from pathlib import Path


def judge(folder):
    """The judge's module, for who may take what and what it costs."""
    spec = importlib.util.spec_from_file_location("check_on_call", Path(folder) / "check_on_call.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Model:
    """Columns with bounds and costs, rows of whole numbers; everything is whole."""

    def __init__(self):
        self.lower, self.upper, self.cost = [], [], []
        self.rows = []
        self.constant = 0

    def column(self, upper, cost=0):
        self.lower.append(0)
        self.upper.append(upper)
        self.cost.append(cost)
        return len(self.cost) - 1

    def row(self, terms, least=None, most=None):
        self.rows.append((terms, least, most))


class OnCall:
    """An instance of the on-call family as a model."""

    def __init__(self, instance, context):
        self.instance, self.context = instance, context
        self.model = Model()
        self.slots = sorted(instance["slots"], key=lambda slot: (slot["start"], slot["id"]))
        self.take = [{} for _ in instance["people"]]
        self.fair = context.fair()
        for slot in self.slots:
            self.add(slot)
        for person in range(len(instance["people"])):
            self.clashes(person)
            self.limits(person)
            self.fairness(person)

    def add(self, slot):
        model, context = self.model, self.context
        weights = self.instance["weights"]
        able = [p for p in range(len(self.take)) if context.eligible(p, slot)]
        published = self.instance["published"].get(slot["id"])
        change = weights["change"][min(slot["week"], len(weights["change"]) - 1)] if published is not None else 0
        model.constant += change
        for person in able:
            kept = change if self.instance["people"][person]["id"] == published else 0
            self.take[person][slot["id"]] = model.column(1, context.cost1(person, slot) - kept)
        open_slot = model.column(1, weights["unfilled"])
        model.row([(self.take[p][slot["id"]], 1) for p in able] + [(open_slot, 1)], 1, 1)

    def clashes(self, person):
        """With each slot, those before it that it clashes with: two sets, so that desk slots that touch may stand."""
        mine = [slot for slot in self.slots if slot["id"] in self.take[person]]
        for place, later in enumerate(mine):
            before = [slot for slot in mine[max(0, place - 60):place] if self.context.conflict(slot, later)]
            if not before:
                continue
            starts = sorted({slot["start"] for slot in before if slot["kind"] == "desk"})
            for parity in (0, 1):
                chosen = [slot for slot in before
                          if slot["kind"] != "desk" or starts.index(slot["start"]) % 2 == parity]
                if len(chosen) == 0 or (parity == 1 and len(starts) < 2):
                    continue
                self.model.row([(self.take[person][s["id"]], 1) for s in chosen + [later]], None, 1)

    def limits(self, person):
        model, rules = self.model, self.context.R
        mine = [slot for slot in self.slots if slot["id"] in self.take[person]]
        weeks = sorted({slot["week"] for slot in mine})
        stood = any(duty["kind"] == "weekend" for duty in self.context.hist[person])
        weekends = {}
        for week in weeks:
            nights = [self.take[person][s["id"]] for s in mine if s["week"] == week and s["kind"] == "night"]
            if len(nights) > rules["maxNightsPerWeek"]:
                model.row([(column, 1) for column in nights], None, rules["maxNightsPerWeek"])
            ends = [self.take[person][s["id"]] for s in mine if s["week"] == week and s["kind"] == "weekend"]
            if ends:
                weekends[week] = model.column(0 if week == 0 and stood else 1)
                for column in ends:
                    model.row([(column, 1), (weekends[week], -1)], None, 0)
            hard = nights + ends
            if len(hard) > 1:
                more = model.column(len(hard) - 1, self.instance["weights"]["spread"])
                model.row([(column, 1) for column in hard] + [(more, -1)], None, 1)
        for week in weekends:
            if week + 1 in weekends:
                model.row([(weekends[week], 1), (weekends[week + 1], 1)], None, 1)

    def fairness(self, person):
        model, weights = self.model, self.instance["weights"]
        points = [(self.take[person][s["id"]], s["points"]) for s in self.slots if s["id"] in self.take[person]]
        ledger = self.instance["people"][person]["ledger"]
        off = ledger - self.fair[person]
        most = abs(off) + sum(weight for _, weight in points)
        deviation = model.column(most, weights["fairPerPoint"])
        beyond = model.column(most, weights["fairExtraPerPoint"])
        model.row(points + [(deviation, -1)], None, -off)
        model.row([(column, -weight) for column, weight in points] + [(deviation, -1)], None, off)
        model.row([(deviation, 1), (beyond, -1)], None, weights["fairFree"])

    def solution(self, values):
        taken = {}
        for person, columns in enumerate(self.take):
            for slot, column in columns.items():
                if values[column] > 0.5:
                    taken[slot] = self.instance["people"][person]["id"]
        return {"assign": taken}


def cp_sat(model, seconds, workers):
    from ortools.sat.python import cp_model

    cp = cp_model.CpModel()
    columns = [cp.new_int_var(low, high, "") for low, high in zip(model.lower, model.upper)]
    for terms, least, most in model.rows:
        if least is None and most == 1 and all(weight == 1 and model.upper[c] == 1 for c, weight in terms):
            cp.add_at_most_one([columns[c] for c, _ in terms])
            continue
        total = cp_model.LinearExpr.weighted_sum([columns[c] for c, _ in terms], [weight for _, weight in terms])
        cp.add_linear_constraint(
            total, -(10**9) if least is None else least, 10**9 if most is None else most)
    cp.minimize(cp_model.LinearExpr.weighted_sum(columns, model.cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    started = time.monotonic()
    status = solver.solve(cp)
    spent = time.monotonic() - started
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None, False, spent
    bound = math.ceil(solver.best_objective_bound - 1e-6)
    return [solver.value(column) for column in columns], bound, status == cp_model.OPTIMAL, spent


def highs(model, seconds, workers):
    import highspy
    import numpy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("threads", workers)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(model.cost), len(model.rows)
    program.col_cost_ = numpy.array(model.cost, dtype=numpy.double)
    program.col_lower_ = numpy.array(model.lower, dtype=numpy.double)
    program.col_upper_ = numpy.array(model.upper, dtype=numpy.double)
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(model.cost)
    infinity = highspy.kHighsInf
    program.row_lower_ = numpy.array([-infinity if least is None else least for _, least, _ in model.rows])
    program.row_upper_ = numpy.array([infinity if most is None else most for _, _, most in model.rows])
    starts, index, value = [0], [], []
    for terms, _, _ in model.rows:
        index += [column for column, _ in terms]
        value += [weight for _, weight in terms]
        starts.append(len(index))
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = numpy.array(starts)
    program.a_matrix_.index_ = numpy.array(index)
    program.a_matrix_.value_ = numpy.array(value, dtype=numpy.double)
    solver.passModel(program)
    started = time.monotonic()
    solver.run()
    spent = time.monotonic() - started
    info = solver.getInfo()
    if info.primal_solution_status != 2:
        return None, None, False, spent
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    bound = None if math.isinf(info.mip_dual_bound) else math.ceil(info.mip_dual_bound - 1e-6)
    return list(solver.getSolution().col_value), bound, proved, spent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("solver", choices=["cp-sat", "highs"])
    parser.add_argument("instance", type=Path)
    parser.add_argument("--judges", type=Path, required=True, help="holds check_on_call.py")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, help="8 for CP-SAT and 2 for HiGHS where you give none")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    started = time.monotonic()
    instance = json.loads(chosen.instance.read_text())
    problem = OnCall(instance, judge(chosen.judges).Ctx(instance))
    built = time.monotonic() - started
    solve = cp_sat if chosen.solver == "cp-sat" else highs
    values, bound, proved, spent = solve(
        problem.model, chosen.seconds, chosen.workers or (8 if chosen.solver == "cp-sat" else 2))
    objective = None
    if values is not None:
        objective = round(sum(c * v for c, v in zip(problem.model.cost, values))) + problem.model.constant
        chosen.out.write_text(json.dumps(problem.solution(values)))
        bound = None if bound is None else bound + problem.model.constant
    print(json.dumps({"objective": objective, "bound": bound, "proved": proved, "seconds": round(spent, 3),
                      "model_seconds": round(built, 3)}))


if __name__ == "__main__":
    main()
