import CGMime
import Timekeeping

/// The headers of a message.
struct MailHeaders: ~Copyable {
  private let message: OpaquePointer
  private let options: OpaquePointer?

  init(_ message: OpaquePointer, _ options: borrowing ParserOptions) {
    self.message = message
    self.options = options.pointer
  }

  func read(into mail: inout MailMessage) {
    mail.headers = all()
    mail.subject = text(g_mime_message_get_subject(message))
    mail.messageID = text(g_mime_message_get_message_id(message)).flatMap { $0.isEmpty ? nil : $0 }
    mail.date = date()
    if mail.date == nil, mail.header("date") != nil { mail.problems.append("its Date is no date") }
    mail.from = addresses(["from"])
    mail.replyTo = addresses(["reply-to"])
    mail.recipients = addresses(["delivered-to", "x-original-to", "envelope-to", "to", "cc"])
    mail.answers = ids("in-reply-to", in: mail) + ids("references", in: mail).reversed()
  }

  private func all() -> [MailHeader] {
    each { name, header in MailHeader(name: name, value: text(g_mime_header_get_value(header)) ?? "") }
  }

  /// What `read` makes of each header, of its name in lower case and itself.
  private func each<Result>(_ read: (String, OpaquePointer) -> Result?) -> [Result] {
    guard let list = g_mime_object_get_header_list(message) else { return [] }
    let count = min(Int(g_mime_header_list_get_count(list)), MailLimits.headers)
    return (0..<count).compactMap { place in
      guard let header = g_mime_header_list_get_header_at(list, Int32(place)),
        let name = text(g_mime_header_get_name(header))
      else { return nil }
      // Very old mail has blanks before the colon.
      return read(name.lowercased().filter { $0 != " " && $0 != "\t" }, header)
    }
  }

  /// Between the years 1970 and 9999, as anything else is a joke or a mistake.
  private func date() -> Timestamp? {
    guard let date = g_mime_utils_header_decode_date(dateWords) else { return nil }
    defer { g_date_time_unref(date) }
    let time = Timestamp(seconds: g_date_time_to_unix(date))
    return time > Timestamp(seconds: 0) && time < .distantFuture ? time : nil
  }

  /// The date without comments and blanks that old mail may have in it (RFC 5322 section 4.3).
  private var dateWords: String {
    let raw = each { name, header in name == "date" ? guessed(g_mime_header_get_raw_value(header)) : nil }.first ?? ""
    var depth = 0
    var words = ""
    for letter in raw {
      if letter == "(" { depth += 1 }
      if depth == 0 { words.append(letter.isWhitespace ? " " : letter) }
      if letter == ")" { depth = max(0, depth - 1) }
    }
    return words.split(separator: ":").map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: ":")
  }

  /// From the headers as they came: once decoded, a comma in a name would part it.
  private func addresses(_ names: [String]) -> [MailAddress] {
    let raw = each { name, header in names.contains(name) ? guessed(g_mime_header_get_raw_value(header)) : nil }
    var found: [MailAddress] = []
    for value in raw where found.count < MailLimits.addresses { Self.parse(value, options, into: &found) }
    return found
  }

  /// Adds the addresses of a header's text.
  static func parse(_ text: String, _ options: OpaquePointer?, into found: inout [MailAddress]) {
    guard let list = GObject(internet_address_list_parse(options, text)) else { return }
    collect(list.pointer, into: &found, depth: 0)
  }

  private static func collect(_ list: OpaquePointer, into found: inout [MailAddress], depth: Int) {
    guard depth < MailLimits.depth else { return }
    for place in 0..<internet_address_list_length(list) where found.count < MailLimits.addresses {
      guard let entry = internet_address_list_get_address(list, place) else { continue }
      if GObject.isA(entry, internet_address_group_get_type()) {
        if let members = internet_address_group_get_members(entry) { collect(members, into: &found, depth: depth + 1) }
      } else if GObject.isA(entry, internet_address_mailbox_get_type()),
        let address = internet_address_mailbox_get_addr(entry).map({ String(cString: $0) }), !address.isEmpty
      {
        let name = internet_address_get_name(entry).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        let one = MailAddress(name: name, address: address)
        if !found.contains(one) { found.append(one) }
      }
    }
  }

  private func ids(_ name: String, in mail: MailMessage) -> [String] {
    var ids: [String] = []
    for header in mail.headers where header.name == name {
      guard let list = g_mime_references_parse(options, header.value) else { continue }
      defer { g_mime_references_free(list) }
      for place in 0..<min(g_mime_references_length(list), Int32(MailLimits.references)) {
        if let id = text(g_mime_references_get_message_id(list, place)), !id.isEmpty { ids.append(id) }
      }
    }
    return Array(ids.suffix(MailLimits.references))
  }

  /// Of bytes that may be in any charset.
  private func guessed(_ pointer: UnsafePointer<CChar>?) -> String? {
    guard let pointer else { return nil }
    if let text = String(validatingCString: pointer) { return text }
    var bytes: [UInt8] = []
    for place in 0... {
      guard pointer[place] != 0 else { break }
      bytes.append(UInt8(bitPattern: pointer[place]))
    }
    return Charset.text(bytes, nil).text
  }

  private func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
}
