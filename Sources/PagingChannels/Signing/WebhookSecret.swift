import Foundation

/// A shared secret in the form of Standard Webhooks: `whsec_` and 24 to 64 bytes in base64.
struct WebhookSecret: Sendable, Hashable {
  static let prefix = "whsec_"
  static let lengths = 24...64

  let bytes: [UInt8]

  init(_ text: String) throws(ChannelProblem) {
    guard text.hasPrefix(Self.prefix), let data = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))),
      Self.lengths.contains(data.count)
    else {
      // The secret itself must not end up in a message.
      throw ChannelProblem(
        "a secret is not \(Self.prefix) and 24 to 64 bytes in base64",
        help: "make one with: echo \(Self.prefix)$(head -c 32 /dev/urandom | base64)")
    }
    bytes = Array(data)
  }
}
