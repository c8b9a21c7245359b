import CClp
import RotaSearch

/// Linear programs solved by Clp, COIN-OR's simplex.
package struct ClpPrograms: LinearProgramMaker {
  package init() {}

  package func program(lower: [Double], upper: [Double]) -> any LinearProgram {
    ClpProgram(lower: lower, upper: upper)
  }
}

/// A model in Clp's memory.
final class ClpProgram: LinearProgram {
  private let model: UnsafeMutableRawPointer
  private let rowCount: Int

  init(lower: [Double], upper: [Double]) {
    model = Clp_newModel()
    rowCount = lower.count
    Clp_setLogLevel(model, 0)
    // Lines that compete for slots make degenerate programs: perturbed bounds halve the time, and all entries are ±1.
    Clp_scaling(model, 0)
    Clp_setPerturbation(model, 50)
    Clp_addRows(model, Int32(lower.count), lower, upper, Array(repeating: 0, count: lower.count + 1), [0], [0])
  }

  deinit { Clp_deleteModel(model) }

  func add(_ columns: LinearColumns) {
    let zeros = Array(repeating: 0.0, count: columns.count)
    Clp_addColumns(
      model, Int32(columns.count), zeros, columns.upper, columns.costs, columns.starts, columns.rows, columns.values)
  }

  func setUpper(_ upper: Double, of column: Int) { Clp_columnUpper(model)?[column] = upper }

  func solve() -> Bool { Clp_primal(model, 0) == 0 && Clp_status(model) == 0 }

  var objective: Double { Clp_objectiveValue(model) }

  var duals: [Double] { Array(UnsafeBufferPointer(start: Clp_dualRowSolution(model), count: rowCount)) }

  var solution: [Double] {
    Array(UnsafeBufferPointer(start: Clp_primalColumnSolution(model), count: Int(Clp_numberColumns(model))))
  }
}
