import Foundation

/// What a receiver of webhooks reads: a page or a message, with `type`, `timestamp` and `data`.
protocol WebhookDocument: Encodable {}

extension WebhookDocument {
  /// Keys in alphabetical order and plain slashes: the same document is the same bytes.
  func json(_ noun: String) throws(ChannelProblem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self))
    } catch {
      throw ChannelProblem("\(noun) cannot be written as JSON", help: "report this with its title")
    }
  }
}
