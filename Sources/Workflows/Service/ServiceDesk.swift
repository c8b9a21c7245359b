import Logging
import PagingChannels
import ProviderExchange
import Storage
import TicketSources
import Timekeeping
import Triage

/// What every workflow works with: made once in the executable's wiring and passed down; no globals.
package struct ServiceDesk: Sendable {
  package let store: Store
  package let clock: WallClock
  package let zones: ZoneTables
  package let setup: Setup
  package let keys: ServerKeys
  package let transport: PageTransport
  package let calendars: CalendarTransport
  package let log: Logger
  package let wake: WakeSignal
  let worlds: WorldCache
  let feedCache: FeedCache
  let revisionCache: RevisionCache
  let clockWatch: ClockWatch
  let clockTrust: ClockTrust
  let pacing: PagePacing
  let sending: SendingRoom

  /// - Parameter requestsAtOnce: how many requests may be on their way over one channel.
  package init(
    store: Store, clock: WallClock, zones: ZoneTables, setup: Setup, keys: ServerKeys, transport: PageTransport,
    calendars: CalendarTransport = .none, requestsAtOnce: Int = SendingRoom.usual, log: Logger
  ) {
    self.store = store
    self.clock = clock
    self.zones = zones
    self.setup = setup
    self.keys = keys
    self.transport = transport
    self.calendars = calendars
    self.log = log
    self.wake = WakeSignal()
    self.worlds = WorldCache()
    self.feedCache = FeedCache()
    self.revisionCache = RevisionCache()
    self.clockWatch = ClockWatch()
    self.clockTrust = ClockTrust()
    self.pacing = PagePacing()
    self.sending = SendingRoom(each: requestsAtOnce)
  }
}

/// The server's settings with their secrets resolved.
package struct Setup: Sendable {
  /// Without a slash at its end; links begin with it.
  package var publicURL: String
  /// True where the settings name it: what follows from where the server listens is not for strangers.
  package var isPublicURLGiven = false
  package var sources: [SourceBinding]
  package var channels: [ChannelBinding]
  /// Where teams follow their tickets.
  package var teamChannels: [TeamChannelBinding]
  /// Where mails are kept as they came; nil keeps none.
  package var mailFolder: MailFolder?
  /// How many daily copies of the store are kept; 0 makes none.
  package var keptBackups = 0
  /// What commands need to find the store, such as `--data demo-data`; nil where the settings say it.
  package var dataOption: String?

  package init(
    publicURL: String, sources: [SourceBinding], channels: [ChannelBinding], teamChannels: [TeamChannelBinding] = [],
    mailFolder: MailFolder? = nil
  ) {
    self.publicURL = publicURL
    self.sources = sources
    self.channels = channels
    self.teamChannels = teamChannels
    self.mailFolder = mailFolder
  }
}

/// A channel of a source in which a team follows its tickets (A7 to A11).
package struct TeamChannelBinding: Sendable, Hashable {
  package var team: String
  /// Nil for all queues that have none of their own.
  package var queue: String?
  package var source: String
  package var channel: String

  package init(team: String, queue: String? = nil, source: String, channel: String) {
    self.team = team
    self.queue = queue
    self.source = source
    self.channel = channel
  }
}

/// A ticket source under the name its address has: `/intake/<name>`.
package struct SourceBinding: Sendable {
  package var name: String
  package var source: any TicketSource
  package var settings: SourceSettings
  package var team: String
  package var queue: String?

  package init(
    name: String, source: any TicketSource, settings: SourceSettings, team: String, queue: String? = nil
  ) {
    self.name = name
    self.source = source
    self.settings = settings
    self.team = team
    self.queue = queue
  }
}

/// A paging channel under the name contacts call it by.
package struct ChannelBinding: Sendable {
  package var name: String
  package var channel: any PagingChannel
  /// True when it reaches somebody who gave no contact of their own.
  package var isFallback: Bool
  /// What keeps this process from sending over it, such as a secret that is not there; nil in a server.
  package var obstacle: ChannelProblem?

  package init(name: String, channel: any PagingChannel, isFallback: Bool, obstacle: ChannelProblem? = nil) {
    self.name = name
    self.channel = channel
    self.isFallback = isFallback
    self.obstacle = obstacle
  }
}

/// The way out for pages: real sockets in the server, a list in tests.
package struct PageTransport: Sendable {
  package var send: @Sendable (ProviderRequest) async -> ProviderResponse

  package init(send: @escaping @Sendable (ProviderRequest) async -> ProviderResponse) {
    self.send = send
  }
}
