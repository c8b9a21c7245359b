/// How many bytes a file has, as readers say it and to the byte.
struct FileSize: Sendable, Hashable {
  let bytes: Int

  /// In steps of a thousand, as file managers and phones count.
  private static let units = [(1e3, "kB"), (1e6, "MB"), (1e9, "GB")]

  /// `1 byte`, `123456789 bytes`.
  var exact: String { bytes == 1 ? "1 byte" : "\(bytes) bytes" }

  /// `512 bytes`, `2.1 kB`, `123 MB`: below ten with one decimal, rounded half away from zero.
  var words: String {
    guard bytes >= 1000 else { return exact }
    for (unit, name) in Self.units where Double(bytes) / unit < 999.5 { return "\(amount(of: unit)) \(name)" }
    return "\(amount(of: 1e9)) GB"
  }

  private func amount(of unit: Double) -> String {
    let tenths = Int((Double(bytes) * 10 / unit).rounded())
    guard tenths < 100 else { return "\(Int((Double(bytes) / unit).rounded()))" }
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
