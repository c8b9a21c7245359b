import Calendars
import Foundation
import Scheduling

/// Finds the members that an event of a shared calendar is about: by e-mail address, id or name in its summary, else
/// among those invited. Whoever made the event is not asked: a whole team's leave may come from one desk.
struct PeopleFinder {
  private let known: [(member: MemberID, email: String?, phrases: [[String]])]

  init(_ members: [Member]) {
    known = members.map { member in
      let name = Self.words(member.name)
      let turned = name.count > 1 ? [[name[name.count - 1]] + name.dropLast()] : []
      return (member.id, member.email?.lowercased(), [Self.words(member.id.text), name] + turned)
    }
  }

  func members(in event: ImportedEvent) -> [MemberID] {
    let named = members(in: event.summary ?? "")
    if !named.isEmpty { return named }
    return known.map(\.member).filter { id in event.people.contains { members(in: $0).contains(id) } }
  }

  private func members(in text: String) -> [MemberID] {
    let words = Self.words(text)
    let addresses = text.lowercased().split { " ,;<>()[]\t".contains($0) }
    return known.filter { entry in
      if let email = entry.email, addresses.contains(where: { $0 == email || $0 == "mailto:" + email }) { return true }
      return entry.phrases.contains { Self.contains($0, in: words) }
    }.map(\.member)
  }

  private static func contains(_ phrase: [String], in words: [String]) -> Bool {
    guard !phrase.isEmpty, phrase.count <= words.count else { return false }
    return (0...words.count - phrase.count).contains { Array(words[$0..<$0 + phrase.count]) == phrase }
  }

  /// Words without case and marks: `García-Núñez` is `garcia`, `nunez`. An e-mail address stays one word, so that
  /// `ana@…` of another house is not our Ana.
  private static func words(_ text: String) -> [String] {
    text.lowercased().split { character in
      !(character.isLetter || character.isNumber || "@._".contains(character))
    }.map { word in
      let plain = word.unicodeScalars.isASCII ? String(word) : bare(word)
      return String(plain.drop { $0 == "." }.reversed().drop { $0 == "." }.reversed())
    }.filter { !$0.isEmpty }
  }

  private static func bare(_ word: Substring) -> String {
    String(word).decomposed
  }
}

extension Substring.UnicodeScalarView {
  fileprivate var isASCII: Bool { allSatisfy(\.isASCII) }
}

extension String {
  /// Without the marks on its letters, as far as they can be taken off.
  fileprivate var decomposed: String { folding(options: .diacriticInsensitive, locale: nil) }
}
