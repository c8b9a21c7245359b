import Foundation
import Timekeeping
import Triage

/// The small grammars of server settings.
enum ServerForms {
  static let folder = Form<String>(
    name: "folder", about: "A folder, relative to this file.", pattern: "^[^\\n]{1,\(FileLimits.textLength)}$",
    examples: ["data"], looksTyped: true
  ) { text throws(TextProblem) in try NameForms.title.parse(text) }

  static let url = Form<String>(
    name: "url", about: "An http or https address.", pattern: "^https?://[^\\s/]+[^\\s]*$",
    examples: ["https://watchbill.example.org"]
  ) { text throws(TextProblem) in
    let rest = ["https://", "http://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
    guard let rest, rest.first.map({ $0 != "/" }) ?? false, !text.contains(where: \.isWhitespace), text.count <= 2000,
      !rest.prefix(while: { $0 != "/" }).contains("@")
    else {
      // An address may hold a password before an @, which is not repeated.
      let shown = text.contains("@") ? "this" : "'\(shortened(text))'"
      throw TextProblem(
        "\(shown) is not an address of the web", help: "write it like https://watchbill.example.org")
    }
    return text
  }

  /// JSON with places in double braces; what would come of it is read, so that a mistake shows here and not at night.
  static let filingBody = Form<String>(
    name: "filing-body", about: "JSON with {{title}}, {{text}} and {{ticket}} where strings stand.",
    pattern: "^\\s*[{\\[][\\s\\S]{1,8000}$", examples: ["{\"summary\": {{title}}, \"description\": {{text}}}"]
  ) { text throws(TextProblem) in
    guard let parts = FilingTemplate.parts(of: text), text.utf8.count <= 8000 else {
      throw TextProblem("a place that begins with {{ does not end", help: "end it with }}")
    }
    var filled = ""
    for part in parts {
      switch part {
      case .text(let plain): filled += plain
      case .place(let name):
        guard FilingTemplate.places.contains(name) else {
          let near = didYouMean(name, among: FilingTemplate.places).map { "did you mean {{\($0)}}? " } ?? ""
          throw TextProblem(
            "there is no {{\(shortened(name))}}", help: near + "a body may have {{title}}, {{text}} and {{ticket}}")
        }
        filled += "\"x\""
      }
    }
    guard let data = try? JSONSerialization.jsonObject(with: Data(filled.utf8)), data is [String: Any] else {
      throw TextProblem(
        "this is no JSON object once its places are filled",
        help: "places stand for whole strings: write {\"summary\": {{title}}}, without quotation marks around them")
    }
    return text
  }

  /// A text with places for parts of an answer: `{{key}}`, `{{data.issue.id}}`.
  static let answerTemplate = Form<String>(
    name: "answer-template", about: "A text with {{path}} where a part of the answer stands.",
    pattern: "^[^\\s]{1,500}$", examples: ["{{key}}", "https://tracker.example.org/browse/{{key}}"]
  ) { text throws(TextProblem) in
    let parts = FilingTemplate.parts(of: text) ?? []
    let names = parts.compactMap { if case .place(let name) = $0 { name } else { nil } }
    guard !names.isEmpty, names.allSatisfy({ !$0.isEmpty }), text.count <= 500,
      !text.contains(where: \.isWhitespace)
    else {
      throw TextProblem(
        "'\(shortened(text))' takes nothing from the answer", help: "write where it is found there: {{key}}")
    }
    return text
  }

  static let hostPort = Form<HostPort>(
    name: "host-port", about: "A host and a port.", pattern: "^[^\\s]+:[0-9]{1,5}$",
    examples: ["127.0.0.1:8080", "[::1]:8080"], print: \.description
  ) { text throws(TextProblem) in
    guard let colon = text.lastIndex(of: ":"), let port = decimal(text[text.index(after: colon)...], limit: 5),
      (1...65_535).contains(port), let host = host(text[..<colon])
    else {
      throw TextProblem("'\(shortened(text))' is not a host with a port", help: "write it like 127.0.0.1:8080")
    }
    return HostPort(host: host, port: port)
  }

  /// A page waits no longer than that: so it must stay short.
  static let rest = Form<PlainDuration>(
    name: "rest", about: "Seconds or minutes, 5 minutes at the most; 0 seconds sends each page by itself.",
    pattern: "^[0-9]{1,3} (minute|second)s?$", examples: ["10 seconds"], tidy: Tidy.amounts, print: \.description
  ) { text throws(TextProblem) in
    let rest = try PlainDuration(text: text)
    guard rest.duration >= .zero, rest.duration <= .seconds(300) else {
      throw TextProblem("'\(text)' is more than 5 minutes", help: "write it like 10 seconds")
    }
    return rest
  }

  static let mailServer = Form<MailServer>(
    name: "mail-server", about: "A mail server: smtp:// turns secure by STARTTLS, smtps:// is secure from the start.",
    pattern: "^smtps?://[^\\s/]+$", examples: ["smtp://mail.example.com:587", "smtps://mail.example.com:465"],
    print: \.description
  ) { text throws(TextProblem) in
    let help = "write it like smtp://mail.example.com:587 or smtps://mail.example.com:465"
    let isSecure = text.hasPrefix("smtps://")
    guard isSecure || text.hasPrefix("smtp://"), !text.contains("@") else {
      throw TextProblem("this is not the address of a mail server", help: help)
    }
    let rest = String(text.dropFirst(isSecure ? 8 : 7))
    let hasPort = rest.hasSuffix("]") ? false : rest.contains(":")
    do throws(TextProblem) {
      let place = try hostPort.parse(hasPort ? rest : "\(rest):\(isSecure ? 465 : 587)")
      return MailServer(place: place, isSecureFromStart: isSecure)
    } catch {
      throw TextProblem("'\(shortened(text))' is not the address of a mail server", help: help)
    }
  }

  /// Names and IPv4 addresses as they are, IPv6 addresses out of their brackets.
  private static func host(_ text: Substring) -> String? {
    let inner = text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : text
    let hasBrackets = inner.count < text.count
    let isPlain = inner.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        return true
      case UInt8(ascii: ":"): return hasBrackets
      default: return false
      }
    }
    return isPlain && !inner.isEmpty ? String(inner) : nil
  }

  static let variable = Form<String>(
    name: "variable", about: "The name of a variable of the environment.", pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
    examples: ["WATCHBILL_WEB_SECRET"]
  ) { text throws(TextProblem) in
    let letters = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        return true
      default: return false
      }
    }
    guard letters, !text.isEmpty, !(text.first?.isNumber ?? false) else {
      // The text may be a secret written into the wrong place, so it is not repeated.
      throw TextProblem("this is not the name of a variable", help: "write it like WATCHBILL_WEB_SECRET")
    }
    return text
  }
}
