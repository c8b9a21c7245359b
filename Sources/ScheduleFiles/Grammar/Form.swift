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
  let parse: @Sendable (String) throws(TextProblem) -> Value

  /// The value of `text`, or nil and a problem at `place`.
  func value(_ text: String, at place: Place, _ context: Context) -> Value? {
    do throws(TextProblem) {
      return try parse(text)
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
    ListedForm(pattern: pattern, examples: examples, definition: definition) { (try? parse($0)) != nil }
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
    _ type: Value.Type, name: String, about: String, pattern: String, examples: [String], looksTyped: Bool = false
  ) {
    self.init(name: name, about: about, pattern: pattern, examples: examples, looksTyped: looksTyped) {
      text throws(TextProblem) in try Value(text: text)
    }
  }
}

/// A form without the type of its value.
struct ListedForm: Sendable {
  let pattern: String
  let examples: [String]
  let definition: JSON.Member
  /// True for texts that the form reads.
  let accepts: @Sendable (String) -> Bool
}
