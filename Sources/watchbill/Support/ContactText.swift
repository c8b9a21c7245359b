import Workflows

/// How contacts are printed: what they are, and what proves them.
struct ContactText {
  let output: FormatOption
  let reader: ReaderZone

  static let header = ["member", "id", "channel", "address", "from", "state", "answered", "arrived", "failed", "why"]

  func cells(_ row: ContactRow) -> [String] {
    [
      row.member, row.id ?? "", row.channel ?? "", row.address ?? "", row.origin.rawValue, row.state.rawValue,
      output.time(row.answered, reader), output.time(row.arrived, reader),
      output.time(row.why == nil ? nil : row.tried, reader), row.why ?? "",
    ]
  }
}
