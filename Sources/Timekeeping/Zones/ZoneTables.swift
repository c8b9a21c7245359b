/// The zones a computation may use, handed in by the edge that read them.
package struct ZoneTables: Sendable {
  private let zones: [ZoneID: Zone]
  /// The names of the zones, sorted.
  package let ids: [ZoneID]

  /// `Etc/UTC` is always among them.
  package init(_ zones: [Zone]) {
    self.zones = Dictionary((zones + [.utc]).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    ids = self.zones.keys.sorted()
  }

  /// The zone of that name; an unknown one is refused with the nearest known name.
  package func zone(_ id: ZoneID) throws(ZoneProblem) -> Zone {
    if let zone = zones[id] { return zone }
    let help = suggestion(for: id.name).map { "did you mean '\($0)'?" } ?? "write \(ZoneID.form)"
    throw ZoneProblem("zone '\(id)' is not known", help: help)
  }

  /// The zone whose whole name, or whose last part ("london"), is nearest.
  private func suggestion(for name: String) -> String? {
    let city = name.split(separator: "/").last?.lowercased()
    let sameCity = ids.first { $0.name.split(separator: "/").last?.lowercased() == city }
    return sameCity?.name ?? didYouMean(name, among: ids.map(\.name))
  }
}
