import Foundation

/// The lengths of one module's functions and files, and a table of all of them to read in the test's output.
struct ShapeReport {
  let module: String
  let functions: [Shapes.Function]
  let files: [(path: String, length: Int)]

  init(module: String, files all: [SwiftText]) {
    let own = all.filter { $0.module == module }
    self.module = module
    functions = own.flatMap(Shapes.functions)
    files = own.map { ($0.path, $0.lines.count - 1) }
  }

  var medianFunction: Int { Self.quantile(functions.map(\.length), 50) }

  var row: String {
    let lengths = functions.map(\.length)
    let fileLengths = files.map(\.length)
    let cells = [lengths.count] + Self.spread(lengths) + [fileLengths.count] + Self.spread(fileLengths)
    return module.padding(toLength: 20, withPad: " ", startingAt: 0) + cells.map { Self.cell($0) }.joined()
  }

  /// The whole table, then the ten longest functions and the ten longest files.
  static func text(_ reports: [ShapeReport]) -> String {
    let heading = ["functions", "median", "p90", "longest", "files", "median", "p90", "longest"]
    let title = "module".padding(toLength: 20, withPad: " ", startingAt: 0) + heading.map { cell($0) }.joined()
    let functions = reports.flatMap(\.functions).sorted { ($0.length, $1.path) > ($1.length, $0.path) }.prefix(10)
    let files = reports.flatMap(\.files).sorted { ($0.length, $1.path) > ($1.length, $0.path) }.prefix(10)
    let lines =
      ["Lines in functions and in files:", title] + reports.map(\.row)
      + ["The longest functions:"] + functions.map { "\(cell($0.length))  \($0.path):\($0.line) \($0.name)" }
      + ["The longest files:"] + files.map { "\(cell($0.length))  \($0.path)" }
    return lines.joined(separator: "\n")
  }

  private static func spread(_ lengths: [Int]) -> [Int] {
    [quantile(lengths, 50), quantile(lengths, 90), lengths.max() ?? 0]
  }

  /// The smallest length that at least `percent` of the lengths do not exceed; 0 without any.
  static func quantile(_ lengths: [Int], _ percent: Int) -> Int {
    guard !lengths.isEmpty else { return 0 }
    return lengths.sorted()[(lengths.count * percent + 99) / 100 - 1]
  }

  private static func cell(_ value: some CustomStringConvertible) -> String {
    String(repeating: " ", count: max(1, 10 - value.description.count)) + value.description
  }
}
