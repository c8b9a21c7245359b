import Crypto
import Foundation
import Timekeeping
import Triage

/// A delivery as its sender makes it, in the sender's own bytes.
package struct Posting: Sendable {
  package var source: Deed.Source
  /// What the sender calls it; the same for every attempt at it.
  package var key: String
  package var delivery: Delivery

  package static let secret = "simulated secret"

  /// The opening of an item.
  static func opening(_ item: Int, _ source: Deed.Source, urgency: Int, topic: Deed.Topic, at: Timestamp) -> Posting {
    let title = "Reader \(item) is quiet, \(topic.rawValue)"
    switch source {
    case .json:
      return json(
        "\(item)-open",
        #"{"id":"s\#(item)","title":"\#(title)","body":"Since this morning.","priority":"\#(Self.word(urgency))","#
          + #""requester":{"name":"Kim \#(item % 40)","address":"\#(address(item))"},"version":1}"#)
    case .email:
      return email("\(item)-open", item: item, id: "m\(item)", subject: title, more: [], at: at)
    case .github:
      return github("\(item)-open", action: "opened", item: item, title: title, version: 1, state: "open")
    }
  }

  static func message(_ message: Int, on item: Int, _ source: Deed.Source, by writer: Deed.Writer, at: Timestamp)
    -> Posting
  {
    let key = "\(item)-m\(message)"
    switch source {
    case .json:
      let kind = [Deed.Writer.customer: "customer", .machine: "automation", .colleague: "colleague"][writer] ?? ""
      return json(
        key,
        #"{"event":"message","id":"s\#(item)","message":"m\#(message)","body":"More of it.","#
          + #""author":{"name":"Kim","kind":"\#(kind)"}}"#)
    case .email:
      let more =
        ["In-Reply-To: <m\(item)@mail.example.org>"] + (writer == .machine ? ["Auto-Submitted: auto-replied"] : [])
      return email(
        key, item: item, id: "m\(item)-\(message)", subject: "Re: Reader \(item)", more: more,
        from: writer == .colleague ? "colleague@example.com" : nil, at: at)
    case .github:
      return comment(key, item: item, message: message, by: writer)
    }
  }

  static func fact(_ word: String, on item: Int, _ source: Deed.Source, version: Int) -> Posting {
    let key = "\(item)-v\(version)"
    let title = "Reader \(item), version \(version)"
    if source == .json {
      let event = ["rename": "changed", "end": "closed", "reopen": "reopened"][word] ?? word
      let more = word == "rename" ? #","title":"\#(title)""# : ""
      return json(key, #"{"event":"\#(event)","id":"s\#(item)","version":\#(version)\#(more)}"#)
    }
    let action = ["rename": "edited", "end": "closed", "reopen": "reopened"][word] ?? word
    return github(
      key, action: action, item: item, title: word == "rename" ? title : nil, version: version,
      state: word == "end" ? "closed" : "open")
  }

  /// The same delivery id with another body, where the sender chooses the id.
  func forged() -> Posting? {
    guard source != .email else { return nil }
    let body = Array(String(decoding: delivery.body, as: UTF8.self).replacing("quiet", with: "loud").utf8)
    return source == .json
      ? Posting.json(key, String(decoding: body, as: UTF8.self)) : Posting.signed(key, body: body, event: "issues")
  }

  /// A planted fault: the same delivery to its sender, and a new one to the server.
  func forgotten() -> Posting {
    guard source == .json else { return self }
    let body = String(decoding: delivery.body, as: UTF8.self).replacing(#""id":"s"#, with: #""id":"z"#)
    var posting = Posting.json(key + "z", body)
    posting.key = key
    return posting
  }

  static func oversized(_ item: Int) -> Posting {
    json(
      "\(item)-large",
      #"{"id":"large\#(item)","title":"Large","body":""# + tooMuch + #""}"#)
  }

  private static let tooMuch = String(repeating: "x", count: 1_100_000)

  // MARK: Bytes

  private static func word(_ urgency: Int) -> String { ["urgent", "high", "normal", "low"][urgency] }

  private static func address(_ item: Int) -> String {
    item % 5 == 0 ? "kim\(item % 40)@larch.example.com" : "kim\(item % 40)@customer\(item % 9).example.org"
  }

  private static func json(_ key: String, _ body: String) -> Posting {
    let headers = [
      ("authorization", "Bearer \(secret)"), ("content-type", "application/json"), ("idempotency-key", "k\(key)"),
    ]
    return Posting(
      source: .json, key: key,
      delivery: Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(body.utf8)))
  }

  private static func email(
    _ key: String, item: Int, id: String, subject: String, more: [String], from: String? = nil, at: Timestamp
  ) -> Posting {
    let lines =
      [
        "Message-ID: <\(id)@mail.example.org>", "From: Kim <\(from ?? address(item))>", "To: help@example.com",
        "Subject: \(subject)", "Date: Mon, 02 Feb 2026 09:00:00 +0000", "Content-Type: text/plain; charset=utf-8",
      ] + more + ["", "It does not answer any more.", ""]
    let headers = [("authorization", "Bearer \(secret)"), ("content-type", "message/rfc822")]
    return Posting(
      source: .email, key: key,
      delivery: Delivery(
        headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(lines.joined(separator: "\r\n").utf8)))
  }

  private static func github(
    _ key: String, action: String, item: Int, title: String?, version: Int, state: String
  ) -> Posting {
    let changed = title != nil && action == "edited" ? #","changes":{"title":{"from":"Reader"}}"# : ""
    let body =
      #"{"action":"\#(action)","repository":{"full_name":"example/reader"},"sender":{"login":"kim\#(item % 40)","type":"User"},"#
      + issue(item, title: title, version: version, state: state) + changed + "}"
    return signed(key, body: Array(body.utf8), event: "issues")
  }

  private static func comment(_ key: String, item: Int, message: Int, by writer: Deed.Writer) -> Posting {
    let type = writer == .machine ? "Bot" : "User"
    let tie = writer == .colleague ? "MEMBER" : "NONE"
    let stamp = "2026-02-02T09:00:00Z"
    let body =
      #"{"action":"created","repository":{"full_name":"example/reader"},"sender":{"login":"kim","type":"\#(type)"},"#
      + issue(item, title: nil, version: 0, state: "open")
      + #","comment":{"id":\#(item * 10 + message),"body":"More of it.","html_url":"https://code.example.com/c/\#(item)","#
      + #""user":{"login":"kim","type":"\#(type)"},"author_association":"\#(tie)","created_at":"\#(stamp)","updated_at":"\#(stamp)"}}"#
    return signed(key, body: Array(body.utf8), event: "issue_comment")
  }

  private static func issue(_ item: Int, title: String?, version: Int, state: String) -> String {
    let number = item + 1
    let stamp = "2026-02-02T09:\(version < 10 ? "0" : "")\(version):00Z"
    let name = title.map { #","title":"\#($0)""# } ?? ""
    return
      #""issue":{"number":\#(number)\#(name),"body":"It stops.","html_url":"https://code.example.com/i/\#(number)","#
      + #""user":{"login":"kim\#(item % 40)","type":"User"},"labels":[],"state":"\#(state)","#
      + #""created_at":"2026-02-02T09:00:00Z","updated_at":"\#(stamp)"}"#
  }

  private static func signed(_ key: String, body: [UInt8], event: String) -> Posting {
    let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(secret.utf8)))
    let digits = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let headers = [
      ("content-type", "application/json"), ("x-github-event", event), ("x-github-delivery", "g\(key)"),
      ("x-hub-signature-256", "sha256=\(digits)"),
    ]
    return Posting(
      source: .github, key: key, delivery: Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: body))
  }
}
