import Timekeeping

/// What somebody wrote to name slots: words for duty, day, time and place, from the left, each a beginning or `*`.
struct SlotNamePattern {
  private let words: [String]

  /// Longer than any name; nothing that long is looked at.
  private static let longest = 200

  /// Nil for an empty text, more than four words, or an endless one.
  init?(_ text: String) {
    guard text.utf8.count <= Self.longest else { return nil }
    words = text.lowercased().split { $0 == "/" || $0 == " " }.map(String.init)
    guard (1...4).contains(words.count) else { return nil }
  }

  var duty: String { words[0] }

  /// True when somebody asked for all that fit.
  var isForAll: Bool { words.contains("*") }

  func matches(among handles: [SlotHandle]) -> [SlotHandle] {
    ofDuty(handles).filter { hasDay($0) && hasTime($0) && hasPlace($0) }
  }

  func knowsDuty(among handles: [SlotHandle]) -> Bool { !ofDuty(handles).isEmpty }

  /// Slots of the duty, those of the day first.
  func near(among handles: [SlotHandle]) -> [SlotHandle] {
    let own = ofDuty(handles)
    return own.filter(hasDay) + own.filter { !hasDay($0) }
  }

  /// A whole word wins over words that only begin like it.
  private func ofDuty(_ handles: [SlotHandle]) -> [SlotHandle] {
    if duty == "*" { return handles }
    let whole = handles.filter { $0.duty.lowercased() == duty }
    return whole.isEmpty ? handles.filter { $0.duty.lowercased().hasPrefix(duty) } : whole
  }

  /// `2026-11-30` or its beginning, `11-30`, `30`, `mon`.
  private func hasDay(_ handle: SlotHandle) -> Bool {
    guard let day = word(1) else { return true }
    let date = handle.date.description
    let weekday = handle.date.weekday.description
    if day.first?.isLetter == true { return day.count >= 2 && (weekday.hasPrefix(day) || day.hasPrefix(weekday)) }
    return day.count > 3 ? date.hasPrefix(day) || date.hasSuffix("-" + day) : date.hasSuffix("-" + Self.two(day))
  }

  /// `08:00` or its beginning; `8` is `08`.
  private func hasTime(_ handle: SlotHandle) -> Bool {
    guard let time = word(2) else { return true }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    return handle.time.description.hasPrefix(([Self.two(parts[0])] + parts.dropFirst()).joined(separator: ":"))
  }

  private func hasPlace(_ handle: SlotHandle) -> Bool { word(3).map { "\(handle.place)" == $0 } ?? true }

  /// Nil where nothing was said, or anything.
  private func word(_ index: Int) -> String? { words.count > index && words[index] != "*" ? words[index] : nil }

  private static func two(_ digits: String) -> String { digits.count == 1 ? "0" + digits : digits }
}
