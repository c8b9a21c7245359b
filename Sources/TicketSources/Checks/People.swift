import Triage

extension SourceOptions {
  /// Whether `address` is a member's, or one of the settings' `colleagues`, or of a mail domain among them.
  func isColleague(_ address: String?) -> Bool {
    address.map { members.contains($0.lowercased()) } ?? false || Self.has(address, in: colleagues)
  }

  /// Whether we wrote it ourselves, as one of the settings' `ourselves`.
  func isOurselves(_ address: String?) -> Bool { Self.has(address, in: ourselves) }

  private static func has(_ address: String?, in list: [String]) -> Bool {
    guard let address = address.map({ MailDomain.inLetters($0.lowercased()) }), !address.isEmpty else { return false }
    let domain = address.split(separator: "@", maxSplits: 1).last.map(String.init) ?? ""
    let names = address.contains("@") ? [address, domain, "@" + domain] : [address]
    return list.contains { names.contains(MailDomain.inLetters($0.lowercased())) }
  }
}

extension FittedText {
  /// Somebody's name and address cut to size, a mail domain in its own letters; what is blank counts as absent.
  static func party(name: String? = nil, address: String? = nil, organisation: String? = nil) -> Party {
    func fit(_ text: String?) -> String? {
      text.map { line($0, limit: IntakeLimits.requesterCharacters) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    return Party(name: fit(name), address: fit(address).map(MailDomain.spelled), organisation: fit(organisation))
  }

  /// A title cut to size; nil where nothing was said.
  static func title(_ text: String?) -> String? {
    text.map { line($0, limit: IntakeLimits.titleCharacters) }.map { $0.isEmpty ? "(no title)" : $0 }
  }

  /// A text of several lines cut to size.
  static func body(_ text: String?) -> String { self.text(text ?? "", bytes: IntakeLimits.textBytes) }

  /// A link that people may click on; nil for anything else.
  static func link(_ text: String?) -> String? { text.flatMap { TicketRules.isLink($0) ? $0 : nil } }

  /// A word of the source's own, such as a priority or a state.
  static func word(_ text: String?) -> String? {
    text.map { line($0, limit: IntakeLimits.priorityCharacters) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
