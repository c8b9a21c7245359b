import Scheduling
import Storage
import Timekeeping
import Workflows

/// A team whose primary changes hands every day at nine: ana, bo, cy, dee; eli is always behind them.
///
/// On 2026-11-22 it is ana's turn, then bo's, cy's, dee's, and on the 26th ana's again.
enum ChangeTeam {
  static func text(handoff: String = "09:00", rules: String = "{ alongside: [] }") -> String {
    """
    team: relay
    name: Relay
    zone: Etc/UTC
    lead: cy
    members:
      - { id: ana, name: Ana Ferrow }
      - { id: bo, name: Bo Lindqvar }
      - { id: cy, name: Cy Morandel }
      - { id: dee, name: Dee Okonrai }
      - { id: eli, name: Eli Vantongeren }
    duties:
      primary:
        fallback: secondary
        layers: [{ id: day, members: [ana, bo, cy, dee], every: 1 day, handoff: "\(handoff)", from: 2026-11-02 }]
      secondary: { layers: [{ id: always, members: [eli] }] }
    rules: \(rules)
    priorities: [normal]
    queues:
      all: { when: otherwise, office hours: always, page from: never, outside hours: hold, overflow: [primary] }

    """
  }

  static func desk(at now: String = "2026-11-23T06:00:00Z", rules: String = "{ alongside: [] }") async throws
    -> TestDesk
  {
    try await TestDesk(at: now, schedules: ["relay.yaml": text(rules: rules)])
  }
}

extension TestDesk {
  /// Who answers for a duty of the relay team.
  func who(_ instant: String, duty: String = "primary") async throws -> String? {
    try await perform(WhoIsOn(team: "relay", duty: duty, at: instant.instant)).rows.first?.member
  }

  /// What a member was told of, by kind.
  func told(_ member: String) async throws -> [String] {
    try await desk.store.read { try $0.notices(to: MemberID(unchecked: member)).map(\.kind) }
  }

  func request(_ id: String) async throws -> ShiftRequest {
    try await perform(ShowRequest(id: id)).request
  }
}
