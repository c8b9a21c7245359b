import ArgumentParser
import Workflows

/// How lists are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv

  /// Prints `value` as JSON, or `rows` under `header` as text or CSV. Text says `empty` when there are no rows.
  func print<Value: Encodable>(
    _ value: Value, header: [String], rows: [[String]], empty: String = "nothing to show"
  ) throws {
    switch self {
    case .json: try Self.printJSON(value)
    case .csv: Terminal.text(CSV.text(header: header, rows: rows))
    case .text:
      guard !rows.isEmpty else { return Terminal.line(empty) }
      let lines = TextTable.lines([header] + rows)
      Terminal.line(Terminal.bold(lines[0]))
      for line in lines.dropFirst() { Terminal.line(line) }
    }
  }

  static func printJSON<Value: Encodable>(_ value: Value) throws {
    Terminal.line(String(decoding: try WireJSON.encode(value, pretty: true), as: UTF8.self))
  }
}

struct FormatOption: ParsableArguments {
  @Option(name: .long, help: "text, json (RFC 3339 instants in UTC) or csv.")
  var format: OutputFormat = .text

  func print<Value: Encodable>(
    _ value: Value, header: [String], rows: [[String]], empty: String = "nothing to show"
  ) throws {
    try format.print(value, header: header, rows: rows, empty: empty)
  }

  func printJSON<Value: Encodable>(_ value: Value) throws { try OutputFormat.printJSON(value) }
}
