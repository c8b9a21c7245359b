import PagingChannels
import Scheduling
import TicketSources
import Timekeeping
import Triage
import Workflows

/// What the simulated server is told by its settings: a source of each kind that answers its customers in its own way,
/// and channels that page at once, as lists after a rest, and through incidents.
enum SimulatedSettings {
  private static let secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"

  static func setup() throws -> Setup {
    Setup(
      publicURL: "https://watch.example.com", sources: try Deed.Source.allCases.map(source), channels: try channels())
  }

  private static func source(_ kind: Deed.Source) throws -> SourceBinding {
    var settings = SourceSettings(secrets: [Posting.secret])
    settings.options.colleagues = ["colleague@example.com"]
    switch kind {
    case .json: (settings.options.replies, settings.tokens) = ("http://\(Provider.hosts[3])/replies", [secret])
    case .github: (settings.options.api, settings.tokens) = ("http://\(Provider.hosts[3])/api", ["token"])
    case .email: settings.options.address = "Harbour <help@example.com>"
    }
    return SourceBinding(
      name: kind.rawValue, source: try AllTicketSources.named(kind.rawValue), settings: settings,
      team: SimulatedTeam.id)
  }

  private static func channels() throws -> [ChannelBinding] {
    let rests: [Duration?] = [nil, .seconds(20), nil]
    let hooks = try ["one", "two", "three"].enumerated().map { place, name in
      let settings = ChannelSettings(
        name: name, url: "http://\(Provider.hosts[place])/page", secrets: [secret], rest: rests[place])
      return ChannelBinding(
        name: name, channel: try AllPagingChannels.named("webhook", settings: settings), isFallback: place == 2)
    }
    let incidents = ChannelSettings(
      name: "four", url: "http://\(Provider.hosts[4])/enqueue", secrets: [String(repeating: "k", count: 32)])
    let keeper = try AllPagingChannels.named("pagerduty", settings: incidents)
    return hooks + [ChannelBinding(name: "four", channel: keeper, isFallback: false)]
  }
}
