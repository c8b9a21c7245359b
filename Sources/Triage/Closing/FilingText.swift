import Timekeeping

/// The text of a bug or task that is filed from a ticket: nothing in it tells who the customer is (A27, rule K11).
package struct FilingText: Sendable, Hashable {
  package var title: String
  package var body: String
  /// Each a sentence; filing such a text needs a person's word.
  package var warnings: [String]

  /// - Parameters:
  ///   - words: what a person wrote about the bug.
  ///   - reference: how the other side may point back: the ticket's id.
  ///   - customer: names, domains and addresses that must not be told.
  package init(title: String, words: String, reference: String, customer: [String]) {
    self.title = title
    body = "\(words)\n\nReference: \(reference)"
    let text = "\(title)\n\(words)".lowercased()
    let told = customer.filter { Self.occurs($0.lowercased(), in: text) }.uniqued
    warnings = told.map { "the text says '\($0)', which tells who the customer is" }
  }

  /// Whether a word or words of at least three letters stand in the text by themselves, not as a part of another word.
  private static func occurs(_ word: String, in text: String) -> Bool {
    guard word.count >= 3 else { return false }
    return text.ranges(of: word).contains { range in
      let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
      let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
      return ![before, after].contains { $0?.isLetter ?? false || $0?.isNumber ?? false }
    }
  }
}

extension FilingText {
  /// What must not be told of a ticket: its customer's name, their last name alone, their address, its domain and the
  /// domain's own word.
  ///
  /// - Parameter colleagues: names of our own people: a last name that is one of theirs, too, may be theirs in the text.
  package static func secrets(
    name: String?, address: String?, organisation: String?, colleagues: [String] = []
  ) -> [String] {
    let domain = address?.split(separator: "@").last.map(String.init)
    let word = domain?.split(separator: ".").first.map(String.init)
    let isCommon = domain.map { commonDomains.contains($0.lowercased()) } ?? true
    let last = name.flatMap { lastName(of: $0, besides: colleagues) }
    return [name, last, address, organisation, isCommon ? nil : domain, isCommon ? nil : word].compactMap { $0 }.uniqued
  }

  /// `Brown` of `Zedekiah Brown` and of `Brown, Zedekiah`; nil for a name of one word, and for what is no name of a person.
  ///
  /// First names alone are not looked for: they tell little, and too many are words that any text has (Mark, Will, Grace).
  /// Neither are last names of fewer than four letters (An, Do, May).
  private static func lastName(of name: String, besides colleagues: [String]) -> String? {
    guard !name.contains("@"), words(of: name).count > 1,
      let last = name.split(whereSeparator: { ",(".contains($0) }).first.flatMap({ words(of: String($0)).last }),
      last.count >= 4
    else { return nil }
    let own = colleagues.flatMap { words(of: $0) }.map { $0.lowercased() }
    let word = last.lowercased()
    return own.contains(word) || roles.contains(word) ? nil : last
  }

  private static func words(of name: String) -> [String] {
    name.split { !$0.isLetter && !"-'’".contains($0) }.map(String.init)
  }

  /// What names of mailboxes end with: `Birch Support`.
  private static let roles: Set<String> = [
    "accounts", "admin", "department", "desk", "helpdesk", "info", "office", "operations", "sales", "service",
    "services", "support", "team",
  ]

  /// Mail providers whose names tell nothing.
  private static let commonDomains: Set<String> = [
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "proton.me", "gmx.de",
    "web.de", "mail.com",
  ]
}
