import Yams

/// What the YAML parser says about a file it cannot read, in words that help.
struct YAMLMistake {
  let place: Place
  let what: String
  let help: String

  init(_ error: any Error, source: KeyMask) {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // The parser is at the end of the file by then: what helps is where the quote began.
      let isOpen = problem.contains(Self.endOfFile)
      self.init(Place(isOpen ? context?.mark ?? mark : mark), problem)
    case .reader(let problem, _, _, _):
      self.init(
        source.firstForbidden, "the file holds a character that YAML does not allow (\(problem))",
        "delete it: of the control characters only tabs and line ends may stand in a file")
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(Place(context.mark), "'\(shortened(keys.first ?? ""))' is given twice", "keep one of them")
    default:
      self.init(.start, "the file cannot be read as YAML (\(error))", "see whether an editor for YAML accepts it")
    }
  }

  private init(_ place: Place, _ what: String, _ help: String) {
    self.place = place
    self.what = what
    self.help = help
  }

  private init(_ place: Place, _ problem: String) {
    let known = Self.sentences.first { problem.contains($0.part) }
    self.init(
      place, known?.what ?? "this is not YAML: \(problem)",
      known?.help ?? "check the indentation and the quotes here and in the line above")
  }

  /// Said of quotes alone; brackets that are not closed have words of their own.
  private static let endOfFile = "found unexpected end of stream"

  /// By a part of libYAML's own words.
  private static let sentences: [(part: String, what: String, help: String)] = [
    (
      "but found another document", "a second document begins here",
      "write one file for each, without lines of `---`"
    ),
    ("undefined alias", NodeReader.aliasProblem, NodeReader.aliasHelp),
    (
      "mapping values are not allowed", "a ':' stands where none can",
      "put quotes around a text that holds ': ', and check the indentation"
    ),
    (
      "found character that cannot start any token", "a value cannot begin with this character",
      "put quotes around the value; indent with spaces, not tabs"
    ),
    ("tab character", "a tab stands in the indentation", "indent with spaces"),
    (
      "could not find expected ':'", "a ':' is missing after a key",
      "write `key: value`, with a space after the colon"
    ),
    ("did not find expected ',' or", "a list or group in brackets is not closed", "add the missing ',', ']' or '}'"),
    (
      "did not find expected key", "the indentation does not fit the lines above",
      "give keys of one group the same indentation"
    ),
    (
      "did not find expected '-' indicator", "the indentation does not fit the list above",
      "begin each item with `- ` at one indentation"
    ),
    ("Maximum nesting level", NodeReader.depthProblem, NodeReader.depthHelp),
    (endOfFile, "the quote that opens here is never closed", "close it with the same quote"),
  ]
}

extension Place {
  init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}
