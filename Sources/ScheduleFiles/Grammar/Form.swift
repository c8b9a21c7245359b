import Timekeeping

/// A small grammar of one text, such as `mon-fri 09:00-17:00`: its parser, and for the schema its pattern and examples.
struct Form<Value: Sendable>: Sendable {
  /// Under which the schema defines it.
  let name: String
  let about: String
  /// A regular expression that every text of the form matches (it may match more).
  let pattern: String
  let examples: [String]
  /// True for forms that an untyped YAML reader may take for a number or a truth value.
  var looksTyped: Bool = false
  /// The manual's spelling of what people write otherwise: `9:00` as `09:00`. A text it does not know stays as it is.
  var tidy: @Sendable (String) -> String = { $0 }
  /// How a value that can be misread is explained; nil for values that cannot.
  var explain: @Sendable (Value) -> String? = { _ in nil }
  /// One way of writing the value, which `parse` reads back to it.
  let print: @Sendable (Value) -> String
  let parse: @Sendable (String) throws(TextProblem) -> Value

  init(
    name: String, about: String, pattern: String, examples: [String], looksTyped: Bool = false,
    tidy: @escaping @Sendable (String) -> String = { $0 },
    explain: @escaping @Sendable (Value) -> String? = { _ in nil },
    print: @escaping @Sendable (Value) -> String, parse: @escaping @Sendable (String) throws(TextProblem) -> Value
  ) {
    self.name = name
    self.about = about
    self.pattern = pattern
    self.examples = examples
    self.looksTyped = looksTyped
    self.tidy = tidy
    self.explain = explain
    self.print = print
    self.parse = parse
  }

  /// The value of `text`, or nil and a problem at `place`.
  func value(_ text: String, at place: Place, _ context: Context) -> Value? {
    do throws(TextProblem) {
      let spelled = tidy(text)
      let value = try parse(spelled)
      context.respell(place, text, as: spelled)
      if let reading = explain(value) { context.explain(place, reading) }
      return value
    } catch {
      context.error(place, error.what, error.help)
      return nil
    }
  }

  var grammar: Grammar<Value> {
    Grammar(schema: .object(["$ref": .text("#/$defs/\(name)")])) { node, context in
      guard let text = node.text else {
        context.error(
          node.place, "one value is wanted here, not \(node.noun)", "write it like \(examples.first ?? name)")
        return nil
      }
      return value(text, at: node.place, context)
    }
  }

  var listed: ListedForm {
    ListedForm(
      pattern: pattern, examples: examples, definition: definition, tidy: tidy,
      canonical: { text in (try? parse(tidy(text))).map(print) })
  }

  /// What the schema says of it.
  private var definition: JSON.Member {
    let types = looksTyped ? JSON.texts(["string", "number", "boolean"]) : .text("string")
    let value = JSON.object([
      "description": .text(about), "type": types, "pattern": .text(pattern), "examples": .texts(examples),
    ])
    return JSON.Member(name: name, value: value)
  }
}

extension Form where Value: TextForm {
  /// The form of a type that reads itself.
  init(
    _ type: Value.Type, name: String, about: String, pattern: String, examples: [String], looksTyped: Bool = false,
    tidy: @escaping @Sendable (String) -> String = { $0 },
    explain: @escaping @Sendable (Value) -> String? = { _ in nil }
  ) {
    self.init(
      name: name, about: about, pattern: pattern, examples: examples, looksTyped: looksTyped, tidy: tidy,
      explain: explain, print: \.description
    ) { text throws(TextProblem) in try Value(text: text) }
  }
}

extension Form where Value == String {
  /// A form whose value is the text itself.
  init(
    name: String, about: String, pattern: String, examples: [String], looksTyped: Bool = false,
    parse: @escaping @Sendable (String) throws(TextProblem) -> String
  ) {
    self.init(
      name: name, about: about, pattern: pattern, examples: examples, looksTyped: looksTyped, print: { $0 },
      parse: parse)
  }
}

/// A form without the type of its value.
struct ListedForm: Sendable {
  let pattern: String
  let examples: [String]
  let definition: JSON.Member
  let tidy: @Sendable (String) -> String
  /// The printer's way of writing what a text says; nil for texts that the form does not read.
  let canonical: @Sendable (String) -> String?
}
