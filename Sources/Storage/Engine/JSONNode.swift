/// What one value encodes: an object, an array, or a single value.
final class JSONNode {
  private enum Shape {
    /// Nothing yet; a value that encodes nothing is an empty object.
    case open
    case object, array
    case single(JSONTree)
  }

  private var shape = Shape.open
  private(set) var items: [(key: String, value: JSONTree)] = []

  var tree: JSONTree { if case .single(let value) = shape { value } else { .node(self) } }

  func add(_ value: JSONTree, for key: String = "") { items.append((key, value)) }

  func write(to bytes: inout [UInt8]) throws {
    switch shape {
    case .array: try writeArray(to: &bytes)
    case .object, .open: try writeObject(to: &bytes)
    case .single(let value): try value.write(to: &bytes)
    }
  }

  private func writeArray(to bytes: inout [UInt8]) throws {
    bytes.append(UInt8(ascii: "["))
    for (place, item) in items.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      try item.value.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Keys in the order of their bytes.
  private func writeObject(to bytes: inout [UInt8]) throws {
    items.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    bytes.append(UInt8(ascii: "{"))
    for (place, item) in items.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONTree.write(item.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      try item.value.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}

extension JSONNode: Encoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    shape = .object
    return KeyedEncodingContainer(JSONObject<Key>(node: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    shape = .array
    return JSONArray(node: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONNode: SingleValueEncodingContainer {
  func encodeNil() { shape = .single(.null) }
  func encode(_ flag: Bool) { shape = .single(.flag(flag)) }
  func encode(_ text: String) { shape = .single(.text(text)) }
  func encode(_ number: Double) { shape = .single(.real(number)) }
  func encode(_ number: Int) { shape = .single(.whole(Int64(number))) }
  func encode(_ number: Int64) { shape = .single(.whole(number)) }

  /// Numbers of all other widths come here, and would come again and again.
  func encode<T: Encodable>(_ other: T) throws {
    if let number = other as? any FixedWidthInteger {
      shape = .single(Int64(exactly: number).map { .whole($0) } ?? .natural(UInt64(clamping: number)))
    } else if let number = other as? Float {
      shape = .single(.real(Double(number)))
    } else {
      shape = .single(try JSONTree.tree(other))
    }
  }
}

/// What `encode(_:forKey:)` and its kin add to an object.
private struct JSONObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) { node.add(.null, for: key.stringValue) }
  func encode(_ flag: Bool, forKey key: Key) { node.add(.flag(flag), for: key.stringValue) }
  func encode(_ text: String, forKey key: Key) { node.add(.text(text), for: key.stringValue) }
  func encode(_ number: Double, forKey key: Key) { node.add(.real(number), for: key.stringValue) }
  func encode(_ number: Int, forKey key: Key) { node.add(.whole(Int64(number)), for: key.stringValue) }
  func encode(_ number: Int64, forKey key: Key) { node.add(.whole(number), for: key.stringValue) }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    node.add(try JSONTree.tree(value), for: key.stringValue)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    node.inner(key.stringValue).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    node.inner(key.stringValue).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { node.inner("super") }
  func superEncoder(forKey key: Key) -> any Encoder { node.inner(key.stringValue) }
}

/// What an array is filled through.
private struct JSONArray: UnkeyedEncodingContainer {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }
  var count: Int { node.items.count }

  func encodeNil() { node.add(.null) }
  func encode(_ flag: Bool) { node.add(.flag(flag)) }
  func encode(_ text: String) { node.add(.text(text)) }
  func encode(_ number: Double) { node.add(.real(number)) }
  func encode(_ number: Int) { node.add(.whole(Int64(number))) }
  func encode(_ number: Int64) { node.add(.whole(number)) }
  func encode<T: Encodable>(_ value: T) throws { node.add(try JSONTree.tree(value)) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    node.inner().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { node.inner().unkeyedContainer() }
  func superEncoder() -> any Encoder { node.inner() }
}

extension JSONNode {
  /// A part that is filled after it was added.
  fileprivate func inner(_ key: String = "") -> JSONNode {
    let node = JSONNode()
    add(.node(node), for: key)
    return node
  }
}
