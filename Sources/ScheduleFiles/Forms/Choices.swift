import Timekeeping

extension Grammar {
  /// One of a few words; `planned` ones are known and refused as not supported yet. `alternative` is what else may
  /// stand there, for the message.
  static func choice(_ words: KeyValuePairs<String, Value>, planned: [String] = [], or alternative: String? = nil)
    -> Grammar
  {
    let known = words.map { (word: $0.key, value: $0.value) }
    let spellings = known.flatMap { choice in
      choice.word.contains(" ") ? [choice.word, String(choice.word.map { $0 == " " ? "-" : $0 })] : [choice.word]
    }
    return Grammar(schema: .object(["enum": .texts(spellings)])) { node, context in
      let words = known.map(\.word).joined(separator: ", ")
      let wanted =
        (known.count == 1 ? "write \(words)" : "write one of: \(words)") + (alternative.map { ", or \($0)" } ?? "")
      if let text = node.text, let found = known.first(where: { plainWord($0.word) == plainWord(text) }) {
        return found.value
      }
      if let text = node.text, planned.contains(plainWord(text)) {
        context.error(node.place, "'\(text)' is not supported yet", wanted)
        return nil
      }
      let near = node.text.flatMap { didYouMean($0, among: known.map(\.word)) }
      let help = near.map { "did you mean '\($0)'?" } ?? wanted
      context.error(node.place, "\(node.noun) is not possible here", help)
      return nil
    }
  }

  /// This grammar, and some words with a meaning of their own.
  func or(_ words: KeyValuePairs<String, Value>) -> Grammar {
    let known = words.map { (word: $0.key, value: $0.value) }
    let alternatives = JSON.list([.object(["enum": .texts(known.map(\.word))]), schema])
    return Grammar(schema: .object(["anyOf": alternatives])) { node, context in
      if let found = known.first(where: { $0.word == node.text }) { return found.value }
      return read(node, context)
    }
  }
}

extension Grammar {
  /// The id of something the team has; an unknown one is told with the nearest known one.
  static func reference(_ kind: Names.Kind, named make: @escaping @Sendable (String) -> Value) -> Grammar {
    let schema = JSON.object([
      "type": .texts(["string", "number", "boolean"]), "pattern": .text(NameForms.slugPattern),
    ])
    return Grammar(schema: schema) { node, context in
      guard let name = node.text else {
        context.error(node.place, "the id of one \(kind.rawValue) is wanted here, not \(node.noun)", "write one id")
        return nil
      }
      if let problem = context.names.problem(name, kind) {
        context.error(node.place, problem.what, problem.help)
        return nil
      }
      return make(name)
    }
  }
}
