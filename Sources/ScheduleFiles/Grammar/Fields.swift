import Timekeeping

/// The keys a file gives for one section, handed out by the table of keys; unknown and missing ones are told at once.
final class Fields {
  private let section: Section
  private let context: Context
  private let pairs: [YAMLPair]
  private var unread: [String]
  /// Where the section begins.
  let place: Place

  /// Nil when the node has no keys at all.
  init?(_ node: YAMLNode, of section: Section, _ context: Context) {
    let example = section.keys.first.map { "\($0.name): \($0.example)" } ?? ""
    guard let pairs = node.map else {
      context.error(
        node.place, "\(section.noun) is wanted here, not \(node.noun)", "write it with keys, such as `\(example)`")
      return nil
    }
    self.section = section
    self.context = context
    place = node.place
    self.pairs = Self.distinct(pairs.filter { Self.isUsable($0, in: section, context) }, context)
    unread = self.pairs.map(\.word)
    reportMissing(given: pairs)
  }

  /// The value of a key; nil when it is not given or cannot be read (which has been told then).
  func callAsFunction<Value>(_ key: Key<Value>) -> Value? { self(key, in: context) }

  /// The value of a key, read in another context than the section's.
  func callAsFunction<Value>(_ key: Key<Value>, in context: Context) -> Value? {
    guard let node = node(key) else { return nil }
    return key.grammar.read(node, context)
  }

  /// True when the file gives the key. Asking counts as reading.
  func has<Value>(_ key: Key<Value>) -> Bool { node(key) != nil }

  /// Where the value of a key stands, else where the section begins.
  func place<Value>(of key: Key<Value>) -> Place {
    pairs.first { $0.word == plainWord(key.name) }?.value.place ?? place
  }

  func node<Value>(_ key: Key<Value>) -> YAMLNode? {
    let word = plainWord(key.name)
    unread.removeAll { $0 == word }
    return pairs.first { $0.word == word }?.value
  }

  /// The keys that are made of ids, in the order of the file. Asking counts as reading.
  func openPairs() -> [YAMLPair] {
    let found = pairs.filter { pair in !section.keys.contains { plainWord($0.name) == pair.word } }
    unread.removeAll { word in found.contains { $0.word == word } }
    return found
  }

  /// Tells of keys that nobody asked for.
  func reportUnread() {
    for pair in pairs where unread.contains(pair.word) {
      context.error(pair.place, "'\(pair.key)' has no meaning here", section.misplacedHelp)
    }
  }

  private func reportMissing(given: [YAMLPair]) {
    for key in section.keys where key.isRequired && !given.contains(where: { $0.word == plainWord(key.name) }) {
      context.error(place, "\(section.noun) needs '\(key.name)'", "add `\(key.name): \(key.example)`")
    }
  }

  private static func distinct(_ pairs: [YAMLPair], _ context: Context) -> [YAMLPair] {
    var kept: [YAMLPair] = []
    for pair in pairs {
      if let first = kept.first(where: { $0.word == pair.word }) {
        let what = "'\(pair.key)' is given twice; the first is in line \(first.place.line)"
        context.error(pair.place, what, "keep one of them")
      } else {
        kept.append(pair)
      }
    }
    return kept
  }

  private static func isUsable(_ pair: YAMLPair, in section: Section, _ context: Context) -> Bool {
    guard let key = section.keys.first(where: { plainWord($0.name) == pair.word }) else {
      if let open = section.open, open.matches(pair.key) { return hasValue(pair, as: pair.key, open.example, context) }
      let help = StrayKey(pair.key, in: section).help
      context.error(pair.place, "'\(shortened(pair.key))' is not a key of \(section.noun)", help)
      return false
    }
    context.respell(pair.place, pair.key, as: key.name)
    return hasValue(pair, as: key.name, key.example, context)
  }

  private static func hasValue(_ pair: YAMLPair, as name: String, _ example: String, _ context: Context) -> Bool {
    if pair.value.isRefused { return false }
    if pair.value.isEmpty {
      context.error(pair.place, "'\(name)' has no value", "write `\(name): \(example)`, or delete the key")
      return false
    }
    return true
  }
}
