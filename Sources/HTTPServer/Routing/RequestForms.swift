import Foundation
import Hummingbird
import TicketSources
import Timekeeping
import Workflows

/// The JSON that a program sends to a route of the API.
protocol RequestForm: Decodable, Sendable {
  /// All its fields; any other is refused, since a wish that is left out silently is worse than an error.
  associatedtype CodingKeys: CodingKey, CaseIterable
  /// What a request can look like, for whoever sent another.
  static var example: String { get }
}

/// A body that is longer than any form may be.
struct LongForm: Error {
  static let answer = ErrorBody(error: "the body is longer than 512 KiB", help: "send less; nothing was stored")
}

extension Request {
  /// The longest form that is read, in bytes.
  static let longestForm = 512 << 10

  /// The body as a form; an empty one holds nothing. What belongs into it is refused in the address.
  func form<Form: RequestForm>(_: Form.Type = Form.self) async throws -> Form {
    if let name = uri.queryParameters.map({ String($0.key) }).first {
      throw OperatorProblem(
        .refused, "there is no parameter '\(name.echoed)': this route takes none",
        help: "send \(Form.example) as the body")
    }
    var request = self
    guard let body = try await request.bytes(upTo: Self.longestForm) else {
      throw LongForm()
    }
    let data = body.isEmpty ? Data("{}".utf8) : Data(body)
    if !body.isEmpty, let fault = JSONSyntax.fault(in: body) {
      throw OperatorProblem(.refused, fault, help: "send \(Form.example)")
    }
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw OperatorProblem(.refused, "the body is not a JSON object", help: "send \(Form.example)")
    }
    try Self.check(object.keys.sorted(), among: Form.CodingKeys.allCases.map(\.stringValue), "field")
    do { return try JSONDecoder().decode(Form.self, from: data) } catch let error as DecodingError {
      if let field = TypedField(error, in: object) {
        throw OperatorProblem(.refused, "the field \(field.words)", help: "write \(field.example)")
      }
      throw OperatorProblem(.refused, Self.words(error), help: "send \(Form.example)")
    }
  }

  /// The parameters of the address, each given once and of the `known` ones.
  func query(_ known: [String]) throws -> [String: String] {
    let given = uri.queryParameters.map { (String($0.key), String($0.value)) }
    try Self.check(given.map(\.0), among: known, "parameter")
    return try Dictionary(given) { _, _ in
      throw OperatorProblem(.refused, "a parameter is given twice", help: "give each of them once")
    }
  }

  private static func check(_ names: [String], among known: [String], _ noun: String) throws {
    for name in names where !known.contains(name) { throw OperatorProblem.unknown(noun, name, among: known) }
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "the field '\(key.stringValue)' is missing"
    default: "the body is not JSON of this form"
    }
  }
}

/// A field whose value is of another type than it has to be.
private struct TypedField {
  /// `'confirmed' must be true or false`.
  let words: String
  /// `"confirmed": true`.
  let example: String

  /// Nil for an error of another kind.
  ///
  /// - Parameter object: the body.
  init?(_ error: DecodingError, in object: [String: Any]) {
    switch error {
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      guard let name = context.codingPath.first?.stringValue else { return nil }
      let (form, value) = Self.form(of: context.codingPath.count > 1 ? [String].self : type)
      self.init(name, form, value)
    // Of a body whose syntax is right it says this only of a number that does not fit, a fraction or one too long, and not
    // of which.
    case .dataCorrupted:
      guard let name = object.keys.sorted().first(where: { Self.isNoWholeNumber(object[$0]) }) else { return nil }
      let (form, value) = Self.form(of: Int.self)
      self.init(name, form, value)
    default: return nil
    }
  }

  private static func isNoWholeNumber(_ value: Any?) -> Bool {
    (value as? Double).map { Int(exactly: $0) == nil } ?? false
  }

  private init(_ name: String, _ form: String, _ value: String) {
    words = "'\(name)' must be \(form)"
    example = "\"\(name)\": \(value)"
  }

  /// What a value of the type is called, and one of them; a list is one of texts in all forms.
  private static func form(of type: any Any.Type) -> (name: String, value: String) {
    if type == String.self { return ("text", "\"…\"") }
    if type == Bool.self { return ("true or false", "true") }
    if type == Int.self { return ("a whole number", "30") }
    return ("a list of texts", "[\"…\"]")
  }
}
