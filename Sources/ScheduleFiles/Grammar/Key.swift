/// A key of a section: how it is spelled, what it says, and the grammar of its value.
struct Key<Value: Sendable>: Sendable {
  let name: String
  let about: String
  /// A value to show in messages and in the schema.
  let example: String
  let isRequired: Bool
  let grammar: Grammar<Value>

  init(_ name: String, _ about: String, example: String, required: Bool = false, _ grammar: Grammar<Value>) {
    self.name = name
    self.about = about
    self.example = example
    isRequired = required
    self.grammar = grammar
  }

  var listed: ListedKey {
    ListedKey(name: name, about: about, example: example, isRequired: isRequired, schema: grammar.schema)
  }
}

/// A key without the type of its value, as a section lists it.
struct ListedKey: Sendable {
  let name: String
  let about: String
  var example: String = ""
  var isRequired: Bool = false
  var schema: JSON
}
