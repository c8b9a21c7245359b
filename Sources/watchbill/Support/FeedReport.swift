import Timekeeping
import Workflows

/// Prints feeds.
struct FeedReport {
  let reader: ReaderZone
  let output: FormatOption

  func one(_ row: FeedRow) throws {
    guard output.isText else { return try list([row]) }
    Terminal.line("\(row.id) (\(row.subject))" + (row.options.isEmpty ? "" : ": \(row.options)"))
    guard let url = row.url else { return Terminal.line("  revoked \(row.revoked.map(reader.full) ?? "")") }
    Terminal.line("  \(url)")
    Terminal.line("  \(Self.webcal(url))   (opens calendar apps)")
    Terminal.line(Terminal.dim("  Whoever has the link can read it. Calendar apps may lag up to a day."))
  }

  func list(_ rows: [FeedRow]) throws {
    try output.print(
      rows, header: ["id", "subject", "url", "created", "last used", "by", "revoked", "options"],
      rows: rows.map { row in
        [
          row.id, row.subject, row.url ?? "", output.time(row.created, reader),
          output.time(row.lastUsed, reader),
          row.lastAgent ?? "", output.time(row.revoked, reader), row.options,
        ]
      }, zone: reader, empty: "no feeds; make one with watchbill feed add")
  }

  private static func webcal(_ url: String) -> String {
    guard let colon = url.firstIndex(of: ":") else { return url }
    return "webcal" + url[colon...]
  }
}
