import Timekeeping

/// The slots of one rota under the shortest names that tell them apart, and the way back from what people write.
///
/// A name is `duty/date/time`, and `/place` where several begin together. What people write may be shorter as long as it
/// means one slot: `desk/2026-11-30`, `desk/mon`, `desk/30/08`; `*` stands for any, and then means all that fit.
package struct SlotNames: Sendable {
  private let handles: [SlotHandle]
  private let names: [ShiftID: String]

  /// Ids that are no slot's are left out.
  package init(_ ids: [ShiftID]) {
    let handles = ids.compactMap { SlotHandle($0) }
    let alike = Dictionary(grouping: handles) { "\($0.duty)/\($0.date)/\($0.time)" }
    var names: [ShiftID: String] = [:]
    for handle in handles {
      let short = "\(handle.duty)/\(handle.date)/\(handle.time)"
      names[handle.id] = (alike[short]?.count ?? 0) > 1 ? handle.description : short
    }
    self.handles = handles
    self.names = names
  }

  /// The name of a slot; the id itself for one that is not among them.
  package func name(of id: ShiftID) -> String { names[id] ?? SlotHandle(id)?.description ?? id.text }

  /// The slots that `text` means, in the order they were given: one, or with `*` at least one.
  package func slots(meant text: String) throws(TextProblem) -> [ShiftID] {
    if let exact = handles.first(where: { $0.id.text == text || names[$0.id] == text }) { return [exact.id] }
    guard let pattern = SlotNamePattern(text) else {
      throw TextProblem("'\(text.echoed)' names no slot", help: Self.form)
    }
    let meant = pattern.matches(among: handles)
    if meant.count == 1 || (pattern.isForAll && !meant.isEmpty) { return meant.map(\.id) }
    guard meant.isEmpty else { throw ambiguous(text, meant) }
    throw unknown(text, pattern)
  }

  /// The grammar of names, for errors and help.
  package static let form = "a slot such as desk/2026-11-30/08:00, desk/mon or desk/*/08:00"

  private static let shown = 6

  private func ambiguous(_ text: String, _ meant: [SlotHandle]) -> TextProblem {
    TextProblem(
      "'\(text.echoed)' may mean \(meant.count) slots", help: "write one of \(list(meant)); or '*' for all of them")
  }

  private func unknown(_ text: String, _ pattern: SlotNamePattern) -> TextProblem {
    let duties = handles.map(\.duty).uniqued
    guard pattern.knowsDuty(among: handles) else {
      let near = didYouMean(pattern.duty, among: duties).map { "did you mean '\($0)'?" }
      return TextProblem(
        "there is no slot '\(text.echoed)'", help: near ?? "its duties are \(duties.joined(separator: ", "))")
    }
    let near = pattern.near(among: handles)
    return TextProblem("there is no slot '\(text.echoed)'", help: "near it are \(list(near))")
  }

  private func list(_ some: [SlotHandle]) -> String {
    let more = some.count > Self.shown ? ", …" : ""
    return some.prefix(Self.shown).map { name(of: $0.id) }.joined(separator: ", ") + more
  }
}
