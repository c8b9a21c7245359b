import Foundation
import ScheduleFiles
import Timekeeping

/// The team that all runs are about, in a few variants that are applied one after the other.
package enum SimulatedTeam {
  package static let id = "harbour"
  package static let members = ["ana", "bo", "cy", "di", "ed", "fay"]
  package static let duties = ["primary", "secondary", "desk", "late"]
  package static let variants = 4

  /// The zones that the team's file names.
  package static let zones: ZoneTables = {
    let folder = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
    let zones = ["Europe/London", "Etc/UTC"].compactMap { name -> Zone? in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
      return try? Zone(id: ZoneID(text: name), tzif: [UInt8](data))
    }
    return ZoneTables(zones)
  }()

  /// What `apply` is given for a variant; read once for all runs of the process.
  package static func definitions(_ variant: Int) throws -> [UInt8] {
    try compiled[variant % variants].get()
  }

  private static let compiled: [Result<[UInt8], TextProblem>] = (0..<variants).map { variant in
    let reader = ScheduleReader(zones: zones) { _ in .success([]) }
    let (definitions, problems) = reader.read([SourceFile(path: "harbour.yaml", bytes: Array(text(variant).utf8))])
    guard let definitions, let bytes = try? definitions.encoded() else {
      return .failure(TextProblem("variant \(variant): \(problems)", help: "mend SimulatedTeam"))
    }
    return .success(bytes)
  }

  private static func text(_ variant: Int) -> String {
    let first = [["ana", "bo", "cy"], ["bo", "cy", "ana"], ["cy", "di", "bo", "ana"], ["ana", "cy"]][variant]
    return """
      team: harbour
      name: Harbour desk
      zone: Europe/London
      lead: fay
      members:
        - { id: ana, name: Ana Ferrow, capacity: 12, hours: mon-fri 09:00-17:00, contacts: [{ one: "http://one.example.com/ana" }, { two: "http://two.example.com/ana" }], paging: [from urgent use two and one after 2 minutes] }
        - { id: bo, name: Bo Lindqvar, capacity: 12, contacts: [{ two: "http://two.example.com/bo" }, { one: "http://one.example.com/bo" }] }
        - { id: cy, name: Cy Morandel, capacity: 12, contacts: [{ two: "http://two.example.com/cy" }, { four: cccccccccccccccccccccccccccccccc }], paging: ["hours mon-fri 09:00-17:00 use four and two after 1 minutes"] }
        - { id: di, name: Di Halvorsen, capacity: 12, contacts: [{ one: "http://one.example.com/di" }, { one: "http://one.example.com/di2" }] }
        - { id: ed, name: Ed Quillan, capacity: 12 }
        - { id: fay, name: Fay Osterby, contacts: [{ one: "http://one.example.com/fay" }, { three: "http://three.example.com/fay" }] }
      duties:
        primary: { fallback: secondary, layers: [{ id: week, members: [\(first.joined(separator: ", "))], every: 1 week, handoff: mon 09:00, from: 2026-01-05 }] }
        secondary: { layers: [{ id: week, members: [di, ed], every: 1 week, handoff: mon 09:00, from: 2026-01-05 }] }
        desk: { fallback: primary, layers: [{ id: day, hours: mon-fri 08:00-18:00, members: [[ana, di, ed]] }] }
        late: { layers: [{ id: late, hours: mon-sun 17:00-23:00, members: [[bo, cy]] }] }
      office hours: { day: mon-fri 08:00-18:00 }
      priorities: [urgent, high, normal, low]
      customers:
        larch: { name: Larch, domains: [larch.example.com], people: [bo] }
      routing:
        - { name: secrets, when: { words: [vulnerability] }, visibility: private }
        - { name: posted, when: { words: [anybody] }, queue: pool }
        - { name: asked, when: { words: [asking] }, queue: asked }
        - { name: spam, when: { words: [lottery] }, not a ticket: yes }
      queues:
        pool: { when: routing, assign: pull, overflow: [desk, { to: late, after: 30 minutes }] }
        asked: { when: routing, overflow: [{ ask: late, for: 2 hours }, desk] }
        alarms:
          when: { priority: urgent }
          office hours: always
          page from: urgent
          targets: { first response: { urgent: 60 minutes }, resolution: { urgent: 8 hours } }
          escalation: { urgent: critical }
          overflow: [primary, { to: secondary, after: \(5 + variant) minutes }, { page: primary }]
        letters:
          when: otherwise
          office hours: day
          page from: never
          outside hours: \(variant == 1 ? "best effort" : "hold")
          private to: bo
          weight: { low: 0.5 }
          same owner within: 7 days
          targets: { first response: { high: 2 business hours, normal: 4 business hours, low: none }, next response: 6 business hours }
          assign: \(variant == 2 ? "round robin" : "least loaded")
          overflow: [desk, { to: late, after: 30 minutes }]
      escalation:
        critical:
          - { at: created, page: primary, acknowledge within: \(5 + variant) minutes, still working within: 30 minutes }
          - { then: secondary, after: \(5 + variant) minutes }
          - { then: lead, after: 10 minutes, repeat: 2 times }

      """
  }
}
