/// The zones a computation may use, handed in by the edge that read them.
package struct ZoneTables: Sendable {
  /// The names of the zones, sorted.
  package let ids: [ZoneID]
  private let find: @Sendable (ZoneID) -> Zone?

  /// `Etc/UTC` is always among them.
  package init(_ zones: [Zone]) {
    let known = Dictionary((zones + [.utc]).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    ids = known.keys.sorted()
    find = { known[$0] }
  }

  /// Zones that are read when they are first asked for. `find` gives the same answer each time, and nil for a zone that
  /// cannot be read; `Etc/UTC` is always among them.
  package init(ids: [ZoneID], find: @escaping @Sendable (ZoneID) -> Zone?) {
    self.ids = (ids.contains(.utc) ? ids : ids + [.utc]).sorted()
    self.find = { $0 == .utc ? .utc : find($0) }
  }

  /// The zone of that name; an unknown one is refused with the nearest known name.
  package func zone(_ id: ZoneID) throws(ZoneProblem) -> Zone {
    if let zone = find(id) { return zone }
    let help = suggestion(for: id.name).map { "did you mean '\($0)'?" } ?? "write \(ZoneID.form)"
    throw ZoneProblem("zone '\(id.name.echoed)' is not known", help: help)
  }

  /// True for letters such as `BST`: what is spelled nearly so is another zone, and they mean several.
  private func isLetters(_ name: String) -> Bool {
    name.utf8.count <= 5 && name.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// The zone whose whole name, or whose last part ("london"), is nearest.
  private func suggestion(for name: String) -> String? {
    let city = name.split(separator: "/").last?.lowercased()
    let ids = ids.filter { $0.name != name }
    if let same = ids.first(where: { $0.name.lowercased() == name.lowercased() }) { return same.name }
    let sameCity = ids.first { $0.name.split(separator: "/").last?.lowercased() == city }
    return sameCity?.name ?? (isLetters(name) ? nil : didYouMean(name, among: ids.map(\.name)))
  }
}
