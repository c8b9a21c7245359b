/// What was made of somebody else's calendar: how much was understood, and each thing that was not, with its line.
package struct ImportReport: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Not understood, so it does not count.
    case leftOut
    /// Taken otherwise than written, such as in another zone.
    case assumed
    /// Worth knowing; nothing was lost or changed.
    case noted
  }

  /// One thing that was noticed; the line is counted from 1 as an editor does, nil for the file as a whole.
  package struct Remark: Sendable, Hashable, Codable, CustomStringConvertible {
    package var line: Int?
    package var kind: Kind
    package var what: String

    package init(line: Int? = nil, kind: Kind, what: String) {
      self.line = line
      self.kind = kind
      self.what = what
    }

    package var description: String { line.map { "line \($0): \(what)" } ?? what }
  }

  /// VCALENDAR objects in the file.
  package var calendars = 0
  /// VEVENTs in the file.
  package var events = 0
  /// Those of them whose time could be read.
  package var understood = 0
  /// Cancelled ones, which count as not there.
  package var cancelled = 0
  /// Older versions of events whose newer version is in the file, too.
  package var superseded = 0
  /// What came out: events and repeats that touch the window.
  package var instances = 0
  /// In the order of their lines; those on the whole file first.
  package var remarks: [Remark] = []
  /// Remarks beyond the limit, which were counted only.
  package var furtherRemarks = 0
  /// The file ends inside a component: it was probably cut off on its way.
  package var isCutOff = false

  package init() {}

  mutating func add(_ kind: Kind, line: Int? = nil, _ what: @autoclosure () -> String) {
    guard remarks.count < ImportLimits.remarks else {
      furtherRemarks += 1
      return
    }
    remarks.append(Remark(line: line, kind: kind, what: what()))
  }

  /// `add`, but only when the same was not said before of any line.
  mutating func addOnce(_ kind: Kind, line: Int? = nil, _ what: String) {
    guard !remarks.contains(where: { $0.what == what }) else { return }
    add(kind, line: line, what)
  }

  mutating func sort() {
    let order = remarks.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
    remarks = order.map(\.element)
  }
}
