/// How much of anything a delivery may bring.
package enum IntakeLimits {
  /// 1 MiB: the body of a delivery, unless its source says otherwise.
  package static let bodyBytes = 1_048_576
  /// How deep JSON may nest (reliability S34).
  package static let depth = 32
  /// How many keys one JSON object may have (reliability S34).
  package static let keys = 2_000
  /// Of a ticket, in code points, as all that is called characters here.
  package static let titleCharacters = 500
  /// Of a ticket, in bytes of UTF-8.
  package static let textBytes = 65_536
  package static let tags = 50
  package static let tagCharacters = 100
  package static let requesterCharacters = 200
  package static let priorityCharacters = 64
  package static let urlBytes = 2_048
  /// Of one message.
  package static let attachments = 50
}
