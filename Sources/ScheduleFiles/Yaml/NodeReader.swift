import Yams

/// Turns the nodes of Yams into ours and refuses what these files do not use: anchors, aliases, tags, merge keys.
final class NodeReader {
  static let aliasProblem = "anchors and aliases (& and *) are not used in these files"
  static let aliasHelp = "write the value out where it is needed, or put quotes around a text that begins like this"
  static let depthProblem = "lists and groups stand more than \(FileLimits.depth) deep in one another"
  static let depthHelp = "make it flatter"

  private let file: String
  private let log: ProblemLog
  private let masked: [Place: String]
  private let lines: [String.UnicodeScalarView.SubSequence]
  private var count = 0

  init(file: String, log: ProblemLog, source: KeyMask) {
    self.file = file
    self.log = log
    masked = source.masked
    lines = source.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Nil when the node, or the file as a whole, is refused; the log then says why.
  func read(_ node: Node, depth: Int = 1, inFlow: Bool = false) -> YAMLNode? {
    let place = node.mark.map(Place.init) ?? .start
    guard isWithinLimits(place, depth: depth), isPlain(node, at: place) else { return nil }
    switch node {
    case .scalar(let scalar):
      noteQuotes(scalar, at: place, inFlow: inFlow)
      return YAMLNode(content: .text(scalar.string), place: place)
    case .sequence(let items):
      let inside = inFlow || opensBracket(place)
      let nodes = items.compactMap { read($0, depth: depth + 1, inFlow: inside) }
      return YAMLNode(content: .list(nodes), place: place)
    case .mapping(let mapping):
      let inside = inFlow || opensBracket(place)
      return YAMLNode(content: .map(pairs(mapping, depth: depth, inFlow: inside)), place: place)
    case .alias:
      add(place, Self.aliasProblem, Self.aliasHelp)
      return nil
    }
  }

  /// True where a list or group is written in brackets. (Yams knows, but gives the style of the end of each.)
  private func opensBracket(_ place: Place) -> Bool {
    guard lines.indices.contains(place.line - 1) else { return false }
    let scalar = lines[place.line - 1].dropFirst(place.column - 1).first
    return scalar == "{" || scalar == "["
  }

  /// Quotes may turn out to be needless.
  private func noteQuotes(_ scalar: Node.Scalar, at place: Place, inFlow: Bool) {
    guard scalar.style == .doubleQuoted || scalar.style == .singleQuoted else { return }
    let text = scalar.string
    log.add(Respelling(file: file, place: place, from: text, to: text, quoted: inFlow ? .inFlow : .inBlock))
  }

  private func isWithinLimits(_ place: Place, depth: Int) -> Bool {
    count += 1
    if count == FileLimits.nodes + 1 {
      add(place, "the file has more than \(FileLimits.nodes) entries", "split it into several files")
    }
    if depth == FileLimits.depth + 1 {
      add(place, Self.depthProblem, Self.depthHelp)
    }
    return count <= FileLimits.nodes && depth <= FileLimits.depth
  }

  /// True without an anchor and without a tag.
  private func isPlain(_ node: Node, at place: Place) -> Bool {
    if node.anchor != nil {
      add(place, Self.aliasProblem, Self.aliasHelp)
      return false
    }
    guard let tag = writtenTag(of: node) else { return true }
    add(place, "the tag '\(shortened(tag))' is not used in these files", "delete it; every value is read as text")
    return false
  }

  /// Quoted scalars carry the tag of text without having been given one.
  private func writtenTag(of node: Node) -> String? {
    switch node {
    case .scalar(let scalar):
      let name = scalar.tag.description
      return name.isEmpty || name == "tag:yaml.org,2002:str" ? nil : name
    case .sequence(let sequence):
      return sequence.tag.description.isEmpty ? nil : sequence.tag.description
    case .mapping(let mapping):
      return mapping.tag.description.isEmpty ? nil : mapping.tag.description
    case .alias:
      return nil
    }
  }

  private func pairs(_ mapping: Node.Mapping, depth: Int, inFlow: Bool) -> [YAMLPair] {
    var pairs: [YAMLPair] = []
    var lines: [String: Int] = [:]
    for (key, value) in mapping {
      guard let (text, place) = keyText(key) else { continue }
      if let line = lines[text] {
        add(place, "'\(shortened(text))' is given twice; the first is in line \(line)", "keep one of them")
        continue
      }
      lines[text] = place.line
      let read = read(value, depth: depth + 1, inFlow: inFlow) ?? YAMLNode(content: .refused, place: place)
      pairs.append(YAMLPair(key: text, place: place, value: read))
    }
    return pairs
  }

  private func keyText(_ key: Node) -> (String, Place)? {
    let place = key.mark.map(Place.init) ?? .start
    guard isPlain(key, at: place) else { return nil }
    guard case .scalar(let scalar) = key else {
      add(place, "a key must be a word", "write `key: value`")
      return nil
    }
    if scalar.string == "<<" {
      add(place, "merge keys (<<) are not used in these files", "write the keys out")
      return nil
    }
    return (masked[place] ?? scalar.string, place)
  }

  private func add(_ place: Place, _ what: String, _ help: String) {
    log.add(Problem(file: file, line: place.line, column: place.column, what: what, help: help))
  }
}
