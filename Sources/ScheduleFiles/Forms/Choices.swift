import Timekeeping

extension Grammar {
  /// One of a few words, in either spelling and in capitals or not. `alternative` is what else may stand there, for the
  /// message.
  static func choice(_ words: KeyValuePairs<String, Value>, or alternative: String? = nil) -> Grammar {
    let known = words.map { (word: $0.key, value: $0.value) }
    let spellings = known.flatMap { choice in
      choice.word.contains(" ") ? [choice.word, String(choice.word.map { $0 == " " ? "-" : $0 })] : [choice.word]
    }
    return Grammar(schema: .object(["enum": .texts(spellings)])) { node, context in
      if let text = node.text, let found = known.first(where: { plainWord($0.word) == plainWord(text.lowercased()) }) {
        context.respell(node.place, text, as: found.word)
        return found.value
      }
      let words = known.map(\.word)
      let wanted = words.count == 1 ? "write \(words[0])" : "write one of: \(words.joined(separator: ", "))"
      let near = node.text.flatMap { didYouMean($0, among: words) }
      let help = near.map { "did you mean '\($0)'?" } ?? wanted + (alternative.map { ", or \($0)" } ?? "")
      context.error(node.place, "\(node.noun) is not possible here", help)
      return nil
    }
  }

  /// This grammar, and some words with a meaning of their own.
  func or(_ words: KeyValuePairs<String, Value>) -> Grammar {
    let known = words.map { (word: $0.key, value: $0.value) }
    let alternatives = JSON.list([.object(["enum": .texts(known.map(\.word))]), schema])
    return Grammar(schema: .object(["anyOf": alternatives])) { node, context in
      let text = node.text ?? ""
      guard let found = known.first(where: { $0.word == text.lowercased() }) else { return read(node, context) }
      context.respell(node.place, text, as: found.word)
      return found.value
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
      return context.knows(name, kind, at: node.place) ? make(name) : nil
    }
  }
}
