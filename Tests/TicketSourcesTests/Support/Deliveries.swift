import Crypto
import Foundation
import TicketSources
import Timekeeping
import Triage

/// Deliveries as a sender would make them.
enum Deliveries {
  static let secret = "a-secret-for-tests"
  static let now = Timestamp(seconds: 1_795_255_200)

  /// What `OwnJSON` asks for, each header replaceable or, with nil, left out.
  static func own(_ body: String, changing changes: [String: String?] = [:]) -> Delivery {
    own(Array(body.utf8), changing: changes)
  }

  static func own(_ body: [UInt8], changing changes: [String: String?] = [:]) -> Delivery {
    let usual = ["authorization": "Bearer \(secret)", "content-type": "application/json"]
    return Delivery(headers: headers(usual, changes), body: body)
  }

  /// What GitHub sends, signed with `secret`.
  static func github(
    _ body: [UInt8], event: String = "issues", signedWith secret: String = secret,
    changing changes: [String: String?] = [:]
  ) -> Delivery {
    let usual = [
      "content-type": "application/json", "x-github-event": event, "x-github-delivery": deliveryID,
      "x-hub-signature-256": "sha256=" + signature(body, secret),
    ]
    return Delivery(headers: headers(usual, changes), body: body)
  }

  static let deliveryID = "72d3162e-cc78-11e3-81ab-4c9367dc0958"

  static func signature(_ body: [UInt8], _ secret: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(secret.utf8)))
    return code.map { String(format: "%02x", $0) }.joined()
  }

  private static func headers(
    _ usual: [String: String], _ changes: [String: String?]
  ) -> [(name: String, value: String)] {
    let all = usual.merging(changes.compactMapValues { $0 }) { _, new in new }
    let gone = changes.filter { $0.value == nil }.keys
    return all.filter { !gone.contains($0.key) }.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
  }
}

extension TicketSource {
  /// As it would be received on an autumn day with nothing set but secrets.
  func receive(_ delivery: Delivery, secrets: [String]) -> Intake {
    receive(delivery, as: SourceSettings(secrets: secrets), at: Deliveries.now)
  }
}

extension Intake {
  var delivery: SourceDelivery? {
    if case .taken(let delivery) = self { delivery } else { nil }
  }

  var events: [SourceEvent] { delivery?.events ?? [] }

  /// The ticket that a delivery of one opening event makes.
  var event: TicketEvent? {
    guard events.count == 1, case .opened? = events.first?.what else { return nil }
    return events.first.map(TicketEvent.init)
  }

  var deliveryID: String? { delivery?.id }

  var note: String? {
    if case .noted(let note) = self { note } else { nil }
  }

  var status: Int? {
    if case .refused(let status, _) = self { status } else { nil }
  }

  var message: String {
    if case .refused(_, let message) = self { message } else { "" }
  }
}
