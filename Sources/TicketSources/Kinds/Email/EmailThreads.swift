import MailMessages
import Triage

/// By what a mail says that it goes on something: the most trustworthy first.
struct EmailThreads {
  private let mail: MailMessage
  private let envelope: EmailEnvelope
  private let isReport: Bool

  init(_ mail: MailMessage, _ envelope: EmailEnvelope, isReport: Bool) {
    self.mail = mail
    self.envelope = envelope
    self.isReport = isReport
  }

  var keys: [ThreadKey] {
    var keys = tokens.map(ThreadKey.token)
    // A mail within a report is the one that it is about; within a person's mail it is something to read.
    let returned = isReport ? mail.returnedID : nil
    keys += ([returned].compactMap { $0 } + mail.answers).map { .message(Alert.short($0)) }
    keys += EmailSubject.tickets(mail.subject).map(ThreadKey.ticket)
    return keys.reduce(into: []) { unique, key in
      if !unique.contains(key) { unique.append(key) }
    }
  }

  /// What stands behind the plus of an address it was sent to: `help+TOKEN@example.org`.
  private var tokens: [String] {
    let addresses = [envelope.to].compactMap { $0 } + mail.recipients.map(\.address)
    return addresses.compactMap { PlusAddress($0).token?.lowercased() }.filter(TicketRules.isID)
  }
}
