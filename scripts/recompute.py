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
MOMENT = timedelta(milliseconds=1)


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

def open_windows(hours, zone, at, days):
    """The instants at which the windows that are open began. A window belongs to the day it begins on."""
    today = reading(at, zone).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        for window in hours:
            if window["day"] != DAYS[day.weekday()] or not is_held(days, day):
                continue
            start = first(midnight(day) + timedelta(minutes=minutes(window["start"])), zone)
            end = last(midnight(day) + timedelta(minutes=minutes(window["end"])), zone)
            if start <= at < end:
                yield start


def is_held(days, day):
    """True when windows may begin on a day: `days` is a layer, or the slots of a duty."""
    def within(ranges):
        return any(one["first"] <= day.isoformat() <= one["last"] for one in ranges)

    return within(days["onlyOn"] if days.get("onlyOn") is not None else [{"first": "", "last": "~"}]) and not within(
        days.get("exceptOn") or [])


def is_open(layer, at):
    return layer.get("hours") is None or any(
        True for _ in open_windows(layer["hours"], layer["zone"], at, layer))


def is_open_within(layer, start, end):
    """True when a layer holds at any time from `start` to `end`."""
    if layer.get("hours") is None:
        return True
    zone, named = layer["zone"], only_days(layer)
    day, until = reading(start, zone).date() - timedelta(days=2), reading(end, zone).date()
    while day <= min(until, max(named, default=until)):
        for opening, closing in held_windows(layer, day):
            if max(first(opening, zone), start) < min(last(closing, zone), end):
                return True
        day += timedelta(days=1)
    return False


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
    """One layer in one version: its turns, counted one by one from the start, and a finger on the list of those who take
    them. At a handoff the finger goes to the next; when whoever it is on stops taking turns, too. While the rotation
    rests, or nobody takes turns, it stays; a turn that a rest interrupts goes on after it, unless the rest ends with a
    handoff. Whoever takes over what is left of a turn, and is too little to be one, keeps it over the next handoff."""

    def __init__(self, layer, version, before, boundary):
        self.layer, self.zone, self.groups = layer, layer["zone"], layer["groups"]
        self.home = version["zone"]
        self.periods = [period for period in version["periods"] if period.get("members") is not None]
        self.is_plain = not (layer["terms"] or layer["pauses"] or self.periods)
        self.never = layer.get("hours") == [] or (skips_days(layer) and layer.get("onlyOn") is not None
                                                  and not any(held_windows(layer, day) for day in only_days(layer)))
        self.begins = []
        self._walk = self._units()
        self.start = first(midnight(layer["from"]) + timedelta(minutes=minutes(layer["handoffTime"])), self.zone)
        until = layer.get("until")
        self.end = start_of_day(next_day(until), self.zone) if until else None
        self.steps = [self._going_on(before, boundary) or self._begun()]

    def is_same(self, layer, version):
        """True where another version says just the same: a list that is put back goes on as if it had never been
        changed."""
        periods = [period for period in version["periods"] if period.get("members") is not None]
        return self.layer == layer and self.home == version["zone"] and self.periods == periods

    def is_in_force(self, at):
        return self.start <= at and (self.end is None or at < self.end)

    def group(self, at):
        """Whose turn it is."""
        finger = self._step(at)["finger"]
        if finger is None:
            present = self.present(at)
            return self.members(present[-1], at) if present else []
        return self.members(finger, at)

    def begun(self, at):
        """How many turns have begun."""
        while not self.never and (not self.begins or self.begins[-1] <= at):
            self.begins.append(next(self._walk))
        return bisect_right(self.begins, at)

    def handoffs(self, at):
        """How many turns begin at this very instant: mostly none or one, more where the clock is put forward."""
        return self.begun(at) - self.begun(at - MOMENT)

    # Who of the list takes turns on a day, and whether the rotation rests

    def members(self, place, at):
        if self.is_plain:
            return self.groups[place]
        day, date_at_home = reading(at, self.zone).date().isoformat(), reading(at, self.home).date().isoformat()
        only = next((period["members"] for period in self.periods
                     if period["first"] <= date_at_home <= period["last"]), None)
        here = []
        for member in self.groups[place]:
            terms = [term for term in self.layer["terms"] if term["group"] == place and term["member"] == member]
            if terms and not any(term.get("from", day) <= day <= term.get("until", day) for term in terms):
                continue
            if only is None or member in only:
                here.append(member)
        return here

    def present(self, at):
        return [place for place in range(len(self.groups)) if self.is_plain or self.members(place, at)]

    def is_resting(self, at):
        day = reading(at, self.zone).date().isoformat() if self.layer["pauses"] else ""
        return any(rest["first"] <= day <= rest["last"] for rest in self.layer["pauses"])

    # The finger

    def _step(self, at):
        """What holds at an instant; every event up to it is walked through once."""
        while self.steps[-1]["from"] <= at:
            event = self._next_event(self.steps[-1]["from"])
            if event is None or event > at:
                break
            self.steps.append(self._moved(self.steps[-1], event))
        return next((step for step in reversed(self.steps) if step["from"] <= at), self.steps[0])

    def _next_event(self, after):
        """The next handoff, or the next beginning of a day where days make a difference."""
        if self.never:
            return None
        events = [self.begins[self.begun(after)]]
        if not self.is_plain:
            for zone in (self.zone, self.home):
                today = reading(after, zone).date()
                days = (start_of_day(today + timedelta(days=ahead), zone) for ahead in range(4))
                events.append(next(day for day in days if day > after))
        return min(events)

    def _begun(self):
        present = self.present(self.start)
        finger = (present or [0])[0] if self.begun(self.start) else None
        return {"from": self.start, "finger": finger, "rests": self.is_resting(self.start), "interrupted": False,
                "keeps": False}

    def _moved(self, step, event):
        step, handoffs = dict(step), self.handoffs(event)
        before, now = self.present(event - MOMENT), self.present(event)
        runs = before and not step["rests"]
        if runs and not step["keeps"]:
            for _ in range(handoffs):
                step["finger"] = following(step["finger"], before)
        step["keeps"] = step["keeps"] and not handoffs
        rested, step["rests"] = step["rests"], self.is_resting(event)
        if step["finger"] is not None and step["finger"] not in now:
            if runs and now and not step["rests"] and self.is_no_turn(event):
                step["keeps"] = True
            step["finger"] = following(step["finger"], [place for place in before if place in now] or now)
        if step["rests"] and not rested:
            step["interrupted"] = not handoffs and not step["keeps"]
        if rested and not step["rests"] and step["interrupted"] and handoffs:
            step["finger"] = following(step["finger"], now)
        if step["finger"] is None and self.begun(event):
            step["finger"] = (now or [0])[0]
        step["from"] = event
        return step

    def is_no_turn(self, at):
        """Whether what is left of a turn, inside it, is too little to be one: it ends on the day on which it begins, or the
        layer holds at no time in it."""
        if self.handoffs(at):
            return False
        end = self.begins[self.begun(at)]
        return reading(at, self.zone).date() == reading(end, self.zone).date() or not is_open_within(self.layer, at, end)

    def _going_on(self, old, boundary):
        """An edited list goes on from whoever has the turn when the version begins (they keep it); if they left, from
        the next of the old list who has not. Another start, length or handoff begins anew."""
        same = ("from", "every", "unit", "handoffDay", "handoffTime")
        if old is None or self.never or old.never or self.start >= boundary or not old.begun(boundary):
            return None
        if any(old.layer.get(key) != self.layer.get(key) for key in same):
            return None
        last = old._step(boundary - MOMENT)
        places, groups = old._list(boundary - MOMENT)
        finger = last["finger"]
        handed, runs = old.handoffs(boundary), old.present(boundary - MOMENT) and not last["rests"]
        if runs and not last["keeps"]:
            for _ in range(handed):
                finger = following(finger, places)
        if finger not in places:
            return None
        found = self._place(groups, places.index(finger), boundary)
        if found is None:
            return None
        rests, handoffs = self.is_resting(boundary), self.handoffs(boundary)
        gone = (runs and self.present(boundary) and not rests
                and self._same(groups, places.index(finger), boundary) is None)
        keeps = bool(gone or (last["keeps"] and not handed)) and self.is_no_turn(boundary)
        interrupted = last["interrupted"] if last["rests"] else not handoffs and not keeps
        if last["rests"] and not rests and interrupted and handoffs:
            found = following(found, self.present(boundary))
        return {"from": boundary, "finger": found, "rests": rests, "interrupted": interrupted, "keeps": keeps}

    def _list(self, at):
        """The places that take turns and their groups; all of them where nobody does."""
        places = self.present(at)
        if places:
            return places, [self.members(place, at) for place in places]
        return list(range(len(self.groups))), self.groups

    def _place(self, old, finger, at):
        """Where whoever has the turn stands in this list, else the next of the old list who is in it."""
        found = (self._same(old, (finger + later) % len(old), at) for later in range(len(old)))
        return next((place for place in found if place is not None), None)

    def _same(self, old, here, at):
        """Where a group of the old list stands in this one: the same group, and of several the one after which most comes
        as it came; else the first group with one of its members."""
        places, groups = self._list(at)

        def run(place):
            length = 0
            while length < min(len(groups), len(old)) and (
                    groups[(place + length) % len(groups)] == old[(here + length) % len(old)]):
                length += 1
            return length

        equal = [place for place in range(len(groups)) if groups[place] == old[here]]
        if equal:
            return places[max(equal, key=lambda place: (run(place), -place))]
        near = [place for place in range(len(groups)) if set(groups[place]) & set(old[here])]
        return places[near[0]] if near else None

    # The turns

    def _units(self):
        """When each turn begins. Where days off do not eat turns, a turn of days is so many days with any hours in
        them, and one of hours is left out where the layer holds at no time in it."""
        layer, every = self.layer, self.layer["every"]
        skips = skips_days(layer)
        wanted = open_minutes(layer["hours"]) if skips else None
        limited = layer.get("onlyOn") is not None or layer.get("exceptOn") is not None
        behind = max(only_days(layer), default=None)
        by_days = skips and layer["unit"] == "day"
        count = worked = 0
        while True:
            wall, after = self._nominal(count, 1 if by_days else every), self._nominal(count + 1, 1 if by_days else every)
            if skips and behind and wall.date() > behind + timedelta(days=2):
                yield datetime(9000, 1, 1, tzinfo=timezone.utc)
                continue
            if not skips or (any_open(wanted, wall, after) and (not limited or any_held(layer, wall, after))):
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


def following(finger, present):
    """The next of `present` after `finger`, round and round."""
    if finger is None or not present:
        return finger
    return next((place for place in present if place > finger), present[0])


def any_open(wanted, wall, after):
    start = wall.weekday() * 1440 + wall.hour * 60 + wall.minute
    length = min(int((after - wall).total_seconds()) // 60, WEEK)
    return any(wanted[(start + minute) % WEEK] for minute in range(length))


def skips_days(layer):
    return layer.get("hours") is not None and layer["offDays"] == "skip" and layer["unit"] in ("day", "hour")


def only_days(layer):
    """Each day on which alone windows may begin; none where every day is like the others."""
    days = []
    for one in layer.get("onlyOn") or []:
        day = date.fromisoformat(one["first"])
        while day.isoformat() <= one["last"]:
            days.append(day)
            day += timedelta(days=1)
    return days


def held_windows(layer, day):
    """The windows that begin on a day, on the wall."""
    if not is_held(layer, day):
        return []
    return [(midnight(day) + timedelta(minutes=minutes(window["start"])),
             midnight(day) + timedelta(minutes=minutes(window["end"])))
            for window in layer["hours"] if window["day"] == DAYS[day.weekday()]]


def any_held(layer, wall, after):
    day = wall.date() - timedelta(days=1)
    while day <= after.date():
        if any(start < after and wall < end for start, end in held_windows(layer, day)):
            return True
        day += timedelta(days=1)
    return False


# Who is on ------------------------------------------------------------------------------------------------------------

UNDONE_WITHIN = timedelta(days=28)


class Definitions:
    """An exported file, ready to be asked."""

    def __init__(self, data):
        if data["format"] != 1:
            raise SystemExit(f"definitions of format {data['format']}: this program reads format 1")
        self.data = data
        self.versions = data["versions"]
        self.rotations = []
        for place, version in enumerate(self.versions):
            before, here = (self.rotations[-1] if self.rotations else {}), {}
            # What was put back later than four weeks after it was changed is an edit like others.
            recent = [old for old, after in zip(self.rotations, self.versions[1:])
                      if instant(version["from"]) - instant(after["from"]) <= UNDONE_WITHIN]
            for duty in version["duties"]:
                for layer in duty.get("layers") or []:
                    key = (duty["id"], layer["id"])
                    former = (old[key] for old in reversed(recent) if key in old and old[key].is_same(layer, version))
                    here[key] = next(former, None) or Rotation(
                        layer, version, before.get(key), instant(version["from"]))
            self.rotations.append(here)

    def version(self, at):
        """The number of the version in force; the first one also answers for the time before it."""
        return max((n for n, version in enumerate(self.versions) if instant(version["from"]) <= at), default=0)

    def duty(self, name, at):
        return next((duty for duty in self.versions[self.version(at)]["duties"] if duty["id"] == name), None)

    def on(self, name, at):
        """Who is on for a duty, in order: from the recorded past down to the layers, as rule T8 has it."""
        recorded = self.data.get("recorded")
        if recorded and (not recorded.get("since") or instant(recorded["since"]) <= at) and at < min(
            instant(recorded["until"]), instant(recorded["running"].get(name, recorded["until"]))
        ):
            return sorted({shift["member"] for shift in recorded["shifts"] if shift["duty"] == name and holds(shift, at)})
        if not any(duty["id"] == name for version in self.versions for duty in version["duties"]):
            return []
        people = set(self.standing(name, at))
        for change in self.changes(name, at):
            if self.is_meant(change, name, at):
                apply(change, people)
        away = {leave["member"] for leave in self.data["leave"] if holds(leave, at)}
        return sorted(member for member in people - away if not self.has_left(member, at))

    def has_left(self, member, at):
        """Whether somebody whom some version names is not in the team then."""
        members = self.versions[self.version(at)]["members"]
        if any(person["id"] == member for person in members):
            return not self.is_in_team(member, at)
        return bool(members) and any(
            person["id"] == member for version in self.versions for person in version["members"])

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

    def is_meant(self, change, name, at):
        """A change that follows a shift leaves alone whom a temporary schedule puts there by a shift of its own."""
        own = [shift["id"] for plan in self.data["temporary"] if holds(plan, at) for shift in plan["shifts"]
               if shift["duty"] == name and shift["member"] == change.get("out") and holds(shift, at)]
        return not own or change.get("follows") is None or any(
            one.split("_")[0] == change["follows"].split("_")[0] for one in own)

    def rotated(self, name, at):
        """The members of the highest rank that has any."""
        number = self.version(at)
        duty = self.duty(name, at)
        layers = (duty.get("layers") or []) if duty else []
        for rank in sorted({layer["rank"] for layer in layers}, reverse=True):
            people = set()
            for layer in layers:
                rotation = self.rotations[number][(name, layer["id"])]
                if layer["rank"] != rank or not rotation.is_in_force(at) or rotation.is_resting(at):
                    continue
                if is_open(layer, at):
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
