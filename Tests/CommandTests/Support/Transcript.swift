import Foundation
import Testing

extension Program.Result {
  /// The rows of a CSV answer whose cells hold no commas or quotes.
  var cells: [[String]] {
    out.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The answer as a JSON list of objects.
  func list(_ location: SourceLocation = #_sourceLocation) throws -> [[String: Any]] {
    let any = try JSONSerialization.jsonObject(with: Data(out.utf8))
    return try #require(any as? [[String: Any]], "not a list of objects: \(out)", sourceLocation: location)
  }

  /// The answer as a JSON object.
  func object(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
    let any = try JSONSerialization.jsonObject(with: Data(out.utf8))
    return try #require(any as? [String: Any], "not an object: \(out)", sourceLocation: location)
  }
}

extension Workplace {
  /// Runs a command line of words without blanks, and expects its exit code.
  @discardableResult
  func say(
    _ line: String, _ more: String..., code: Int32 = 0, environment: [String: String] = [:],
    _ location: SourceLocation = #_sourceLocation
  ) throws -> Program.Result {
    let words = line.split(separator: " ").map(String.init) + more
    let result = try Program.run(words, in: url, environment: environment)
    #expect(result.code == code, "\(line) \(more): \(result.out)\(result.err)", sourceLocation: location)
    return result
  }

  /// Runs a command line that must be refused or answered no, with this message and nothing else.
  func refuses(
    _ line: String, _ more: String..., code: Int32, _ message: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let words = line.split(separator: " ").map(String.init) + more
    let result = try Program.run(words, in: url)
    #expect(result.code == code, sourceLocation: location)
    #expect(result.out.isEmpty, sourceLocation: location)
    #expect(result.err == "watchbill: error: \(message)\n", sourceLocation: location)
  }
}
