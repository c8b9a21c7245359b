import Foundation

/// A body that is JSON of the kind we read; says in plain words where it does not fit what is asked for.
struct JSONBody {
  private let data: Data

  /// - Throws: 400 with the place where it stops being such JSON.
  init(_ bytes: [UInt8]) throws(Refusal) {
    do {
      try JSONGuard.check(bytes)
    } catch {
      throw error.refusal
    }
    data = Data(bytes)
  }

  /// - Throws: 422 when it has another shape than `Value`, naming the field.
  func decode<Value: Decodable>(_ type: Value.Type) throws(Refusal) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Self.refusal(for: error)
    }
  }

  private static func refusal(for error: any Error) -> Refusal {
    switch error as? DecodingError {
    case .typeMismatch(let type, let context)?:
      Refusal(422, "\(name(context.codingPath)) must be \(noun(type))")
    case .valueNotFound(let type, let context)?:
      Refusal(422, "\(name(context.codingPath)) must be \(noun(type)), and is null")
    case .keyNotFound(let key, let context)?:
      Refusal(422, "\(name(context.codingPath + [key])) is missing")
    case .dataCorrupted?:
      // All that can be wrong behind the guard; where it stands is not told.
      Refusal(422, "a number in the body is too large, or not whole where it should be")
    default:
      Refusal(400, "the body cannot be read")
    }
  }

  /// `'issue.labels[0].name'`, or "the body".
  private static func name(_ path: [any CodingKey]) -> String {
    guard !path.isEmpty else { return "the body" }
    let text = path.reduce(into: "") { text, key in
      text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
    }
    return "'\(text.shown)'"
  }

  private static func noun(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is any FixedWidthInteger.Type: "a whole number"
    case is [String].Type: "a list of texts"
    case is any RandomAccessCollection.Type: "a list"
    default: "an object"
    }
  }
}
