import MailMessages
import Triage

/// Whose concern a colleague's mail is: they forward what a customer wrote, or write to one with us in copy (C52).
struct EmailOrigin {
  private let mail: MailMessage
  private let options: SourceOptions

  init(_ mail: MailMessage, options: SourceOptions) {
    self.mail = mail
    self.options = options
  }

  /// The sender of what is forwarded, else the first recipient who is neither a colleague nor we; nil for neither.
  var customer: Party? {
    (forwardedFrom ?? mail.header("to").flatMap(outsider(in:)) ?? mail.header("cc").flatMap(outsider(in:)))?.ifKnown
  }

  private static let marks = [
    "forwarded message", "original message", "weitergeleitete nachricht", "message transféré",
  ]
  private static let froms = ["from:", "von:", "de:", "da:", "van:"]
  /// How far below the mark the sender stands.
  private static let reach = 6

  /// In the header that mail programs put above what they forward.
  private var forwardedFrom: Party? {
    let lines = mail.text.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0 == ">" || $0 == " " } }
    guard let mark = lines.firstIndex(where: { line in Self.marks.contains { line.lowercased().contains($0) } }) else {
      return nil
    }
    for line in lines[mark...].dropFirst().prefix(Self.reach) {
      guard let from = Self.froms.first(where: line.lowercased().hasPrefix) else { continue }
      return outsider(in: String(line.dropFirst(from.count)))
    }
    return nil
  }

  private func outsider(in text: String) -> Party? {
    let own = options.address.map { MailReader.addresses(in: $0).map { $0.address.lowercased() } } ?? []
    let found = MailReader.addresses(in: text).first { one in
      let address = one.address.lowercased()
      return address.contains("@") && !own.contains(PlusAddress(address).plain) && !options.isColleague(address)
        && !options.isOurselves(address)
    }
    return found.map { FittedText.party(name: $0.name, address: $0.address.lowercased()) }
  }
}
