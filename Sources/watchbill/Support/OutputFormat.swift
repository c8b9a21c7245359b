import ArgumentParser
import Timekeeping
import Workflows

/// How answers are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv

  static func printJSON<Value: Encodable>(_ value: Value) throws {
    let text = String(decoding: try WireJSON.encode(value, pretty: true), as: UTF8.self)
    Terminal.text(InertLine.json(text) + "\n")
  }

  /// A header of one word a column, so that scripts need no quotes.
  static func printCSV(header: [String], rows: [[String]]) {
    Terminal.text(CSV.text(header: header.map { $0.replacing(" ", with: "_") }, rows: rows))
  }
}

struct FormatOption: ParsableArguments {
  @Option(name: .long, help: "json and csv give instants in UTC (RFC 3339); text gives them in your zone.")
  var format: OutputFormat = .text

  var isText: Bool { format == .text }

  /// Prints `value` as JSON, or `rows` under `header` as text or CSV.
  ///
  /// Text says `empty` when there are no rows, and in which zone the times are when `zone` is given.
  func print<Value: Encodable>(
    _ value: Value, header: [String], rows: [[String]], zone: ReaderZone? = nil, empty: String = "nothing to show"
  ) throws {
    switch format {
    case .json: try OutputFormat.printJSON(value)
    case .csv: OutputFormat.printCSV(header: header, rows: rows)
    case .text:
      guard !rows.isEmpty else { return Terminal.line(empty) }
      let lines = TextTable.lines([header] + rows)
      Terminal.line(Terminal.bold(lines[0]))
      for line in lines.dropFirst() { Terminal.line(line) }
      if let zone { Terminal.line(Terminal.dim("times in \(zone.zone.id)")) }
    }
  }

  /// A sentence in a cell: people read the instants in it in their own zone.
  func words(_ sentence: String, _ reader: ReaderZone) -> String {
    guard isText else { return sentence }
    return InstantMention.all(in: sentence).map { $0.words + ($0.instant.map(reader.short) ?? "") }.joined()
  }

  /// An instant in a cell: short in the reader's zone for people, RFC 3339 in UTC for programs; empty for nil.
  func time(_ instant: Timestamp?, _ reader: ReaderZone) -> String {
    guard let instant else { return "" }
    return isText ? reader.short(instant) : instant.description
  }
}
