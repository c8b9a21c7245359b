import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Storage

@Suite("Subscribed calendars", .ownThreads)
struct CalendarQueryTests {
  private func calendar(_ id: String, _ subject: SubscribedCalendar.Subject, next: Duration) -> SubscribedCalendar {
    SubscribedCalendar(
      id: id, subject: subject, url: "https://hr.example.com/\(id)", options: "{}", added: Samples.now, by: "ana",
      next: Samples.now + next)
  }

  @Test("Calendars come back as they were stored, and those that are due first come first")
  func stored() async throws {
    let store = try Store.sample()
    var first = calendar("C-1", .member(Samples.ana), next: .hours(2))
    let second = calendar("C-2", .team(Samples.desk), next: .hours(1))
    try await store.write { [first] tx in
      try tx.addCalendar(first)
      try tx.addCalendar(second)
    }
    #expect(try await store.read { try $0.calendars() } == [first, second])
    #expect(try await store.read { try $0.nextCalendarDue() } == Samples.now + .hours(1))
    #expect(try await store.read { try $0.dueCalendars(now: Samples.now, limit: 9) }.isEmpty)
    let due = try await store.read { try $0.dueCalendars(now: Samples.now + .hours(2), limit: 9) }
    #expect(due.map(\.id) == ["C-2", "C-1"])
    (first.checked, first.good, first.failures, first.problem) = (Samples.now, Samples.now, 2, "nobody answers")
    (first.emptied, first.etag, first.lastModified, first.report) = (Samples.now, "\"1\"", "today", "{}")
    first.next = Samples.now
    try await store.write { [first] tx in
      try tx.noteCalendar(first)
      try tx.setCalendarBytes([1, 2, 3], of: "C-1")
    }
    #expect(try await store.read { try $0.calendar("C-1") } == first)
    #expect(try await store.read { try $0.calendarBytes("C-1") } == [1, 2, 3])
    #expect(try await store.read { try $0.calendarBytes("C-2") } == nil)
  }

  @Test("A removed calendar is never due, and its copy is forgotten")
  func removed() async throws {
    let store = try Store.sample()
    let one = calendar("C-1", .member(Samples.ana), next: .zero)
    try await store.write { tx in
      try tx.addCalendar(one)
      try tx.setCalendarBytes([1], of: "C-1")
    }
    #expect(try await store.write { try $0.removeCalendar("C-1", by: "bo", at: Samples.now) })
    #expect(try await !store.write { try $0.removeCalendar("C-1", by: "bo", at: Samples.now) })
    #expect(try await store.read { try $0.calendars() }.isEmpty)
    #expect(try await store.read { try $0.nextCalendarDue() } == nil)
    #expect(try await store.read { try $0.calendarBytes("C-1") } == nil)
    #expect(try await store.read { try $0.calendar("C-1")?.removed } == Samples.now)
  }

  @Test("Leave is known by its event, follows it, and is forgotten when it was taken back")
  func bound() async throws {
    let store = try Store.sample()
    func leave(_ id: String, _ hours: Int) throws -> Leave {
      let interval = try #require(Interval(Samples.now, Samples.now + .hours(hours)))
      return Leave(id: id, member: Samples.ana, interval: interval, kind: .planned)
    }
    let origin = ImportedLeave(leave: "L-1", calendar: "C-1", uid: "u", recurrence: "", member: Samples.ana)
    let (short, long) = (try leave("L-1", 1), try leave("L-1", 2))
    try await store.write { tx in
      try tx.addLeave(short, by: "calendar:C-1", at: Samples.now)
      try tx.bindLeave(origin)
    }
    #expect(try await store.read { try $0.importedLeaves(of: "C-1") } == [origin])
    #expect(try await store.read { try $0.origin(ofLeave: "L-1") } == origin)
    let before = try await store.read { try $0.changeCounter(.leaves) }
    #expect(try await store.write { try $0.changeLeave(long) })
    #expect(try await store.read { try $0.leave("L-1") } == long)
    #expect(try await store.read { try $0.changeCounter(.leaves) } == before + 1)
    let again = try leave("L-2", 1)
    try await store.write { tx in
      _ = try tx.withdrawLeave("L-1", by: "calendar:C-1", at: Samples.now)
      try tx.addLeave(again, by: "calendar:C-1", at: Samples.now)
    }
    #expect(try await store.read { try $0.importedLeaves(of: "C-1") }.isEmpty)
    #expect(try await !store.write { try $0.changeLeave(long) })
    let next = ImportedLeave(leave: "L-2", calendar: "C-1", uid: "u", recurrence: "", member: Samples.ana)
    try await store.write { try $0.bindLeave(next) }
    #expect(try await store.read { try $0.importedLeaves(of: "C-1") } == [next])
  }
}
