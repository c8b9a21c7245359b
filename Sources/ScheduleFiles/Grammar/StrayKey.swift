import Timekeeping

/// A word that is no key of its section, and where it may have been meant to stand.
struct StrayKey {
  private let word: String
  private let section: Section

  init(_ word: String, in section: Section) {
    self.word = word
    self.section = section
  }

  /// A key of this name below or around the section is the likeliest, then one here that looks alike.
  var help: String {
    if let below { return "it goes under `\(below):`" }
    let known = section.keys.map(\.name)
    if let near = didYouMean(word, among: known) { return "did you mean '\(near)'?" }
    if let around { return "it is a key of \(around.noun)" }
    return "the keys here are: \((known + (section.open?.forms ?? [])).joined(separator: ", "))"
  }

  private func isKey(of section: Section) -> Bool {
    section.keys.contains { plainWord($0.name) == plainWord(word) }
  }

  /// The one key of this section whose own keys have the word.
  private var below: String? {
    let keys = section.keys.filter { key in
      SchemaDocument.sections.contains { key.schema.refers(to: $0.name) && isKey(of: $0) }
    }
    return keys.count == 1 ? keys.first?.name : nil
  }

  /// The section that holds this one and has the word.
  private var around: Section? {
    SchemaDocument.sections.first { other in
      isKey(of: other) && other.keys.contains { $0.schema.refers(to: section.name) }
    }
  }
}

extension JSON {
  /// True where the schema, or a part of it, is the definition of that name. O(size).
  fileprivate func refers(to name: String) -> Bool {
    switch self {
    case .text(let text): text == "#/$defs/\(name)"
    case .list(let parts): parts.contains { $0.refers(to: name) }
    case .object(let members): members.contains { $0.value.refers(to: name) }
    case .bool, .int: false
    }
  }
}
