import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Who gets the ticket (rule K1)")
struct AssignTests {
  private let now = Timestamp(seconds: 1_800_000_000)

  private func candidate(
    _ id: String, load: Load = 0, of capacity: Int? = 5, until: Duration = .hours(4), last: Duration? = nil,
    skills: [String] = [], isOnLeave: Bool = false
  ) -> Candidate {
    Candidate(
      member: Desks.member(id), name: id, until: now + until, skills: skills, capacity: capacity, load: load,
      lastAssigned: last.map { now - $0 }, isOnLeave: isOnLeave)
  }

  private func decide(
    _ candidates: [Candidate], _ policy: AssignmentPolicy = .leastLoaded, skills: [String] = [], urgent: Bool = false
  ) -> AssignmentDecision {
    AssignTicket(now: now, policy: policy, skills: skills, ignoresShiftEnd: urgent).decide(among: candidates)
  }

  @Test("The least loaded has it; of two the one whose last ticket was longest ago; of two again the first by id")
  func leastLoaded() {
    #expect(decide([candidate("ben", load: 2), candidate("ana", load: 3)]).owner == Desks.member("ben"))
    let tied = [candidate("ana", load: 2, last: .minutes(5)), candidate("ben", load: 2, last: .minutes(9))]
    #expect(decide(tied).owner == Desks.member("ben"))
    #expect(decide([candidate("ben"), candidate("ana")]).owner == Desks.member("ana"))
    #expect(
      decide([candidate("ben", last: .minutes(5)), candidate("ana", last: .minutes(5))]).owner == Desks.member("ana"))
  }

  @Test("Round robin looks at the last assignment alone, and never at the order of the list")
  func roundRobin() {
    let people = [candidate("ana", last: .minutes(5)), candidate("ben", load: 4, last: .minutes(9))]
    #expect(decide(people, .roundRobin).owner == Desks.member("ben"))
    #expect(decide(people.reversed(), .roundRobin).owner == Desks.member("ben"))
    #expect(decide(people + [candidate("cleo")], .roundRobin).owner == Desks.member("cleo"), "never had one yet")
  }

  @Test("Somebody on leave is dropped first, and the reason says so")
  func leave() {
    let decision = decide([candidate("ana", load: 9, of: 5, isOnLeave: true)])
    #expect(decision.owner == nil && decision.verdicts.map(\.dropped) == [.onLeave])
    #expect(decision.because == "ana is on leave")
    #expect(!decision.isFull && !decision.waitsForShift)
  }

  @Test("Every required skill is needed")
  func skills() {
    let people = [candidate("ana", skills: ["devices"]), candidate("ben", load: 3, skills: ["billing", "devices"])]
    let decision = decide(people, skills: ["devices", "billing"])
    #expect(decision.owner == Desks.member("ben"))
    #expect(decision.verdicts.first?.because == "ana lacks the skill 'billing'")
  }

  @Test("Nobody gets a ticket in the last quarter of an hour, but for the most urgent")
  func endOfShift() {
    let leaving = candidate("ana", until: .minutes(15) - .milliseconds(1))
    #expect(decide([leaving]).owner == nil && decide([leaving]).waitsForShift)
    #expect(decide([leaving], urgent: true).owner == Desks.member("ana"))
    #expect(decide([candidate("ana", until: .minutes(15))]).owner == Desks.member("ana"), "just in time")
  }

  @Test("A full one is passed over; without a capacity nobody is ever full")
  func capacity() {
    let full = decide([candidate("ana", load: 5, of: 5)])
    #expect(full.owner == nil && full.isFull && full.because == "ana has 5 of 5 tickets")
    #expect(decide([candidate("ana", load: 4, of: 5)]).owner == Desks.member("ana"))
    #expect(decide([candidate("ana", load: 500, of: nil)]).owner == Desks.member("ana"))
    #expect(decide([candidate("ana", load: 0, of: 0)]).isFull)
  }

  @Test("The record keeps every candidate with the reason, also those who were not chosen")
  func record() {
    let decision = decide([
      candidate("ana", load: 1), candidate("ben", load: 2), candidate("cleo", isOnLeave: true),
    ])
    #expect(decision.owner == Desks.member("ana"))
    #expect(decision.because == "ana has the fewest tickets (1) of the 2 of 3 on shift who can take it")
    #expect(
      decision.verdicts.map(\.because) == ["ana has 1 of 5 tickets", "ben has 2 of 5 tickets", "cleo is on leave"])
  }

  @Test("Nobody on shift is a reason too")
  func nobody() {
    let decision = decide([])
    #expect(decision.owner == nil && decision.because == "nobody is on shift" && !decision.isFull)
  }
}
