import Foundation

/// Values stored whole, as JSON with sorted keys: the same value is always the same text.
enum JSONText {
  static func text(_ value: some Encodable) throws(StoreError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw .failed("a value cannot be written as JSON: \(error)")
    }
  }

  static func value<T: Decodable>(_ text: String, column: String) throws(StoreError) -> T {
    do {
      return try JSONDecoder().decode(T.self, from: Data(text.utf8))
    } catch {
      throw .unreadable("\(column): \(error)")
    }
  }
}
