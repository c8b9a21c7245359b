/// Words of a help text, and the command that follows them.
struct HelpPart: Sendable {
  let helpWords: Sentence
  /// As it is typed; nil at the end of the text.
  let helpCode: String?

  /// `text` as a sentence: `watchbill feed list` and ` shows them.` of `watchbill feed list shows them`.
  static func all(in text: String, clock: ViewClock) -> [HelpPart] {
    // What a command is said to do begins behind it with one of a few verbs.
    let command = #/`?(watchbill(?: (?!(?:shows|lists|says|gives|passes|opens|prints)\b)[^\s,;`]+)+)`?/#
    let text: String =
      text.hasPrefix("watchbill ") ? text : text.prefix(1).uppercased() + text.dropFirst()
    var parts: [HelpPart] = []
    var rest = text.startIndex
    for match in text.matches(of: command) {
      let words = Sentence(String(text[rest..<match.range.lowerBound]), clock: clock)
      parts.append(HelpPart(helpWords: words, helpCode: String(match.output.1)))
      rest = match.range.upperBound
    }
    let end = String(text[rest...])
    // No full stop where it would be typed along with a command.
    guard !end.isEmpty else { return parts }
    let words = Sentence(end.hasSuffix(".") ? end : end + ".", clock: clock)
    return parts + [HelpPart(helpWords: words, helpCode: nil)]
  }
}
