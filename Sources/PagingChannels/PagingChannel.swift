import ProviderExchange
import Scheduling
import Timekeeping
import Triage

/// One way to reach a person: a page or a message becomes a request, and the response becomes an outcome; nothing else.
///
/// To add one: a file in `Channels/`, a line in ``AllPagingChannels``, and its test.
package protocol PagingChannel: Sendable {
  /// Its name in the settings: `kind: webhook`.
  static var kind: String { get }
  /// True when the provider keeps incidents open until it is told that they are acknowledged or over.
  static var keepsIncidents: Bool { get }
  /// How long an address rests after a page where the settings do not say; zero sends each page by itself.
  static var rest: Duration { get }
  /// How many bytes of text one message carries whole; nil is as many as there are.
  static var messageBytes: Int? { get }
  var settings: ChannelSettings { get }
  /// True when it reaches somebody even for a person who gave no contact.
  var reachesAnybody: Bool { get }

  init(settings: ChannelSettings)

  /// What is wrong with a contact's address that no page could ever be sent to; nil where nothing is known against it.
  /// The address itself is not repeated: some are secrets.
  static func problem(with address: String) -> TextProblem?

  /// Throws what would keep every page from being sent; asked when the server starts.
  func checkSettings() throws(ChannelProblem)

  /// What to send for `page`. The same page gives the same id and body each time, so that a redelivery is recognised
  /// (rule K6); what people alone read says as well that it leaves late.
  ///
  /// - Throws: when this page can never be sent this way; it then counts as refused.
  func request(for page: Page, links: PageLinks, now: Timestamp) throws(ChannelProblem) -> ProviderRequest

  /// What to send for several pages at once; asked only where addresses rest.
  func request(for bundle: PageBundle, links: BundleLinks, now: Timestamp) throws(ChannelProblem) -> ProviderRequest

  /// What to send for `message`, which nobody has to act on; otherwise as for a page.
  func request(for message: Message, now: Timestamp) throws(ChannelProblem) -> ProviderRequest

  /// What the response means for the page or message. `now` is when it came.
  func outcome(of response: ProviderResponse, now: Timestamp) -> PageOutcome
}

extension PagingChannel {
  package static var keepsIncidents: Bool { false }
  package static var rest: Duration { .zero }
  package static var messageBytes: Int? { nil }
  package static func problem(with address: String) -> TextProblem? { nil }
  package var reachesAnybody: Bool { false }
  /// How long an address rests after a page.
  package var rest: Duration { settings.rest ?? Self.rest }

  package func request(
    for bundle: PageBundle, links: BundleLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    throw ChannelProblem(
      "channel '\(settings.name)' sends each page by itself", help: "leave `rest` out of its settings")
  }

  package func checkSettings() throws(ChannelProblem) {}

  package func outcome(of response: ProviderResponse, now: Timestamp) -> PageOutcome {
    OutcomeTable.outcome(of: response, now: now)
  }
}
