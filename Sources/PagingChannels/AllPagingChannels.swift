import Timekeeping

/// The paging channels there are.
package enum AllPagingChannels {
  package static let all: [any PagingChannel.Type] = [
    Console.self,
    MailPage.self,
    Ntfy.self,
    PagerDuty.self,
    SignedWebhook.self,
    Slack.self,
  ]

  /// The kinds that settings may name, sorted.
  package static var kinds: [String] { all.map { $0.kind }.sorted() }

  /// What is wrong with a contact's address on a channel of this kind; nil where nothing is known against it.
  package static func problem(with address: String, kind: String) -> TextProblem? {
    all.first { $0.kind == kind }?.problem(with: address)
  }

  /// The channel of this kind; the error says which kinds there are.
  package static func named(_ kind: String, settings: ChannelSettings) throws(TextProblem) -> any PagingChannel {
    guard let channel = all.first(where: { $0.kind == kind }) else {
      let guess = didYouMean(kind, among: kinds).map { "did you mean '\($0)'? " } ?? ""
      throw TextProblem(
        "'\(kind)' is not a kind of paging channel", help: guess + "the kinds are \(kinds.joined(separator: ", "))")
    }
    return channel.init(settings: settings)
  }
}
