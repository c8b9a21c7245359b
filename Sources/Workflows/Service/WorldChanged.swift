import Foundation
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// To be called by whoever changed versions, rotas, overrides or leave, in the same transaction: it moves
  /// the revisions of the shifts that changed, tells whose shifts moved, and looks again at every ticket that waits for
  /// somebody. The audit entry comes first: it says by whom, where `cause` does not.
  func worldChanged(in tx: Transaction, now: Timestamp, because cause: WorldChange? = nil) throws {
    let world = try worlds.world(in: tx)
    // Also of a team that is left out from now on: its shifts are gone, and calendars have to hear of it.
    var revised: [TeamID: RevisedShifts] = [:]
    for team in world.everyTeam { revised[team] = try reviseShifts(of: team, world: world, in: tx, now: now) }
    try watchTeams(world, revised, because: cause, in: tx, now: now)
    try armHistory(world: world, in: tx, now: now)
    try advanceWaitingTickets(in: tx, world: world, now: now)
  }
}

extension Transaction {
  /// Writes an audit entry with a few plain facts.
  func audit(at now: Timestamp, actor: Actor, action: String, entity: String, _ facts: [String: String] = [:]) throws {
    let body = try Array(WireJSON.encode(facts))
    try appendAudit(at: now, actor: actor.text, action: action, entity: entity, body: body)
  }
}
