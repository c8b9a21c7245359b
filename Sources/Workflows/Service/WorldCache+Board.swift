import ScheduleFiles
import Scheduling
import Timekeeping

/// Somebody on for a duty of a team.
struct OnCallNow: Sendable, Hashable {
  var team: TeamID
  var duty: DutyID
  var member: MemberID
}

extension WorldCache {
  /// Everybody on at `instant` in every team, each duty's own holders: fallbacks are not followed.
  ///
  /// Of many teams this is far cheaper than their timelines, but it has no reasons, nor until when or who is next: where
  /// people ask who is on (`WhoIsOn`, the overview) these are the answer, so they ask timelines.
  func onCall(at instant: Timestamp, world: World, zones: ZoneTables) throws -> [OnCallNow] {
    let version = world.version(at: instant)?.id ?? 0
    var board = try keptBoard(of: world, version: version) ?? newBoard(of: world, at: instant, zones: zones)
    let found = board.on(at: instant).map {
      OnCallNow(team: board.team($0), duty: board.duty($0), member: board.member($0))
    }
    keep(board, of: world, version: version)
    return found
  }

  private func newBoard(of world: World, at instant: Timestamp, zones: ZoneTables) throws -> OnCallBoard {
    OnCallBoard(try world.teams(at: instant).map { try plan(of: $0.schedule.team, world: world, zones: zones) })
  }
}
