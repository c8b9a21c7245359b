import Timekeeping
import Workflows

/// Prints feeds.
struct FeedReport {
  let reader: ReaderZone
  let output: FormatOption

  func one(_ row: FeedRow) throws {
    if output.format != .text { return try list([row]) }
    Terminal.line("\(row.id) (\(row.subject))")
    guard let url = row.url else { return Terminal.line("  revoked \(reader.short(row.revoked))") }
    Terminal.line("  \(url)")
    Terminal.line("  \(Self.webcal(url))   (opens calendar apps)")
    Terminal.line(Terminal.dim("  Whoever has the link can read it. Calendar apps may lag up to a day."))
  }

  func list(_ rows: [FeedRow]) throws {
    try output.print(
      rows, header: ["id", "subject", "url", "created", "last used", "by", "revoked"],
      rows: rows.map { row in
        [
          row.id, row.subject, row.url ?? "", time(row.created), row.lastUsed.map(time) ?? "", row.lastAgent ?? "",
          row.revoked.map(time) ?? "",
        ]
      }, empty: "no feeds; make one with watchbill feed add")
  }

  private func time(_ instant: Timestamp) -> String {
    output.format == .text ? reader.short(instant) : instant.description
  }

  private static func webcal(_ url: String) -> String {
    guard let colon = url.firstIndex(of: ":") else { return url }
    return "webcal" + url[colon...]
  }
}
