import CGMime
import Timekeeping

/// Reads the bytes of a mail (RFC 5322, MIME). Whatever they are, there is a message to show for them.
///
/// GMime parses; it is forgiving, and has seen all that mail programs write. Synchronous, without a clock; safe to call
/// from several threads at once.
package enum MailReader {
  /// - Parameter attachmentBytes: of all attachments together, kept.
  package static func read(_ bytes: [UInt8], keeping attachmentBytes: Int) -> MailMessage {
    _ = ready
    let whole = withoutZeros(withoutMailboxLine(bytes))
    let long = LongHeaders(in: whole)
    let mail = long.cut(whole)
    let options = ParserOptions()
    guard let message = parsed(mail, options) else { return unreadable(mail) }
    var result = MailMessage()
    MailHeaders(message.pointer, options).read(into: &result)
    var parts = MailParts(keeping: attachmentBytes)
    if let part = g_mime_message_get_mime_part(message.pointer) {
      result.contentType = MailParts.type(of: part)
      parts.visit(part, depth: 0)
    }
    parts.finish(&result)
    if !long.ends.isEmpty {
      result.problems.append("a header of it has more than \(LongHeaders.limit) bytes; its beginning was read")
    }
    return result
  }

  /// The addresses in a header's text, or in what a mail program wrote like one.
  package static func addresses(in text: String) -> [MailAddress] {
    _ = ready
    let options = ParserOptions()
    var found: [MailAddress] = []
    MailHeaders.parse(text, options.pointer, into: &found)
    return found
  }

  private static let ready: Void = g_mime_init()

  /// The line that mailbox files put before each message is no header.
  private static func withoutMailboxLine(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard bytes.starts(with: Array("From ".utf8)), let end = bytes.firstIndex(of: 0x0A),
      // Very old mail has blanks before the colon.
      bytes.dropFirst(5).first(where: { $0 != 0x20 && $0 != 0x09 }) != UInt8(ascii: ":")
    else { return bytes[...] }
    return bytes[(end + 1)...]
  }

  /// GMime takes a zero byte in a header for the end of its value: U+FFFD stands for each. Of a text that is done when it
  /// is read, as some charsets have zeros, and so have files.
  private static func withoutZeros(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = endOfHeaders(bytes)
    guard bytes[..<end].contains(0) else { return bytes }
    let mark = Array("\u{FFFD}".utf8)
    let headers: [UInt8] = bytes[..<end].flatMap { byte in byte == 0 ? mark : [byte] }
    return (headers + bytes[end...])[...]
  }

  /// Where the first empty line begins.
  private static func endOfHeaders(_ bytes: ArraySlice<UInt8>) -> Int {
    var start = bytes.startIndex
    while let feed = bytes[start...].firstIndex(of: 0x0A) {
      if bytes[start..<feed].allSatisfy({ $0 == 0x0D }) { return start }
      start = feed + 1
    }
    return bytes.endIndex
  }

  private static func parsed(_ bytes: ArraySlice<UInt8>, _ options: borrowing ParserOptions) -> GObject? {
    guard let stream = ByteStream.reading(bytes), let parser = GObject(g_mime_parser_new_with_stream(stream.pointer))
    else { return nil }
    return GObject(g_mime_parser_construct_message(parser.pointer, options.pointer))
  }

  /// Nothing is lost, even where nothing is understood.
  private static func unreadable(_ bytes: ArraySlice<UInt8>) -> MailMessage {
    var result = MailMessage()
    result.text = String(decoding: bytes, as: UTF8.self).replacing("\0", with: "\u{FFFD}")
    result.problems = ["it has no form of a mail; its bytes are shown as they are"]
    return result
  }
}

/// How GMime is to read: forgiving, with two guesses for bytes that name no charset.
struct ParserOptions: ~Copyable {
  let pointer: OpaquePointer?

  init() {
    pointer = g_mime_parser_options_new()
    let charsets = ["utf-8", "windows-1252"].map { Array($0.utf8CString) }
    charsets[0].withUnsafeBufferPointer { first in
      charsets[1].withUnsafeBufferPointer { second in
        var list: [UnsafePointer<CChar>?] = [first.baseAddress, second.baseAddress, nil]
        g_mime_parser_options_set_fallback_charsets(pointer, &list)
      }
    }
  }

  deinit { g_mime_parser_options_free(pointer) }
}
