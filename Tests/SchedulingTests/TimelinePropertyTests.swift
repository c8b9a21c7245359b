import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Whatever the layers, versions, publications, overrides and leave", .ownThreads)
struct TimelinePropertyTests {
  private static let seeds = 1...25

  private func halfHours(_ window: Interval) -> [Timestamp] {
    let count = Int(window.duration / .minutes(30))
    return (0..<count).map { window.start + .minutes(30 * $0) }
  }

  private func duties(_ timeline: OnCallTimeline) -> [DutyTimeline] { timeline.duties }

  @Test("Who is on agrees with asking the rules one instant at a time", arguments: seeds)
  func agrees(seed: Int) throws {
    let world = try RandomWorld(seed: seed)
    let timeline = try world.timeline(RandomWorld.window())
    let model = try NaiveModel(world.input)
    for duty in duties(timeline) {
      let wrong = halfHours(timeline.window).first { instant in
        duty.holders(at: instant).map(\.member).sorted() != model.holders(duty.duty.id, at: instant)
      }
      let seen = wrong.map { duty.holders(at: $0).map(\.member.text).sorted() } ?? []
      let expected = wrong.map { model.holders(duty.duty.id, at: $0).map(\.text) } ?? []
      #expect(wrong == nil, "\(duty.duty.id): \(seen) instead of \(expected)")
    }
  }

  @Test("Ids are unique, and nobody is on twice for one duty", arguments: seeds)
  func unique(seed: Int) throws {
    let timeline = try RandomWorld(seed: seed).timeline(RandomWorld.window())
    #expect(Set(timeline.shifts.map(\.shift.id)).count == timeline.shifts.count)
    for duty in duties(timeline) {
      for person in Set(duty.shifts.map(\.member)) {
        let own = duty.shifts.filter { $0.member == person }.map(\.interval)
        #expect(own.covered == own.reduce(.zero) { $0 + $1.duration }, "\(person) on \(duty.duty.id)")
      }
    }
  }

  @Test("Shifts and gaps together are the required time, and no gap is filled", arguments: seeds)
  func coverage(seed: Int) throws {
    let world = try RandomWorld(seed: seed)
    let timeline = try world.timeline(RandomWorld.window())
    let model = try NaiveModel(world.input)
    for duty in duties(timeline) {
      let wrong = halfHours(timeline.window).first { instant in
        let filled = duty.shifts.contains { $0.interval.contains(instant) }
        let gap = duty.gaps.contains { $0.interval.contains(instant) }
        return gap != (model.isRequired(duty.duty.id, at: instant) && !filled)
      }
      #expect(wrong == nil, "\(duty.duty.id)")
      #expect(duty.gaps.map(\.interval) == duty.gaps.map(\.interval).sorted { $0.start < $1.start })
    }
  }

  @Test("A shift is the same, with the same id, from every window that it overlaps", arguments: seeds)
  func windows(seed: Int) throws {
    let world = try RandomWorld(seed: seed)
    let whole = try world.timeline(RandomWorld.window())
    var dice = Dice(seed: seed)
    for _ in 0..<6 {
      let start = whole.window.start + .minutes(30 * dice.roll(0...RandomWorld.days * 48 - 2))
      let end = min(start + .minutes(30 * dice.roll(1...200)), whole.window.end)
      let window = try #require(Interval(start, end))
      let part = try world.timeline(window)
      for duty in duties(part) {
        let same = whole.duty(duty.duty.id)
        #expect(duty.shifts == same?.shifts.filter { $0.interval.overlaps(window) })
        let gaps = same?.gaps.compactMap { gap in
          gap.interval.intersection(window).map { Gap(duty: gap.duty, interval: $0, reason: gap.reason) }
        }
        #expect(duty.gaps == gaps)
      }
    }
  }

  @Test("The order in which facts were written does not show", arguments: seeds)
  func order(seed: Int) throws {
    var world = try RandomWorld(seed: seed)
    let before = try world.timeline(RandomWorld.window())
    world.shuffle()
    let after = try world.timeline(RandomWorld.window())
    #expect(after.shifts == before.shifts)
    #expect(after.duties.map(\.gaps) == before.duties.map(\.gaps))
  }

  @Test("Everybody in an answer is on until its `until`, whoever joins them, and not all after it", arguments: seeds)
  func until(seed: Int) throws {
    let timeline = try RandomWorld(seed: seed).timeline(RandomWorld.window())
    let instants = halfHours(timeline.window)
    for duty in duties(timeline).map(\.duty.id) {
      let chain = timeline.schedule.fallbackChain(from: duty).map(\.id)
      let answers = instants.map { instant in
        let held = chain.map { timeline.duty($0)?.holders(at: instant) ?? [] }.first { !$0.isEmpty } ?? []
        return held.map { "\($0.member) \($0.shift.duty)" }.sorted()
      }
      for index in stride(from: 0, to: instants.count, by: 13) {
        let now = Set(answers[index])
        let change = instants[index...].indices.first { later in
          now.isEmpty ? !answers[later].isEmpty : !now.isSubset(of: answers[later])
        }
        let answer = timeline.who(duty, at: instants[index])
        #expect(answer.holders.map { "\($0.member) \($0.duty)" }.sorted() == answers[index])
        #expect(answer.until == change.map { instants[$0] })
      }
    }
  }

  @Test("A version that takes effect later changes nothing before it (T11)", arguments: seeds)
  func past(seed: Int) throws {
    let world = try RandomWorld(seed: seed)
    let other = try RandomWorld(seed: seed + 1000).input.versions[0].schedule
    let boundary = try RandomWorld.window().start + .hours(24 * 9)
    var edited = world.input
    edited.versions = edited.versions.filter { $0.from < boundary }
    edited.versions.append(ScheduleVersion(from: boundary, schedule: other))
    let before = try world.timeline(RandomWorld.window())
    let after = try OnCallTimeline(edited, window: RandomWorld.window(), zones: Sample.zones)
    for duty in duties(before).map(\.duty.id) {
      for instant in halfHours(before.window) where instant < boundary {
        let (then, now) = (before.duty(duty)?.holders(at: instant), after.duty(duty)?.holders(at: instant))
        if then?.map(\.member) != now?.map(\.member) { Issue.record("\(duty) at \(instant)") }
      }
    }
  }
}
