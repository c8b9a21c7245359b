import Foundation
import RotaSearch

/// Makes a search problem of an on-call file.
struct OnCallReader {
  private let file: OnCallInstance
  /// In the order of the search problem: by start, then end.
  private let slots: [OnCallInstance.Slot]
  private let ids: [String]

  init(_ data: Data) throws(InstanceProblem) {
    do {
      file = try JSONDecoder().decode(OnCallInstance.self, from: data)
    } catch let problem as DecodingError {
      throw InstanceProblem(Self.explain(problem))
    } catch {
      throw InstanceProblem("this is not an on-call instance: \(error)")
    }
    let given = file.slots
    let order = given.indices.sorted { (given[$0].start, given[$0].end, $0) < (given[$1].start, given[$1].end, $1) }
    slots = order.map { given[$0] }
    ids = file.people.map(\.id)
    try check()
  }

  private static func explain(_ problem: DecodingError) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty
        ? "the instance" : path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    }
    switch problem {
    case .keyNotFound(let key, let context): return "\(place(context.codingPath)) lacks \"\(key.stringValue)\""
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return "\(place(context.codingPath)): \(context.debugDescription)"
    @unknown default: return "this is not an on-call instance"
    }
  }

  /// What the decoder cannot see.
  private func check() throws(InstanceProblem) {
    if let twice = Self.repeated(ids) { throw InstanceProblem("two people are called \"\(twice)\"") }
    if let twice = Self.repeated(slots.map(\.id)) { throw InstanceProblem("two slots are called \"\(twice)\"") }
    for slot in slots where slot.end <= slot.start || slot.week < 0 || slot.points < 0 {
      throw InstanceProblem("slot \"\(slot.id)\" must end after it starts, in a week and for points from 0")
    }
    for person in file.people where file.offsets[person.tz] == nil {
      throw InstanceProblem("\"offsets\" lacks the zone \"\(person.tz)\" of \"\(person.id)\"")
    }
    let pairs = file.people.flatMap { $0.leave + $0.prefs } + file.offsets.values.joined()
    if pairs.contains(where: { $0.count != 2 }) { throw InstanceProblem("leave, prefs and offsets are pairs") }
    if file.weights.change.isEmpty { throw InstanceProblem("\"weights.change\" is empty") }
    if file.people.contains(where: { $0.fteTenths <= 0 }) {
      throw InstanceProblem("everybody's \"fteTenths\" must be above 0")
    }
    try checkSizes()
  }

  /// Numbers that the search can count with; the decoder takes any.
  private func checkSizes() throws(InstanceProblem) {
    let (rules, weights, people) = (file.rules, file.weights, file.people)
    let prices = [
      weights.unfilled, weights.nonVolunteerWeekend, weights.fairPerPoint, weights.fairExtraPerPoint, weights.fairFree,
      weights.spread, weights.holiday,
    ]
    try check(prices + weights.change, in: 0...RotaInstance.mostWeight, "weights")
    let sums: [Int] = people.flatMap { [$0.fteTenths, $0.ledger, $0.workStart, $0.workEnd] }
    let wishes: [Int] = people.flatMap { Array($0.prefs.joined()) }
    try check(sums + wishes, in: -RotaInstance.mostWeight...RotaInstance.mostWeight, "what people have")
    let times: [Int] = slots.flatMap { [$0.start, $0.end, $0.day] } + file.history.flatMap { [$0.start, $0.end] }
    let leave: [Int] = people.flatMap { Array($0.leave.joined()) }
    let walls: [Int] = file.offsets.values.flatMap { Array($0.joined()) }
    try check(times + leave + walls, in: -Self.farthest...Self.farthest, "times and days")
    try check(slots.flatMap { [$0.week, $0.points] }, in: 0...1_000, "weeks and points of slots")
    let limits = [rules.restMin, rules.deskToleranceMin, rules.unsocialFrom, rules.unsocialTo, rules.unsocialMaxMin]
    try check(limits + [rules.maxNightsPerWeek], in: 0...100_000, "rules")
  }

  /// About nineteen years, in minutes.
  private static let farthest = 10_000_000

  private func check(_ numbers: [Int], in range: ClosedRange<Int>, _ what: String) throws(InstanceProblem) {
    guard let wrong = numbers.first(where: { !range.contains($0) }) else { return }
    throw InstanceProblem("\(what) are between \(range.lowerBound) and \(range.upperBound), not \(wrong)")
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }

  func instance() -> RotaInstance {
    let (ids, slotIDs) = (ids, slots.map(\.id))
    return RotaInstance(problem: problem) { lines in
      var holders: [(slot: String, person: String)] = []
      for (person, line) in zip(ids, lines.slots) { holders += line.map { (slotIDs[Int($0)], person) } }
      let rows = holders.sorted { $0.slot < $1.slot }.map { "\(quoted($0.slot)): \(quoted($0.person))" }
      return "{\"assign\": {\n" + rows.joined(separator: ",\n") + "\n}}\n"
    }
  }

  private var problem: SearchProblem {
    let fair = fairPoints
    return SearchProblem(
      slots: slots.map {
        SearchSlot(start: Int32($0.start), end: Int32($0.end), day: Int32($0.day), under: Int32(file.weights.unfilled))
      },
      members: file.people.indices.map { member($0, fair: fair[$0]) },
      clash: clash,
      constant: slots.reduce(0) { file.published[$1.id] == nil ? $0 : $0 + change($1) })
  }

  private func change(_ slot: OnCallInstance.Slot) -> Int {
    file.weights.change[min(slot.week, file.weights.change.count - 1)]
  }

  /// Overlaps and too little rest; desk slots may touch.
  private var clash: BitTable {
    var clash = BitTable(size: slots.count)
    let longest = slots.map { $0.end - $0.start }.max() ?? 0
    for a in slots.indices {
      for b in slots.indices[(a + 1)...] {
        if slots[b].start - slots[a].start >= longest + file.rules.restMin { break }
        guard clashes(slots[a], slots[b]) else { continue }
        clash[a, b] = true
        clash[b, a] = true
      }
    }
    return clash
  }

  private func clashes(_ first: OnCallInstance.Slot, _ second: OnCallInstance.Slot) -> Bool {
    let gap = second.start - first.end
    if gap == 0, first.kind == .desk, second.kind == .desk { return false }
    return gap < 0 || gap == 0 || gap < file.rules.restMin
  }

  /// What everybody should have in the end: the share of all points, rounded half up.
  private var fairPoints: [Int] {
    let total = file.people.reduce(0) { $0 + $1.ledger } + slots.reduce(0) { $0 + $1.points }
    let whole = file.people.reduce(0) { $0 + $1.fteTenths }
    return file.people.map { ($0.fteTenths * total * 2 + whole).flooredQuotient(2 * whole) }
  }

  private func member(_ index: Int, fair: Int) -> SearchMember {
    let person = OnCallPerson(file.people[index], in: file)
    let able = slots.indices.filter { person.may(slots[$0]) }
    let choices = able.map { at in
      let kept = file.published[slots[at].id] == person.facts.id ? change(slots[at]) : 0
      return Choice(slot: Int32(at), cost: Int32(person.cost(slots[at]) - kept))
    }
    return SearchMember(name: person.facts.id, choices: choices, tallies: tallies(able, person.facts, fair: fair))
  }

  // MARK: Tallies

  private func tallies(_ able: [Int], _ person: OnCallInstance.Person, fair: Int) -> [Tally] {
    var tallies = [fairness(able, person, fair: fair)]
    let weeks = (able.map { slots[$0].week }.max() ?? -1) + 1
    for week in 0..<weeks {
      let inWeek = able.filter { slots[$0].week == week }
      let nights = inWeek.filter { slots[$0].kind == .night }
      let unsocial = inWeek.filter { slots[$0].kind == .night || slots[$0].kind == .weekend }
      if nights.count > file.rules.maxNightsPerWeek { tallies.append(mostNights(nights)) }
      if unsocial.count > 1 { tallies.append(spread(unsocial)) }
      if file.rules.noBackToBackWeekends { tallies += weekends(able, after: week) }
    }
    return tallies
  }

  private func fairness(_ able: [Int], _ person: OnCallInstance.Person, fair: Int) -> Tally {
    let most = able.reduce(0) { $0 + slots[$1].points }
    let weights = file.weights
    let costs = (0...most).map { points in
      let deviation = abs(person.ledger + points - fair)
      let cost = weights.fairPerPoint * deviation + weights.fairExtraPerPoint * max(0, deviation - weights.fairFree)
      return min(SearchProblem.forbidden - 1, Int32(clamping: cost))
    }
    let counted = able.filter { slots[$0].points > 0 }
    return Tally(weights: counted.map { .init(slot: Int32($0), weight: Int32(slots[$0].points)) }, costs: costs)
  }

  private func mostNights(_ nights: [Int]) -> Tally {
    Tally(
      weights: nights.map { .init(slot: Int32($0), weight: 1) },
      costs: Array(repeating: 0, count: file.rules.maxNightsPerWeek + 1))
  }

  private func spread(_ unsocial: [Int]) -> Tally {
    Tally(
      weights: unsocial.map { .init(slot: Int32($0), weight: 1) },
      costs: (0...unsocial.count).map { Int32(max(0, $0 - 1) * file.weights.spread) })
  }

  /// Any number of weekend duties in this week or in the next, never in both: the next week's count in another digit.
  private func weekends(_ able: [Int], after week: Int) -> [Tally] {
    let these = able.filter { slots[$0].kind == .weekend && slots[$0].week == week }
    let those = able.filter { slots[$0].kind == .weekend && slots[$0].week == week + 1 }
    if these.isEmpty || those.isEmpty { return [] }
    let digit = these.count + 1
    let weights =
      these.map { Tally.Weight(slot: Int32($0), weight: 1) }
      + those.map { Tally.Weight(slot: Int32($0), weight: Int32(digit)) }
    let costs = (0..<digit * (those.count + 1)).map { total in
      total % digit > 0 && total / digit > 0 ? SearchProblem.forbidden : 0
    }
    return [Tally(weights: weights.sorted { $0.slot < $1.slot }, costs: costs)]
  }
}

extension Int {
  /// Rounds down, also below zero.
  func flooredQuotient(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}

/// A name as JSON has it.
func quoted(_ text: String) -> String {
  guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
  return String(decoding: data, as: UTF8.self)
}
