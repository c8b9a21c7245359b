import Timekeeping

/// How one kind of value is written: the reader of its node and the JSON Schema that editors check it by.
///
/// Both stand side by side here, and greater grammars are put together from smaller ones, so that what is read and
/// what is published cannot disagree.
struct Grammar<Value: Sendable>: Sendable {
  let schema: JSON
  /// Nil when the node is not such a value; the problem is then in the context's log.
  let read: @Sendable (YAMLNode, Context) -> Value?

  init(schema: JSON, read: @escaping @Sendable (YAMLNode, Context) -> Value?) {
    self.schema = schema
    self.read = read
  }

  /// This grammar with a note where the server does not act on a value yet: never silently.
  func noted(_ note: @escaping @Sendable (Value) -> (what: String, help: String)?) -> Grammar {
    Grammar(schema: schema) { node, context in
      let value = read(node, context)
      if let value, let note = note(value) { context.note(node.place, note.what, note.help) }
      return value
    }
  }

  /// This grammar with a warning where `problem` finds one: for what is unlikely, and may work all the same.
  func doubted(_ problem: @escaping @Sendable (Value) -> TextProblem?) -> Grammar {
    Grammar(schema: schema) { node, context in
      let value = read(node, context)
      if let found = value.flatMap(problem) { context.warning(node.place, found.what, found.help) }
      return value
    }
  }

  func map<New: Sendable>(_ change: @escaping @Sendable (Value) -> New?) -> Grammar<New> {
    Grammar<New>(schema: schema) { node, context in read(node, context).flatMap(change) }
  }
}

extension Grammar where Value == String {
  /// Only the texts that `problem` has nothing against; the schema does not say so.
  func checked(_ problem: @escaping @Sendable (String) -> TextProblem?) -> Grammar {
    Grammar(schema: schema) { node, context in
      let text = read(node, context)
      guard let found = text.flatMap(problem) else { return text }
      context.error(node.place, found.what, found.help)
      return nil
    }
  }
}

/// A value with the place it stands at, for checks that come later.
struct Placed<Value: Sendable>: Sendable {
  let value: Value
  let place: Place
}

extension Grammar {
  /// The value together with its place.
  var placed: Grammar<Placed<Value>> {
    Grammar<Placed<Value>>(schema: schema) { node, context in
      read(node, context).map { Placed(value: $0, place: node.place) }
    }
  }

  /// A list; items that cannot be read are left out, their problems told.
  static func list<Item>(of item: Grammar<Item>, example: String) -> Grammar where Value == [Item] {
    Grammar(schema: .object(["type": .text("array"), "items": item.schema])) { node, context in
      guard let items = node.list else {
        context.error(node.place, "a list is wanted here, not \(node.noun)", "write a list such as \(example)")
        return nil
      }
      return items.compactMap { item.read($0, context) }
    }
  }

  /// A list, or its only item without brackets.
  static func oneOrList<Item>(of item: Grammar<Item>) -> Grammar where Value == [Item] {
    let list = Grammar.list(of: item, example: "")
    return Grammar(schema: .object(["anyOf": .list([item.schema, list.schema])])) { node, context in
      node.list == nil ? item.read(node, context).map { [$0] } : list.read(node, context)
    }
  }

  /// One grammar for a text, one for a list, one for a group of keys; at least two of the three.
  static func either(
    text: Grammar? = nil, list: Grammar? = nil, group: Grammar? = nil, wanted: String
  ) -> Grammar {
    let schemas = [text, list, group].compactMap { $0?.schema }
    return Grammar(schema: .object(["anyOf": .list(schemas)])) { node, context in
      let grammar: Grammar? =
        switch node.content {
        case .text: text
        case .list: list
        case .map: group
        case .refused: nil
        }
      guard let grammar else {
        context.error(node.place, "\(node.noun) is not possible here", "write \(wanted)")
        return nil
      }
      return grammar.read(node, context)
    }
  }
}

/// A key and its value in a group whose keys people choose, such as `duties:`.
struct Entry<Name: Sendable, Value: Sendable>: Sendable {
  let name: Name
  let place: Place
  let value: Value
}

extension Grammar {
  /// A group whose keys people choose. While a value is read, `context.entry` is its key.
  static func entries<Name, Item>(
    _ name: Form<Name>, of item: Grammar<Item>, example: String
  ) -> Grammar where Value == [Entry<Name, Item>] {
    let schema = JSON.object([
      "type": .text("object"), "propertyNames": .object(["pattern": .text(name.pattern)]),
      "additionalProperties": item.schema,
    ])
    return Grammar(schema: schema) { node, context in
      guard let pairs = node.map else {
        context.error(node.place, "a group of keys is wanted here, not \(node.noun)", "write it like `\(example)`")
        return nil
      }
      return pairs.compactMap { pair in
        // Both are read before either is given up, so that the problems of both are told.
        let key = name.value(pair.key, at: pair.place, context)
        let value = value(of: pair, item, example: example, context)
        guard let key, let value else { return nil }
        return Entry(name: key, place: pair.place, value: value)
      }
    }
  }

  private static func value<Item>(
    of pair: YAMLPair, _ item: Grammar<Item>, example: String, _ context: Context
  ) -> Item? {
    if pair.value.isRefused { return nil }
    if pair.value.isEmpty {
      context.error(pair.place, "'\(shortened(pair.key))' has no value", "write it like `\(example)`, or delete it")
      return nil
    }
    return item.read(pair.value, context.entry(pair.key))
  }
}
