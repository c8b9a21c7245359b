/// A linear program that grows by columns: least cost, rows between bounds. The search needs no more of a solver.
package protocol LinearProgram: AnyObject {
  /// Adds columns from 0 up to their upper bounds.
  func add(_ columns: LinearColumns)
  func setUpper(_ upper: Double, of column: Int)
  /// Solves from where it stands; false when there is no answer.
  func solve() -> Bool
  var objective: Double { get }
  /// By row.
  var duals: [Double] { get }
  /// By column.
  var solution: [Double] { get }
}

/// Makes a program with rows and no columns.
package protocol LinearProgramMaker: Sendable {
  func program(lower: [Double], upper: [Double]) -> any LinearProgram
}

/// Columns in the form that solvers read.
package struct LinearColumns: Sendable {
  package private(set) var costs: [Double] = []
  package private(set) var upper: [Double] = []
  /// By column, and one more: where its entries begin.
  package private(set) var starts: [Int32] = [0]
  package private(set) var rows: [Int32] = []
  package private(set) var values: [Double] = []

  package init() {}

  package var count: Int { costs.count }

  /// A column with the same value in all its rows.
  package mutating func add(cost: Double, upper: Double, rows: [Int32], value: Double) {
    costs.append(cost)
    self.upper.append(upper)
    self.rows += rows
    values += rows.map { _ in value }
    starts.append(Int32(self.rows.count))
  }

  /// One more entry of the last column.
  package mutating func put(_ value: Double, in row: Int32) {
    rows.append(row)
    values.append(value)
    starts[starts.count - 1] = Int32(rows.count)
  }
}
