import Scheduling
import Timekeeping

/// One side of a swap: the shifts that are named, or all of a member's, inside a window and still to come (T12).
struct SwapSide {
  let member: MemberID
  /// As `ShiftSearch` reads them; none means all of the member's in the window.
  let named: [String]
  let from: Timestamp?
  let until: Timestamp?
  /// `give` or `take`: the option that names its shifts.
  let verb: String

  /// True where nothing is said about it at all.
  var isEmpty: Bool { named.isEmpty && from == nil && until == nil }

  private var prefix: String { verb == "give" ? "" : "\(verb)-" }

  /// Refuses a side without any shift, with too many, or with a named one that has begun: it would lapse at once.
  func parts(in book: RequestBook) throws -> [ShiftPart] {
    let window = try window(now: book.now)
    let shifts =
      try named.isEmpty
      ? book.search.shifts(of: member, in: window) : named.map { try book.search.shift($0, holder: member) }
    let inside = shifts.map(ShiftPart.init).compactMap { $0.clipped(to: window) }
    if let begun = inside.first(where: { $0.interval.start <= book.now && $0.member == member }), !named.isEmpty {
      throw OperatorProblem(
        .no, "\(begun.shift) has begun, and a swap would lapse at once",
        help: "name a later time with --\(prefix)from, or ask for the rest of it: watchbill cover ask \(begun.shift)")
    }
    let coming = inside.filter { $0.interval.start > book.now }
    guard !coming.isEmpty, coming.count <= RequestBook.mostParts else {
      throw OperatorProblem(
        .no,
        coming.isEmpty ? "\(member) has no shift to \(verb) in that time" : "that is \(coming.count) shifts at once",
        help: coming.isEmpty ? "watchbill shifts --member \(member) shows theirs" : "ask for them in several requests")
    }
    return coming
  }

  private func window(now: Timestamp) throws -> Interval {
    if named.isEmpty, until == nil {
      throw OperatorProblem(
        .refused, "nothing says which shifts \(member) gives",
        help: "add --\(verb) SHIFT, or --\(prefix)from and --\(prefix)until")
    }
    guard let window = Interval(max(from ?? now, now), until ?? .distantFuture) else {
      throw OperatorProblem(
        .refused, "the window ends before it begins, or is over", help: "give a later --\(prefix)until")
    }
    return window
  }
}
