import Foundation
import Scheduling
import Timekeeping
import Workflows

/// Shifts as somebody types them: `ana 2026-12-24 2026-12-25T09:00 primary`, with blanks or commas.
struct TemporaryLines {
  let now: Timestamp
  let zone: Zone

  /// The largest file that is read.
  static let largestFile = 256 << 10

  func entry(_ text: String, at place: String) throws -> AddTemporary.Entry {
    let words = text.split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init)
    guard (3...4).contains(words.count), let from = InstantArgument(argument: words[1]),
      let until = InstantArgument(argument: words[2])
    else {
      throw OperatorProblem(
        .refused, "\(place): '\(text)' is not a shift",
        help: "write member from until, such as ana 2026-12-24 2026-12-25T09:00")
    }
    return AddTemporary.Entry(
      member: words[0], from: try from.instant(now: now, zone: zone), until: try until.instant(now: now, zone: zone),
      duty: words.count == 4 ? words[3] : nil)
  }

  /// Empty lines, a heading and lines that begin with # are passed over.
  func entries(ofFile path: String?) throws -> [AddTemporary.Entry] {
    guard let path else { return [] }
    guard let data = FileManager.default.contents(atPath: path), data.count <= Self.largestFile else {
      throw OperatorProblem(
        .refused, "the file '\(path)' cannot be read, or is larger than \(Self.largestFile) bytes",
        help: "give a file of lines member,from,until[,duty]")
    }
    let lines = String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return try lines.enumerated().compactMap { index, line in
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty || text.hasPrefix("#") || (index == 0 && text.hasPrefix("member")) { return nil }
      return try entry(text, at: "\(path):\(index + 1)")
    }
  }
}

/// Temporary schedules as people read them.
enum TemporaryText {
  static let header = ["id", "team", "duties", "from", "until", "shifts", "reason", "by"]
  static let shiftHeader = ["member", "from", "until", "duty"]

  static func cells(_ one: TemporarySchedule, _ output: FormatOption, _ reader: ReaderZone) -> [String] {
    [one.id, one.team.text, one.duties.map(\.text).joined(separator: " "), output.time(one.interval.start, reader)]
      + [output.time(one.interval.end, reader), "\(one.shifts.count)", one.reason ?? "", one.by]
  }

  static func cells(_ shift: Shift, _ output: FormatOption, _ reader: ReaderZone) -> [String] {
    [
      shift.member.text, output.time(shift.interval.start, reader), output.time(shift.interval.end, reader),
      shift.duty.text,
    ]
  }

  static func report(_ reply: TemporaryReply, _ output: FormatOption, _ reader: ReaderZone) throws {
    guard output.isText else {
      return try output.print(reply, header: header, rows: [cells(reply.schedule, output, reader)])
    }
    if reply.isDryRun { Terminal.line("would be:") }
    show(reply.schedule, reader)
    RequestText(reader: reader).showMoved(from: reply.movedFrom)
    for conflict in reply.overruled { Terminal.line(Terminal.warning("  all the same: \(conflict.sentence)")) }
  }

  static func show(_ one: TemporarySchedule, _ reader: ReaderZone) {
    let duties = one.duties.map(\.text).joined(separator: ", ")
    let reason = one.reason.map { ": \($0)" } ?? ""
    Terminal.line(
      "\(one.id): \(one.team)/\(duties), \(reader.span(one.interval.start, one.interval.end))\(reason)")
    for shift in one.shifts {
      Terminal.line("  \(shift.member) \(shift.duty) \(SpanText.short(shift.interval, in: reader.zone))")
    }
    for gap in one.openTime {
      Terminal.line(Terminal.warning("  nobody \(gap.duty) \(SpanText.short(gap.interval, in: reader.zone))"))
    }
  }
}
