import CGMime
import ProviderExchange
import Timekeeping

/// Puts a mail into bytes (RFC 5322, MIME): headers encoded as RFC 2047 has it, the text in UTF-8, quoted-printable.
///
/// Nothing that a mail says can become a header or end its text: addresses and ids with other letters than theirs are
/// refused, and what would break a line of the subject becomes a blank. Every line ends with CR and LF, and no other of
/// the two stands anywhere (reliability S50). Synchronous, without a clock; safe to call from several threads at once.
package enum MailComposer {
  /// Of the text, in UTF-8.
  package static let textLimit = 1 << 20
  package static let recipientLimit = 100
  /// Of a subject, in code points; what is longer is cut and ends with `…`.
  package static let subjectLimit = 250
  /// Of the conversation so far, the newest.
  package static let referenceLimit = 30

  /// - Parameter sender: who sends where the mail does not say.
  package static func compose(
    _ mail: OutgoingMail, from sender: OutgoingMail.Mailbox
  ) throws(MailProblem) -> [UInt8] {
    try check(mail, from: mail.from ?? sender)
    _ = ready
    guard let message = GObject(g_mime_message_new(1)) else { throw .outOfMemory }
    addAddresses(of: mail, from: mail.from ?? sender, to: message.pointer)
    addHeaders(of: mail, to: message.pointer)
    try addText(mail.text, to: message.pointer)
    let bytes = ByteStream.written { stream in _ = g_mime_object_write_to_stream(message.pointer, nil, stream) }
    return wholeLines(bytes)
  }

  /// `address` as a mail to it has it, its domain in the xn--… form; nil where no mail to it can be composed.
  package static func spelling(of address: String) -> String? {
    if MailSyntax.isAddress(address) { return address }
    _ = ready
    // Of what has more than one, or a blank, GMime would take a part, or put parts together.
    guard address.utf8.count(where: { $0 == UInt8(ascii: "@") }) == 1, !address.contains(where: \.isWhitespace),
      let mailbox = GObject(internet_address_mailbox_new(nil, address)),
      let spelling = internet_address_mailbox_get_idn_addr(mailbox.pointer).map({ String(cString: $0) })
    else { return nil }
    return MailSyntax.isAddress(spelling) ? spelling : nil
  }

  private static let ready: Void = g_mime_init()

  private static func check(_ mail: OutgoingMail, from sender: OutgoingMail.Mailbox) throws(MailProblem) {
    guard !mail.to.isEmpty else { throw MailProblem("the mail has no recipient", help: "give it one") }
    guard mail.to.count + mail.cc.count <= recipientLimit else {
      throw MailProblem("the mail has more than \(recipientLimit) recipients", help: "send several mails")
    }
    guard mail.text.utf8.count <= textLimit else {
      throw MailProblem("the text is longer than \(textLimit) bytes", help: "shorten it")
    }
    for box in [sender] + mail.to + mail.cc + (mail.replyTo.map { [$0] } ?? []) { try MailSyntax.check(box.address) }
    guard MailSyntax.isID(mail.messageID) else {
      throw MailProblem("'\(mail.messageID)' is no id of a message", help: "write it like T-12@watchbill.example.org")
    }
  }

  private static func addAddresses(
    of mail: OutgoingMail, from sender: OutgoingMail.Mailbox, to message: OpaquePointer
  ) {
    let kinds: [(Int32, [OutgoingMail.Mailbox])] = [
      (Int32(GMIME_ADDRESS_FROM), [sender]), (Int32(GMIME_ADDRESS_REPLY_TO), mail.replyTo.map { [$0] } ?? []),
      (Int32(GMIME_ADDRESS_TO), mail.to), (Int32(GMIME_ADDRESS_CC), mail.cc),
    ]
    for (kind, boxes) in kinds {
      for box in boxes { g_mime_message_add_mailbox(message, kind, box.name.map(MailSyntax.line), box.address) }
    }
  }

  private static func addHeaders(of mail: OutgoingMail, to message: OpaquePointer) {
    addSubject(MailSyntax.line(TextLength.scalars.cut(mail.subject, to: subjectLimit)), to: message)
    if let date = g_date_time_new_from_unix_utc(mail.date.seconds) {
      g_mime_message_set_date(message, date)
      g_date_time_unref(date)
    }
    g_mime_message_set_message_id(message, mail.messageID)
    func set(_ name: String, _ value: String) { g_mime_object_set_header(message, name, value, "utf-8") }
    // What came from outside is left out rather than repeated where it is no id.
    let answers = mail.inReplyTo.flatMap { MailSyntax.isID($0) ? $0 : nil }
    if let answers { set("In-Reply-To", "<\(answers)>") }
    let known = (mail.references + (answers.map { [$0] } ?? [])).filter(MailSyntax.isID)
    let references = known.enumerated().filter { !known[..<$0.offset].contains($0.element) }.map(\.element)
    if !references.isEmpty {
      set("References", references.suffix(referenceLimit).map { "<\($0)>" }.joined(separator: " "))
    }
    set("MIME-Version", "1.0")
    guard mail.isAutomatic else { return }
    set("Auto-Submitted", answers == nil ? "auto-generated" : "auto-replied")
    // Exchange goes by this one.
    set("X-Auto-Response-Suppress", "All")
  }

  /// GMime makes one encoded word of each word, however long; RFC 2047 allows 75 letters.
  private static func addSubject(_ subject: String, to message: OpaquePointer) {
    g_mime_message_set_subject(message, subject, "utf-8")
    guard let raw = EncodedWords.header("Subject", subject), let list = g_mime_object_get_header_list(message),
      let header = g_mime_header_list_get_header(list, "Subject")
    else { return }
    g_mime_header_set_raw_value(header, raw)
  }

  private static func addText(_ text: String, to message: OpaquePointer) throws(MailProblem) {
    let lines = MailSyntax.lines(text)
    guard let part = GObject(g_mime_text_part_new()), let stream = ByteStream.reading(Array(lines.utf8)[...]),
      let content = GObject(g_mime_data_wrapper_new_with_stream(stream.pointer, Int32(GMIME_ENCODING_DEFAULT)))
    else { throw .outOfMemory }
    g_mime_text_part_set_charset(part.pointer, "utf-8")
    g_mime_part_set_content(part.pointer, content.pointer)
    g_mime_part_set_content_encoding(part.pointer, Int32(GMIME_ENCODING_QUOTED_PRINTABLE))
    g_mime_message_set_mime_part(message, part.pointer)
  }

  /// With CR and LF at the end of each line, and neither anywhere else.
  private static func wholeLines(_ bytes: [UInt8]) -> [UInt8] {
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.count + bytes.count / 40)
    for byte in bytes where byte != 0x0D {
      if byte == 0x0A { whole.append(0x0D) }
      whole.append(byte)
    }
    if whole.last != 0x0A { whole += [0x0D, 0x0A] }
    return whole
  }
}
