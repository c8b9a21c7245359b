import Foundation
import RotaSearch

/// A rostering problem out of a file, and how its solution is written: the one list of formats that `solve` knows.
package struct RotaInstance: Sendable {
  package let problem: SearchProblem
  /// A draft in the format of the instance's own family.
  package let solution: @Sendable (Lines) -> String

  /// Greatest size of an instance, in bytes.
  package static let mostBytes = 64 << 20
  /// The dearest that anything may be: beyond it the search could not tell a price from what is decided.
  static let mostWeight = 10_000

  /// Recognises the family by its first character: an on-call instance is a JSON object, a classic one is text.
  package init(_ data: Data) throws(InstanceProblem) {
    if data.count > Self.mostBytes {
      throw InstanceProblem("the file has \(data.count) bytes; instances may have up to \(Self.mostBytes)")
    }
    let first = data.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
    if first == UInt8(ascii: "{") {
      self = try OnCallReader(data).instance()
    } else {
      self = try ClassicReader(data).instance()
    }
  }

  init(problem: SearchProblem, solution: @escaping @Sendable (Lines) -> String) {
    self.problem = problem
    self.solution = solution
  }
}

/// What is wrong with an instance, and where.
package struct InstanceProblem: Error, CustomStringConvertible, Hashable {
  /// From 1; nil where the format has no lines.
  package let line: Int?
  package let message: String

  init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }

  package var description: String { line.map { "line \($0): \(message)" } ?? message }
}
