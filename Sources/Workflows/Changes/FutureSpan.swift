import Timekeeping

/// The part of a wished time that is still to come: what happened stays as it was, whoever asks (rule T11).
struct FutureSpan: Sendable {
  let interval: Interval
  /// When it was to begin, where that was over already: it begins now instead, and the answer says so.
  let asked: Timestamp?

  /// A start that lies so little before now means "now": it was read before the command arrived.
  static let grace = Duration.minutes(1)

  /// `what` is what people call it, such as "the override". Refuses a time that is over or ends before it begins.
  init(_ what: String, from: Timestamp, until: Timestamp, now: Timestamp, force: Bool) throws {
    guard from < until else {
      throw OperatorProblem(.refused, "\(what) ends \(until), not after it begins", help: "give a later --until")
    }
    guard let interval = Interval(max(from, now), until) else {
      throw OperatorProblem(
        .refused, "\(what) ends \(until), in the past", help: "what happened stays as it was, also with --force")
    }
    self.interval = interval
    asked = try Self.passed(from, now: now, force: force)
  }

  /// `from` where it is over, else nil. With `force` that is refused: a lead's word overrules conflicts between shifts,
  /// and nobody's overrules what happened.
  static func passed(_ from: Timestamp?, now: Timestamp, force: Bool) throws -> Timestamp? {
    guard let from, from < now - grace else { return nil }
    guard force else { return from }
    throw OperatorProblem(
      .refused, "it would begin \(from), in the past, and recorded history cannot be changed, also with --force",
      help: "add --from now; conflicts from then on are accepted")
  }
}
