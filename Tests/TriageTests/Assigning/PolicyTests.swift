import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Favourites and policies (rule K1)")
struct PolicyTests {
  private let now = Timestamp(seconds: 1_800_000_000)

  private func someone(_ id: String, load: Load = 0, of capacity: Int? = 5, last: Duration? = nil) -> Candidate {
    Candidate(
      member: Desks.member(id), name: id, until: now + .hours(4), capacity: capacity, load: load,
      lastAssigned: last.map { now - $0 })
  }

  private func decide(
    _ people: [Candidate], _ policy: AssignmentPolicy, _ change: (inout AssignTicket) -> Void = { _ in }
  ) -> AssignmentDecision {
    var rule = AssignTicket(now: now, policy: policy)
    change(&rule)
    return rule.decide(among: people)
  }

  @Test("Weighted looks at the share of the capacity, least loaded at the number")
  func weighted() {
    let people = [someone("ana", load: 2, of: 4), someone("ben", load: 3, of: 10), someone("cleo", load: 1, of: 1)]
    let decision = decide(people, .weighted)
    #expect(
      decision.owner == Desks.member("ben")
        && decision.because == "ben has the most room (3 of 10) of the 2 of 3 on shift who can take it")
    #expect(decide(people, .leastLoaded).owner == Desks.member("ana"))
    let unlimited = decide([someone("ana", load: 1), someone("ben", load: 7, of: nil)], .weighted)
    #expect(unlimited.because == "ben has the most room (7, without a limit) of 2 on shift")
  }

  @Test("A weight of one and a half counts as that")
  func weights() {
    let people = [someone("ana", load: Load(hundredths: 150)), someone("ben", load: 1)]
    #expect(decide(people, .leastLoaded).because == "ben has the fewest tickets (1) of 2 on shift")
    #expect(decide(people + [someone("cleo", load: Load(hundredths: 75))], .leastLoaded).owner == Desks.member("cleo"))
  }

  @Test("Primary only: the first who is on has it, or nobody")
  func primaryOnly() {
    let decision = decide([someone("ben", load: 4), someone("ana")], .primaryOnly)
    #expect(decision.owner == Desks.member("ben") && decision.because == "ben is the primary (4 other tickets)")
    #expect(decision.verdicts.last?.because == "ana is not the primary")
    let full = decide([someone("ben", load: 5), someone("ana")], .primaryOnly)
    #expect(full.owner == nil && full.isFull)
    var away = someone("ben")
    away.isOnLeave = true
    #expect(decide([away, someone("ana")], .primaryOnly).owner == Desks.member("ana"), "the first who is there")
  }

  @Test("Pull: everybody who could have it may claim it, and nobody is given it")
  func pull() {
    var paused = someone("cleo")
    paused.pause = Pause(member: paused.member, from: now, reason: "busy")
    let decision = decide([someone("ben", load: 1), someone("ana"), paused], .pull)
    #expect(decision.owner == nil && decision.offered.map(\.text) == ["ana", "ben"])
    #expect(decision.because == "posted to ana and ben; the first to claim it has it")
    #expect(decide([paused], .pull).offered.isEmpty)
  }

  @Test("Round robin: who is new stands in the round since their shift began, neither flooded nor forgotten")
  func newcomer() {
    var cleo = someone("cleo")
    cleo.joined = now - .minutes(30)
    let people = [someone("ana", last: .minutes(40)), someone("ben", last: .minutes(5)), cleo]
    #expect(decide(people, .roundRobin).owner == Desks.member("ana"))
    #expect(decide(Array(people.dropFirst()), .roundRobin).owner == Desks.member("cleo"))
  }

  @Test("In a deal whoever has had fewer of it comes first, whatever else they have")
  func dealt() {
    var ana = someone("ana")
    ana.dealt = 1
    #expect(decide([ana, someone("ben", load: 4)], .leastLoaded).owner == Desks.member("ben"))
  }

  @Test("A favourite who can have it comes before the policy, in the order of the favourites")
  func favourites() {
    let people = [someone("ana"), someone("ben", load: 3), someone("cleo", load: 4)]
    let past = Favourite([Desks.member("cleo")], because: "had it before")
    let pair = Favourite([Desks.member("ben"), Desks.member("dora")], because: "is one of Larch's own people")
    #expect(decide(people, .leastLoaded) { $0.favourites = [past, pair] }.because == "cleo had it before")
    #expect(decide(people, .pull) { $0.favourites = [pair] }.because == "ben is one of Larch's own people")
    let without = [people[0], someone("cleo", load: 5)]
    #expect(
      decide(without, .leastLoaded) { $0.favourites = [past, pair] }.owner == Desks.member("ana"), "cleo is full")
  }

  @Test("Of a named pair, the one whom the policy would choose")
  func pair() {
    let pair = Favourite([Desks.member("ana"), Desks.member("ben")], because: "is one of Larch's own people")
    let people = [someone("ana", load: 2), someone("ben", load: 1), someone("cleo")]
    #expect(decide(people, .leastLoaded) { $0.favourites = [pair] }.owner == Desks.member("ben"))
  }

  @Test("Skills that are not asked for any more are still preferred, and room before no room")
  func preferred() {
    var (skilled, unskilled) = (someone("ben", load: 4), someone("ana"))
    skilled.skills = ["billing"]
    let relaxed: (inout AssignTicket) -> Void = {
      $0.skills = ["billing"]
      $0.skillsRelax = $0.now
      $0.goesBeyondCapacity = true
    }
    #expect(decide([skilled, unskilled], .leastLoaded, relaxed).owner == Desks.member("ben"))
    unskilled.load = 5
    #expect(decide([unskilled], .leastLoaded, relaxed).owner == Desks.member("ana"))
    let (full, free) = (someone("ana", load: 5, of: 5), someone("ben", load: 8, of: 9))
    #expect(decide([full, free], .leastLoaded) { $0.goesBeyondCapacity = true }.owner == Desks.member("ben"))
  }

  @Test("The order of the list never shows, with any policy", arguments: AssignmentPolicy.allCases)
  func orderOfList(policy: AssignmentPolicy) {
    var dice = Dice(seed: 7)
    for round in 1...300 {
      let people = (0..<dice.roll(1...6)).map { index in
        var one = someone(
          "m\(index)", load: Load(hundredths: 50 * dice.roll(0...8)), of: dice.pick([nil, 2, 4, 7]),
          last: dice.pick([nil, .minutes(dice.roll(1...4))]))
        one.dealt = dice.roll(0...1)
        if dice.once(in: 3) { one.skills = ["billing"] }
        return one
      }
      let change: (inout AssignTicket) -> Void = {
        if round.isMultiple(of: 2) {
          $0.skills = ["billing"]
          $0.skillsRelax = $0.now
        }
        $0.goesBeyondCapacity = round.isMultiple(of: 3)
      }
      // The primary is the first of the list, so there the list has a meaning.
      let shuffled = policy == .primaryOnly ? people : people.shuffled(using: &dice)
      let (first, second) = (decide(people, policy, change), decide(shuffled, policy, change))
      #expect(first.owner == second.owner && first.offered == second.offered, "seed 7, round \(round)")
      #expect(first.verdicts.count == people.count, "every candidate is kept")
    }
  }

  @Test("A load is a number in JSON, whole or not, and what was stored as a count is read")
  func loads() {
    #expect(["3", "1.5", "0.25", "0"] == [3, Load(hundredths: 150), Load(hundredths: 25), 0].map(\.description))
    #expect(Load(hundredths: 105).description == "1.05" && Load(hundredths: -150).description == "-1.5")
  }
}
