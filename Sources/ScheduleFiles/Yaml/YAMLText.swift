import Yams

/// A YAML file as a tree of places and texts, or the problems that keep it from being one.
struct YAMLText {
  private let file: String
  private let log: ProblemLog

  init(file: String, log: ProblemLog) {
    self.file = file
    self.log = log
  }

  /// The root of the only document; nil when the file is empty or cannot be read (the log tells them apart).
  func root(of bytes: [UInt8]) -> YAMLNode? {
    guard let text = decoded(bytes), !holdsOddLineEnd(text), !holdsAliasBomb(text) else { return nil }
    var source = KeyMask(text)
    while true {
      do {
        // Yams forgets anchors with its parser, so the parser must outlive the walk over the nodes.
        let parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
        return try withExtendedLifetime(parser) {
          guard let root = try parser.singleRoot() else { return nil }
          return NodeReader(file: file, log: log, source: source).read(root)
        }
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) where source.hide(keys, at: context.mark) {
        continue
      } catch {
        report(error, in: source)
        return nil
      }
    }
  }

  private func decoded(_ bytes: [UInt8]) -> String? {
    guard bytes.count <= FileLimits.bytes else {
      add(.start, "the file has \(bytes.count) bytes; the limit is \(FileLimits.bytes)", "split it into several files")
      return nil
    }
    let withoutMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if let text = String(validating: withoutMark, as: UTF8.self) { return text }
    let before = String(decoding: withoutMark, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let place = Place(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    add(place, "the file is not UTF-8", "save it in the encoding UTF-8")
    return nil
  }

  /// Line ends that the parser counts and no editor shows: every place after one would be wrong.
  private static func oddLineEnd(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x85: "U+0085"
    case 0x2028: "U+2028"
    case 0x2029: "U+2029"
    default: nil
    }
  }

  /// True, and told, where one of them stands; newer readers of YAML take it for a letter, too.
  private func holdsOddLineEnd(_ text: String) -> Bool {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let before = line.prefix { Self.oddLineEnd($0) == nil }
      guard before.endIndex < line.endIndex, let name = Self.oddLineEnd(line[before.endIndex]) else { continue }
      add(
        Place(line: index + 1, column: before.count + 1), "the file holds \(name), a line end that editors do not show",
        "delete it, or write a space for it")
      return true
    }
    return false
  }

  /// Yams expands aliases before anybody can look at them: a file with many is refused by its letters alone.
  private func holdsAliasBomb(_ text: String) -> Bool {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let marks = lines.enumerated().flatMap { index, line in aliasMarks(in: line, line: index + 1) }
    let aliases = marks.filter { $0.sign == "*" }
    guard aliases.count < marks.count, aliases.count > FileLimits.aliases, let first = aliases.first else {
      return false
    }
    add(first.place, NodeReader.aliasProblem, NodeReader.aliasHelp)
    return true
  }

  /// Every `&` and `*` that might begin an anchor or an alias, comments left out.
  private func aliasMarks(
    in line: Substring.UnicodeScalarView, line number: Int
  ) -> [(sign: Unicode.Scalar, place: Place)] {
    var marks: [(sign: Unicode.Scalar, place: Place)] = []
    var before: Unicode.Scalar = " "
    for (column, scalar) in line.enumerated() {
      if scalar == "#", before == " " { break }
      let begins = [" ", "\t", "[", "{", ",", "-"].contains(before)
      if begins, scalar == "&" || scalar == "*" { marks.append((scalar, Place(line: number, column: column + 1))) }
      before = scalar
    }
    return marks
  }

  private func report(_ error: any Error, in source: KeyMask) {
    let problem = YAMLMistake(error, source: source)
    add(problem.place, problem.what, problem.help)
  }

  private func add(_ place: Place, _ what: String, _ help: String) {
    log.add(Problem(file: file, line: place.line, column: place.column, what: what, help: help))
  }
}
