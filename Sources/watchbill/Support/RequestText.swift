import ArgumentParser
import Scheduling
import Timekeeping
import Workflows

/// Who is speaking; the operator of the program where nobody is named.
struct SpeakerOption: ParsableArguments {
  @Option(name: .customLong("as"), help: "Who says it: a member's id, or lead. A lead may act for others.")
  var speaker: String?
}

/// Requests and replacements as people read them.
struct RequestText {
  let reader: ReaderZone

  static let header = ["id", "kind", "state", "team", "requester", "asked", "given", "in return", "taken by", "lapses"]
  static let candidateHeader = ["place", "member", "points", "because", "conflicts"]

  static func cells(_ request: ShiftRequest, _ output: FormatOption, _ reader: ReaderZone) -> [String] {
    let text = RequestText(reader: reader)
    let show = { (part: ShiftPart) in output.isText ? text.part(part) : "\(part.shift) \(part.interval)" }
    let takers = request.takings.map { "\($0.taker): \(show($0.part))" }
    return [request.id, request.kind.rawValue, request.state.rawValue, request.team.text, request.requester.text]
      + [request.asked?.text ?? "anybody", request.given.map(show).joined(separator: "; ")]
      + [request.wanted.map(show).joined(separator: "; "), takers.joined(separator: "; ")]
      + [output.time(request.lapses, reader)]
  }

  static func cells(_ replacement: Replacement) -> [String] {
    [
      replacement.place.map { "\($0)" } ?? "", replacement.member.text,
      replacement.place == nil ? "" : "\(replacement.points)", replacement.because.joined(separator: "; "),
      replacement.conflicts.map(\.sentence).joined(separator: "; "),
    ]
  }

  /// `primary Mon 2026-11-23 09:00 – Mon 2026-11-23 17:00`.
  func part(_ part: ShiftPart) -> String { "\(part.duty) \(SpanText.short(part.interval, in: reader.zone))" }

  func show(_ request: ShiftRequest, lapses: Timestamp?, isDryRun: Bool = false) {
    let asked = request.asked.map { " asks \($0)" } ?? (request.kind == .takeOver ? " takes over" : " asks anybody")
    let trial = isDryRun ? "would be: " : ""
    Terminal.line(
      "\(trial)\(request.id) (\(request.kind.rawValue), \(request.state.rawValue)): \(request.requester)\(asked)")
    for part in request.given { Terminal.line("  gives \(self.part(part)), \(part.member)'s") }
    for part in request.wanted { Terminal.line("  for \(self.part(part)), \(part.member)'s") }
    for taking in request.takings {
      let (taker, part) = (taking.taker, part(taking.part))
      let line =
        request.state == .withdrawn
        ? "\(taker) gives \(part) back to \(taking.part.member)" : "\(taker) takes \(part) from \(taking.part.member)"
      Terminal.line("  \(line) (\(taking.override))")
    }
    if let reason = request.reason { Terminal.line("  why: \(reason)") }
    if let lapses { Terminal.line("  open until \(reader.full(lapses))") }
  }

  /// Where a start was over already, that it begins now: what happened stays.
  func showMoved(from asked: Timestamp?) {
    guard let asked else { return }
    Terminal.line(Terminal.warning("  it begins now, not \(reader.full(asked)): what happened stays as it was"))
  }

  func show(_ candidates: [Replacement], most: Int) {
    let able = candidates.filter { $0.place != nil }
    if candidates.isEmpty { return }
    if able.isEmpty { Terminal.line(Terminal.warning("  nobody could stand it:")) }
    for one in able.prefix(most) {
      Terminal.line("  \(one.place ?? 0). \(one.name) (\(one.points) points): \(one.because.joined(separator: "; "))")
    }
    for one in candidates where one.place == nil && (able.isEmpty || most > 3) {
      Terminal.line(Terminal.dim("  – \(one.name): \(one.conflicts.map(\.sentence).joined(separator: "; "))"))
    }
  }
}

/// Shifts that somebody's leave lands on.
enum ConflictText {
  static let header = ["request", "team", "duty", "from", "until", "best", "fallback"]

  static func cells(_ conflict: LeaveConflict, _ output: FormatOption, _ reader: ReaderZone) -> [String] {
    let part = conflict.part
    let best = conflict.candidates.filter { $0.place != nil }.prefix(3).map(\.member.text)
    return [conflict.request ?? "", part.team.text, part.duty.text]
      + [output.time(part.interval.start, reader), output.time(part.interval.end, reader)]
      + [best.joined(separator: "; "), conflict.fallback.joined(separator: "; ")]
  }

  static func show(_ conflicts: [LeaveConflict], reader: ReaderZone) {
    let text = RequestText(reader: reader)
    for conflict in conflicts {
      let part = conflict.part
      let offer = conflict.request.map { ", offered as \($0)" } ?? ""
      Terminal.line(Terminal.warning("  lands on \(part.team)/\(text.part(part))\(offer)"))
      text.show(conflict.candidates, most: 3)
      let answer = conflict.fallback.isEmpty ? "nobody answers" : "\(conflict.fallback.joined(separator: ", ")) answers"
      Terminal.line("  until somebody takes it, \(answer)")
      if let request = conflict.request { Terminal.line("    take it: watchbill cover accept \(request) --as …") }
    }
  }
}

extension FormatOption {
  /// A request after something was done to it.
  func report(_ reply: RequestReply, reader: ReaderZone) throws {
    guard isText else {
      return try print(reply, header: RequestText.header, rows: [RequestText.cells(reply.request, self, reader)])
    }
    let text = RequestText(reader: reader)
    text.show(reply.request, lapses: reply.lapses, isDryRun: reply.isDryRun)
    text.showMoved(from: reply.movedFrom)
    for conflict in reply.overruled { Terminal.line(Terminal.warning("  accepted all the same: \(conflict.sentence)")) }
  }
}
