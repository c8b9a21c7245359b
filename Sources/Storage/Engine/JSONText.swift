import Foundation

/// Values stored whole, as JSON with sorted keys: the same value is always the same text.
package enum JSONText {
  /// Byte for byte what `JSONEncoder` writes with sorted keys, in a third of its time: every decision writes several.
  static func text(_ value: some Encodable) throws(StoreError) -> String {
    do {
      return String(decoding: try JSONTree.bytes(of: value), as: UTF8.self)
    } catch {
      throw .failed("a value cannot be written as JSON: \(error)")
    }
  }

  /// The same as bytes.
  package static func bytes(of value: some Encodable) throws -> [UInt8] { try JSONTree.bytes(of: value) }

  static func value<T: Decodable>(_ text: Data, column: StaticString) throws(StoreError) -> T {
    do {
      return try JSONDecoder().decode(T.self, from: text)
    } catch {
      throw .unreadable("\(column): \(error)")
    }
  }
}
