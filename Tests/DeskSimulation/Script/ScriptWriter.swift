import Timekeeping

/// Makes the script of a seed: tickets by a profile of the day and the week, what becomes of each, what people do to the
/// rota, and what breaks.
package struct ScriptWriter {
  /// 20,000 tickets a year.
  package static let ticketsPerDay = 20_000.0 / 365
  private static let day: Int64 = 86_400_000

  private var dice: SplitMix
  private var events: [Script.Event] = []
  private let length: Int64
  private let start: Timestamp

  /// A script of about `tickets` tickets, anywhere in two years.
  package static func script(seed: UInt64, tickets: Int) -> Script {
    var writer = ScriptWriter(seed: seed, tickets: tickets)
    writer.write(tickets)
    let ordered = writer.events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    return Script(seed: seed, start: writer.start, events: ordered.map(\.element))
  }

  private init(seed: UInt64, tickets: Int) {
    dice = SplitMix(seed: seed)
    // From Monday 2026-02-02 on: both clock changes of two years are among the runs.
    start = Timestamp(milliseconds: 1_769_990_400_000 + Int64(dice.roll(0...(700 * 24))) * 3_600_000)
    length = max(Self.day, Int64(Double(tickets) / Self.ticketsPerDay * Double(Self.day)))
  }

  private mutating func write(_ tickets: Int) {
    let storm = Storm(tickets: tickets, length: length, &dice)
    for item in 0..<tickets { ticket(item, in: storm) }
    let days = Int(length / Self.day) + 1
    for day in 0..<days {
      people(Int64(day) * Self.day)
      faults(Int64(day) * Self.day)
    }
    events.removeAll { $0.at > length }
  }

  private mutating func add(_ at: Int64, _ deed: Deed) { events.append(Script.Event(at, deed)) }

  private mutating func minutes(_ range: ClosedRange<Int>) -> Int64 {
    Int64(dice.roll((range.lowerBound * 60)...(range.upperBound * 60))) * 1000 + Int64(dice.roll(0...999))
  }

  // MARK: Tickets

  /// Urgent tickets that come within half a minute, so that their pages are put together.
  private struct Storm {
    var at: Int64
    var items: Range<Int>

    init(tickets: Int, length: Int64, _ dice: inout SplitMix) {
      at = Int64(dice.next() % UInt64(length))
      let size = dice.chance(60) ? min(tickets / 5, dice.roll(3...40)) : 0
      let first = dice.roll(0...max(0, tickets - size))
      items = first..<(first + size)
    }
  }

  /// Three tickets in ten at the weekend, and few at night.
  private mutating func arrival() -> Int64 {
    while true {
      let at = Int64(dice.next() % UInt64(length))
      let seconds = (start + .milliseconds(at)).seconds
      let isWeekend = CivilDateTime(secondsSinceEpoch: seconds).date.weekday >= .sat
      let hour = seconds % 86_400 / 3600
      let weight = (isWeekend ? 30 : 100) * ((7...19).contains(hour) ? 100 : 25)
      if dice.roll(1...10_000) <= weight { return at }
    }
  }

  private mutating func ticket(_ item: Int, in storm: Storm) {
    let isPart = storm.items.contains(item)
    let at = isPart ? storm.at + Int64(dice.roll(0...30_000)) : arrival()
    let source = dice.pick([Deed.Source.json, .json, .json, .email, .email, .github])
    let topic = dice.chance(80) ? Deed.Topic.plain : dice.pick(Deed.Topic.allCases)
    let urgency = isPart ? 0 : dice.pick([0, 1, 2, 2, 2, 3])
    add(at, .arrive(item: item, source: isPart ? .json : source, urgency: urgency, topic: topic))
    senders(item, source, from: at)
    handling(item, from: at)
  }

  private mutating func senders(_ item: Int, _ source: Deed.Source, from at: Int64) {
    if dice.chance(10) { add(at + minutes(0...3), .again(item: item)) }
    if dice.chance(3) { add(at + minutes(60...4000), .again(item: item)) }
    if dice.chance(3) { add(at + minutes(0...60), .forged(item: item)) }
    if dice.chance(2) { add(at, .unanswered(item: item)) }
    if dice.chance(1) { add(at, .oversized(item: item)) }
    let letters = dice.pick([0, 0, 1, 1, 2, 4])
    for letter in 0..<letters {
      let writer = dice.pick([Deed.Writer.customer, .customer, .customer, .machine, .colleague])
      add(at + minutes(1...1500), .write(item: item, message: letter, by: writer))
      if dice.chance(10) { add(at + minutes(1...1500), .write(item: item, message: letter, by: writer)) }
    }
    guard source != .email else { return }
    // Versions are given in order and arrive in any.
    if dice.chance(15) { for version in 2...4 { add(at + minutes(0...300), .rename(item: item, version: version)) } }
    guard dice.chance(15) else { return }
    add(at + minutes(0...600), .end(item: item, version: 10))
    if dice.chance(40) { add(at + minutes(0...600), .reopen(item: item, version: 11)) }
    if dice.chance(20) { add(at + minutes(0...600), .end(item: item, version: 12)) }
  }

  private mutating func handling(_ item: Int, from at: Int64) {
    if dice.chance(8) { add(at + minutes(0...30), .acknowledge(item: item, member: dice.roll(0...5))) }
    if dice.chance(10) { add(at + minutes(0...60), .claim(item: item, member: dice.roll(0...5))) }
    if dice.chance(4) { add(at + minutes(0...600), .assign(item: item, member: dice.roll(0...5))) }
    if dice.chance(5) { add(at + minutes(0...600), .handOver(item: item)) }
    for _ in 0..<dice.roll(0...3) { add(at + minutes(3...1200), .work(item: item, dice.pick(Deed.Work.allCases))) }
    add(at + minutes(4...400), .work(item: item, .reply))
    if dice.chance(94) { add(at + minutes(30...2000), .work(item: item, dice.pick([.resolve, .resolve, .close]))) }
    // What came back is ended in the end, so that a desk does not fill up for ever.
    if dice.chance(97) { add(at + minutes(3000...6000), .work(item: item, .close)) }
  }

  // MARK: People and their rota

  private mutating func people(_ day: Int64) {
    let member = { (dice: inout SplitMix) in dice.roll(0...5) }
    if dice.chance(60) { add(day + minutes(0...1439), .pause(member: member(&dice), minutes: dice.roll(5...300))) }
    if dice.chance(25) {
      add(
        day + minutes(0...1439),
        .leave(member: member(&dice), inHours: dice.roll(1...100), hours: dice.roll(4...60)))
    }
    if dice.chance(25) { add(day + minutes(0...1439), .sick(member: member(&dice))) }
    if dice.chance(50) {
      add(
        day + minutes(0...1439),
        .override(
          duty: dice.roll(0...3), member: member(&dice), inHours: dice.roll(0...48), hours: dice.roll(1...12)))
    }
    if dice.chance(25) { add(day + minutes(0...1439), .swap(from: member(&dice), with: member(&dice))) }
    if dice.chance(15) { add(day + minutes(0...1439), .take(member: member(&dice))) }
    if dice.chance(10) { add(day + minutes(0...1439), .apply(variant: dice.roll(0...3))) }
  }

  // MARK: Faults

  private mutating func faults(_ day: Int64) {
    for _ in 0..<dice.roll(0...3) {
      let (host, at) = (dice.roll(0...4), day + minutes(0...1439))
      add(at, .provider(host: host, mood: dice.pick(Provider.Mood.allCases)))
      add(at + outage(), .provider(host: host, mood: .healthy))
    }
    if dice.chance(60) { add(day + minutes(0...1439), .crash(seconds: dice.roll(1...120))) }
    if dice.chance(40) { add(day + minutes(0...1439), .crashOnTheWire) }
    if dice.chance(40) { add(day + minutes(0...1439), .crashAmongTimers) }
    if dice.chance(30) { add(day + minutes(0...1439), .outage(minutes: dice.roll(5...300))) }
    if dice.chance(10) { add(day + minutes(0...1439), .reboot(seconds: dice.roll(20...600))) }
    if dice.chance(30) { add(day + minutes(0...1439), .setWall(bySeconds: clockChange())) }
    if dice.chance(15) {
      let at = day + minutes(0...1439)
      add(at, .crash(seconds: 60))
      add(at + 30_000, .setWall(bySeconds: clockChange()))
    }
  }

  /// Most are over within half an hour, as real ones are; one in six lasts for hours. While one does, all that waits for it is
  /// tried again each minute: when every outage took two hours, that was half of a run's steps, and showed nothing new.
  private mutating func outage() -> Int64 { dice.chance(16) ? minutes(30...240) : minutes(1...30) }

  private mutating func clockChange() -> Int {
    let span = dice.pick([1, 30, 600, 3600, 5400])
    return dice.chance(50) ? span : -span
  }
}
