#!/usr/bin/env python3
"""Says who is on, from an exported definitions.json alone: a second opinion about what Watchbill says.

    scripts/recompute.py exports/field-support/definitions.json
    scripts/recompute.py exports/field-support/definitions.json --at 2026-11-24T09:00:00Z --duty desk
    scripts/recompute.py --batch < questions

A question of a batch is a line `FILE<tab>DUTY<tab>INSTANT`; the answer is a line of members in order, between blanks.
The rules are those of docs/definitions.md. Nothing is needed but Python 3.9 and the system's time zones.
"""

import argparse
import calendar
import json
import sys
from bisect import bisect_right
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK = 7 * 24 * 60


# Time -----------------------------------------------------------------------------------------------------------------

@lru_cache(maxsize=None)
def instant(text):
    """An instant in UTC from RFC 3339."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


@lru_cache(maxsize=None)
def midnight(day):
    """The beginning of a day on the wall; a day may be given as text."""
    return datetime.combine(date.fromisoformat(day) if isinstance(day, str) else day, datetime.min.time())


@lru_cache(maxsize=None)
def minutes(clock):
    """Minutes after midnight of `HH:MM`; `32:00` is 08:00 of the next day."""
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


@lru_cache(maxsize=None)
def first(wall, zone):
    """The first instant at which the clock of `zone` shows `wall` or later."""
    early = wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(timezone.utc)
    late = wall.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(timezone.utc)
    if reading(early, zone) == wall:
        return early
    return turning_point(late, early, zone)


@lru_cache(maxsize=None)
def last(wall, zone):
    """The last instant at which the clock of `zone` shows `wall`; where it never does, the first at which it shows more."""
    late = wall.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(timezone.utc)
    return late if reading(late, zone) == wall else first(wall, zone)


def reading(at, zone):
    """What the clock of `zone` shows."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def turning_point(before, after, zone):
    """The instant between the two at which the clock of `zone` is changed."""
    old = before.astimezone(ZoneInfo(zone)).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle == before:
            break
        if middle.astimezone(ZoneInfo(zone)).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after


def start_of_day(day, zone):
    return first(midnight(day), zone)


def next_day(day):
    return date.fromisoformat(day) + timedelta(days=1)


def holds(item, at):
    """True when a thing with a start and an end holds at an instant; the end is not part of it."""
    return instant(item["start"]) <= at < instant(item["end"])


# Hours ----------------------------------------------------------------------------------------------------------------

def open_windows(hours, zone, at):
    """The instants at which the windows that are open began. A window belongs to the day it begins on."""
    today = reading(at, zone).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        for window in hours:
            if window["day"] != DAYS[day.weekday()]:
                continue
            start = first(midnight(day) + timedelta(minutes=minutes(window["start"])), zone)
            end = last(midnight(day) + timedelta(minutes=minutes(window["end"])), zone)
            if start <= at < end:
                yield start


def is_open(layer, at):
    return layer.get("hours") is None or any(True for _ in open_windows(layer["hours"], layer["zone"], at))


def open_minutes(hours):
    """The minutes of the week, from Monday on, in which any window is open."""
    wanted = bytearray(WEEK)
    for window in hours:
        start = DAYS.index(window["day"]) * 1440
        for minute in range(minutes(window["start"]), minutes(window["end"])):
            wanted[(start + minute) % WEEK] = 1
    return wanted


# Rotations ------------------------------------------------------------------------------------------------------------

def months_later(wall, count):
    month = wall.month - 1 + count
    year, month = wall.year + month // 12, month % 12 + 1
    return wall.replace(year=year, month=month, day=min(wall.day, calendar.monthrange(year, month)[1]))


class Rotation:
    """One layer in one version: its turns, counted one by one from the start, and whose they are."""

    def __init__(self, layer, before, boundary):
        self.layer, self.zone, self.groups = layer, layer["zone"], layer["groups"]
        self.begins = []
        self._walk = self._units()
        self.start = first(midnight(layer["from"]) + timedelta(minutes=minutes(layer["handoffTime"])), self.zone)
        until = layer.get("until")
        self.end = start_of_day(next_day(until), self.zone) if until else None
        self.offset = self._offset(before, boundary)

    def is_in_force(self, at):
        return self.start <= at and (self.end is None or at < self.end)

    def group(self, at):
        return self.groups[(self.begun(at) - 1 + self.offset) % len(self.groups)]

    def begun(self, at):
        """How many turns have begun."""
        while not self.begins or self.begins[-1] <= at:
            self.begins.append(next(self._walk))
        return bisect_right(self.begins, at)

    def _units(self):
        """When each turn begins. Where days off do not eat turns, a turn of days is so many days with any hours in
        them, and one of hours is left out where the layer holds at no time in it."""
        layer, every = self.layer, self.layer["every"]
        skips = layer.get("hours") is not None and layer["offDays"] == "skip" and layer["unit"] in ("day", "hour")
        wanted = open_minutes(layer["hours"]) if skips else None
        by_days = skips and layer["unit"] == "day"
        count = worked = 0
        while True:
            wall, after = self._nominal(count, 1 if by_days else every), self._nominal(count + 1, 1 if by_days else every)
            if not skips or any_open(wanted, wall, after):
                if worked % (every if by_days else 1) == 0:
                    yield first(wall, self.zone)
                worked += 1
            count += 1

    def _nominal(self, count, every):
        """The wall-clock start of a unit."""
        layer = self.layer
        day = date.fromisoformat(layer["from"])
        if layer["unit"] == "week" and layer.get("handoffDay"):
            day -= timedelta(days=(day.weekday() - DAYS.index(layer["handoffDay"])) % 7)
        wall = midnight(day) + timedelta(minutes=minutes(layer["handoffTime"]))
        if layer["unit"] == "month":
            return months_later(wall, count * every)
        hours = {"hour": 1, "day": 24, "week": 168}[layer["unit"]]
        return wall + timedelta(hours=hours * every * count)

    def _offset(self, before, boundary):
        """An edited list goes on from whoever has the turn when the version begins (they keep it); if they left, from
        the next of the old list who has not. Another start, length or handoff begins anew."""
        same = ("from", "every", "unit", "handoffDay", "handoffTime")
        if before is None or any(before.layer.get(key) != self.layer.get(key) for key in same) or self.start >= boundary:
            return 0
        running = before.begun(boundary) - 1
        here = self.begun(boundary) - 1
        if running < 0 or before.layer.get("hours") == []:
            return 0
        if before.groups == self.groups:
            return before.offset + running - here
        for later in range(len(before.groups)):
            group = before.groups[(running + before.offset + later) % len(before.groups)]
            for place, other in enumerate(self.groups):
                if other == group:
                    return place - here
            for place, other in enumerate(self.groups):
                if set(other) & set(group):
                    return place - here
        return 0


def any_open(wanted, wall, after):
    start = wall.weekday() * 1440 + wall.hour * 60 + wall.minute
    length = min(int((after - wall).total_seconds()) // 60, WEEK)
    return any(wanted[(start + minute) % WEEK] for minute in range(length))


# Who is on ------------------------------------------------------------------------------------------------------------

class Definitions:
    """An exported file, ready to be asked."""

    def __init__(self, data):
        if data["format"] != 1:
            raise SystemExit(f"definitions of format {data['format']}: this program reads format 1")
        self.data = data
        self.versions = data["versions"]
        self.rotations = []
        for version in self.versions:
            before, here = (self.rotations[-1] if self.rotations else {}), {}
            for duty in version["duties"]:
                for layer in duty.get("layers") or []:
                    key = (duty["id"], layer["id"])
                    here[key] = Rotation(layer, before.get(key), instant(version["from"]))
            self.rotations.append(here)

    def version(self, at):
        """The number of the version in force; the first one also answers for the time before it."""
        return max((n for n, version in enumerate(self.versions) if instant(version["from"]) <= at), default=0)

    def duty(self, name, at):
        return next((duty for duty in self.versions[self.version(at)]["duties"] if duty["id"] == name), None)

    def on(self, name, at):
        """Who is on for a duty, in order: from the recorded past down to the layers, as rule T8 has it."""
        recorded = self.data.get("recorded")
        if recorded and at < instant(recorded["until"]):
            return sorted({shift["member"] for shift in recorded["shifts"] if shift["duty"] == name and holds(shift, at)})
        if not any(duty["id"] == name for version in self.versions for duty in version["duties"]):
            return []
        people = set(self.standing(name, at))
        for change in self.changes(name, at):
            apply(change, people)
        away = {leave["member"] for leave in self.data["leave"] if holds(leave, at)}
        return sorted(people - away)

    def standing(self, name, at):
        """Temporary, else published, else rotated."""
        temporary = [plan for plan in self.data["temporary"] if name in plan["duties"] and holds(plan, at)]
        if temporary:
            return {shift["member"] for plan in temporary for shift in plan["shifts"]
                    if shift["duty"] == name and holds(shift, at)}
        spoken = [rota for rota in self.data["published"] if any(shift["duty"] == name for shift in rota["shifts"])]
        people = set()
        for rota in spoken:
            # A slot's shift is published whole, a rotation's only inside the period.
            duty = self.duty(name, instant(rota["start"]))
            whole = duty is not None and duty.get("slots") is not None
            if whole or holds(rota, at):
                people |= {shift["member"] for shift in rota["shifts"] if shift["duty"] == name and holds(shift, at)}
        return people if any(holds(rota, at) for rota in spoken) else people | self.rotated(name, at)

    def rotated(self, name, at):
        """The members of the highest rank that has any."""
        number = self.version(at)
        duty = self.duty(name, at)
        layers = (duty.get("layers") or []) if duty else []
        for rank in sorted({layer["rank"] for layer in layers}, reverse=True):
            people = set()
            for layer in layers:
                rotation = self.rotations[number][(name, layer["id"])]
                if layer["rank"] == rank and rotation.is_in_force(at) and is_open(layer, at):
                    people |= {member for member in rotation.group(at) if self.is_in_team(member, at)}
            if people:
                return people
        return set()

    def is_in_team(self, member, at):
        version = self.versions[self.version(at)]
        known = next((person for person in version["members"] if person["id"] == member), {})
        joined, left = known.get("from"), known.get("until")
        return (joined is None or start_of_day(joined, version["zone"]) <= at) and (
            left is None or at < start_of_day(next_day(left), version["zone"]))

    def changes(self, name, at):
        """Direct overrides with "nobody" first, then swaps and take-overs on top."""
        here = [change for change in self.data["overrides"] if change["duty"] == name and holds(change, at)]
        return sorted(here, key=lambda change: (change["kind"] != "direct", not change.get("nobody", False)))


def apply(change, people):
    if change.get("nobody"):
        people.clear()
    elif "add" in change:
        people.add(change["add"])
    elif "remove" in change:
        people.discard(change["remove"])
    elif change["out"] in people:
        people.remove(change["out"])
        people.add(change["in"])


# The command ----------------------------------------------------------------------------------------------------------

def load(path):
    with open(path, encoding="utf-8") as file:
        return Definitions(json.load(file))


def answer_batch(lines):
    loaded = lru_cache(maxsize=1)(load)
    for line in lines:
        path, duty, at = line.rstrip("\n").split("\t")
        print(" ".join(loaded(path).on(duty, instant(at))))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("definitions", nargs="?", help="an exported definitions.json")
    parser.add_argument("--at", help="an instant such as 2026-11-24T09:00:00Z (default: now)")
    parser.add_argument("--duty", help="one duty (default: all of them)")
    parser.add_argument("--batch", action="store_true", help="answer questions from standard input")
    options = parser.parse_args()
    if options.batch:
        return answer_batch(sys.stdin)
    if not options.definitions:
        parser.error("name a definitions.json, such as exports/field-support/definitions.json")
    definitions = load(options.definitions)
    at = instant(options.at) if options.at else datetime.now(timezone.utc)
    duties = [duty["id"] for duty in definitions.versions[definitions.version(at)]["duties"]]
    for duty in [options.duty] if options.duty else duties:
        print(f"{duty}: {', '.join(definitions.on(duty, at)) or 'nobody'}")


if __name__ == "__main__":
    main()
