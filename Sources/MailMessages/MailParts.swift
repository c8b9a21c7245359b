import CGMime
import Timekeeping

/// Collects the parts of a mail: what is to be read, and what came with it.
struct MailParts {
  private var texts: [String] = []
  private var isFromHTML = false
  private var attachments: [MailAttachment] = []
  private var deliveryStatus: String?
  private var returnedID: String?
  private var problems: [String] = []
  private var room: Int
  private var seen = 0

  /// - Parameter room: bytes of attachments to keep.
  init(keeping room: Int) { self.room = room }

  func finish(_ mail: inout MailMessage) {
    mail.text = texts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    mail.isFromHTML = isFromHTML
    mail.attachments = attachments
    mail.deliveryStatus = deliveryStatus
    mail.returnedID = returnedID
    mail.problems += problems
  }

  /// In lower case: `text/plain`.
  static func type(of part: OpaquePointer) -> String {
    guard let type = g_mime_object_get_content_type(part), let name = g_mime_content_type_get_mime_type(type) else {
      return "text/plain"
    }
    defer { g_free(name) }
    return String(cString: name).lowercased()
  }

  mutating func visit(_ part: OpaquePointer, depth: Int) {
    seen += 1
    guard depth <= MailLimits.depth, seen <= MailLimits.parts else {
      return note("it has more parts, or deeper ones, than are read")
    }
    if GObject.isA(part, g_mime_multipart_get_type()) {
      visitMultipart(part, Self.type(of: part), depth: depth)
    } else if GObject.isA(part, g_mime_message_part_get_type()) {
      visitMessage(part)
    } else if GObject.isA(part, g_mime_part_get_type()) {
      visitLeaf(part, Self.type(of: part))
    }
  }

  private mutating func note(_ problem: String) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  private mutating func visitMultipart(_ part: OpaquePointer, _ type: String, depth: Int) {
    let children = (0..<max(0, g_mime_multipart_get_count(part))).compactMap { g_mime_multipart_get_part(part, $0) }
    if children.isEmpty { return visitWithoutParts(part) }
    guard type == "multipart/alternative" else {
      for child in children { visit(child, depth: depth + 1) }
      return
    }
    // The same thing said several times: plain text if there is any, else what is richest.
    let before = (texts, isFromHTML)
    var best: (texts: [String], isFromHTML: Bool)?
    for child in children {
      (texts, isFromHTML) = ([], false)
      visit(child, depth: depth + 1)
      let isBlank = texts.allSatisfy { $0.allSatisfy(\.isWhitespace) }
      if !isBlank, best == nil || (best?.isFromHTML == true && !isFromHTML) { best = (texts, isFromHTML) }
    }
    texts = before.0 + (best?.texts ?? [])
    isFromHTML = before.1 || (best?.isFromHTML ?? false)
  }

  /// What says that it has parts, and has no line that begins one: all of it stands before the first.
  private mutating func visitWithoutParts(_ part: OpaquePointer) {
    let bytes = g_mime_multipart_get_prologue(part).map { start in
      Array((0...).lazy.map { start[$0] }.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    }
    let text = Charset.text(bytes ?? [], nil).text.replacing("\r\n", with: "\n")
    guard !text.allSatisfy(\.isWhitespace) else { return }
    note("it is said to have parts, and none begins; its text is shown as it is")
    texts.append(text)
  }

  /// A mail within the mail.
  private mutating func visitMessage(_ part: OpaquePointer) {
    let message = g_mime_message_part_get_message(part)
    let bytes = message.map { inner in
      ByteStream.written { stream in _ = g_mime_object_write_to_stream(inner, nil, stream) }
    }
    let subject = message.flatMap { g_mime_message_get_subject($0) }.map { String(cString: $0) }
    if let id = message.flatMap({ g_mime_message_get_message_id($0) }) {
      returnedID = returnedID ?? String(cString: id)
    }
    attach(bytes ?? [], name: "\(subject ?? "message").eml", type: "message/rfc822")
  }

  private mutating func visitLeaf(_ part: OpaquePointer, _ type: String) {
    let bytes = content(of: part)
    let name = g_mime_part_get_filename(part).map { String(cString: $0) }
    let disposition = g_mime_object_get_disposition(part).map { String(cString: $0).lowercased() }
    switch type {
    case "message/delivery-status", "message/disposition-notification":
      deliveryStatus = Self.withoutZeros(Charset.text(bytes, nil).text)
    case "text/rfc822-headers": returnedID = returnedID ?? Self.messageID(in: bytes)
    case "text/plain" where disposition != "attachment" && name == nil: texts.append(text(bytes, of: part))
    case "text/html" where disposition != "attachment" && name == nil:
      texts.append(HTMLText.plain(text(bytes, of: part, naming: Self.charset(ofHTML: bytes))))
      isFromHTML = true
    default: attach(bytes, name: name ?? "attachment", type: type)
    }
  }

  /// What is said to be base64 and is not stays as it stands.
  private mutating func content(of part: OpaquePointer) -> [UInt8] {
    guard let content = g_mime_part_get_content(part) else { return [] }
    guard g_mime_data_wrapper_get_encoding(content) == Int32(GMIME_ENCODING_BASE64) else {
      return Self.bytes(of: content)
    }
    g_mime_data_wrapper_set_encoding(content, Int32(GMIME_ENCODING_DEFAULT))
    let bytes = Self.bytes(of: content)
    guard Self.isBase64(bytes) else {
      note("a part of it is said to be base64 and is not; it is taken as it is")
      return bytes
    }
    g_mime_data_wrapper_set_encoding(content, Int32(GMIME_ENCODING_BASE64))
    return Self.bytes(of: content)
  }

  private static func bytes(of content: OpaquePointer) -> [UInt8] {
    ByteStream.written { stream in _ = g_mime_data_wrapper_write_to_stream(content, stream) }
  }

  /// Whether it has lines of nothing but letters of base64, or begins with more of them than a word has: a list may write
  /// its footer below.
  private static func isBase64(_ bytes: [UInt8]) -> Bool {
    let first = bytes.drop(while: isBlank).prefix { !isBlank($0) }
    if first.allSatisfy(isOfBase64), first.count >= 20 || first.last == UInt8(ascii: "=") { return true }
    return bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
      let words = line.split(whereSeparator: isBlank)
      return words.count <= 1 && words.allSatisfy { $0.allSatisfy(isOfBase64) }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isOfBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "+/=".utf8.contains(byte)
    }
  }

  /// What HTML says of itself. Who made UTF-8 of it on its way may have left the old name in it, and what goes by pairs of
  /// bytes could not have been read so far.
  private static func charset(ofHTML bytes: [UInt8]) -> String? {
    return Charset.isLikelyUTF8(bytes) ? nil : HTMLText.charset(bytes).flatMap { Charset.isWide($0) ? nil : $0 }
  }

  /// - Parameter named: the charset that the text itself names, for a part that names none.
  private mutating func text(_ bytes: [UInt8], of part: OpaquePointer, naming named: String? = nil) -> String {
    let parameter = g_mime_object_get_content_type(part).flatMap { g_mime_content_type_get_parameter($0, "charset") }
    let charset = parameter.map { String(cString: $0) } ?? named
    let (text, fit) = Charset.text(bytes, charset)
    let name = (charset ?? "none").echoed
    switch fit {
    case .whole: break
    case .damaged: note("some of its bytes are nothing in its charset '\(name)'; U+FFFD stands for each")
    case .guessed: note("its charset '\(name)' is not known or does not fit; the likeliest was taken")
    }
    return Self.withoutZeros(text.replacing("\r\n", with: "\n"))
  }

  /// Without the zeros that some devices pad a text with; U+FFFD stands for each of the others.
  private static func withoutZeros(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let last = scalars.lastIndex { $0 != "\0" && !$0.properties.isWhitespace }
    let end = last.map { scalars.index(after: $0) } ?? scalars.startIndex
    return String(scalars[..<end]).replacing("\0", with: "\u{FFFD}") + String(scalars[end...]).replacing("\0", with: "")
  }

  private mutating func attach(_ bytes: [UInt8], name: String, type: String) {
    guard attachments.count < MailLimits.attachments else {
      return note("it has more than \(MailLimits.attachments) attachments; the first are kept")
    }
    let isKept = bytes.count <= room
    if isKept {
      room -= bytes.count
    } else {
      note("attachment '\(name.echoed)' has \(bytes.count) bytes, too many to keep")
    }
    attachments.append(MailAttachment(name: name, type: type, size: bytes.count, content: isKept ? bytes : nil))
  }

  /// Of headers that came back without their mail.
  private static func messageID(in headers: [UInt8]) -> String? {
    for line in String(decoding: headers, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "message-id" else { continue }
      return String(parts[1].filter { !" \t<>".contains($0) })
    }
    return nil
  }
}
