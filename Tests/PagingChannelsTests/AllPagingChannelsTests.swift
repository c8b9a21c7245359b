import PagingChannels
import Timekeeping
import Testing

struct AllPagingChannelsTests {
  @Test("Every channel is found by its kind and keeps its settings")
  func findsAll() throws {
    #expect(AllPagingChannels.kinds == ["console", "email", "ntfy", "pagerduty", "slack", "webhook"])
    for kind in AllPagingChannels.kinds {
      let channel = try AllPagingChannels.named(kind, settings: Samples.settings())
      #expect(type(of: channel).kind == kind)
      #expect(channel.settings == Samples.settings())
    }
  }

  @Test("An unknown kind is told what there is")
  func helps() {
    let near = #expect(throws: TextProblem.self) {
      try AllPagingChannels.named("webhok", settings: Samples.settings())
    }
    #expect(near?.help == "did you mean 'webhook'? the kinds are console, email, ntfy, pagerduty, slack, webhook")
  }

  static let samples: [(String, [String], [String])] = [
    ("email", ["ana@example.com"], ["zzz qq", "ana", "@example.com", "ana @example.com"]),
    ("ntfy", ["ana-4f9a2c", "https://ntfy.example.com/ana-4f9a2c"], ["zzz qq", "ana/4f9a", "https://ntfy.sh/z q"]),
    ("pagerduty", ["0123456789abcdef0123456789ABCDEF"], ["zzz qq", "0123456789abcdef"]),
    ("slack", ["U0123456789", "https://hooks.slack.com/services/T0/B0/xyz"], ["zzz qq", "#ops", "@ana"]),
    ("webhook", ["ana", "https://pager.example.com/ana"], []),
    ("console", ["ana at the desk"], []),
  ]

  @Test("An address that no page could be sent to is known without sending one", arguments: samples)
  func addresses(kind: String, good: [String], bad: [String]) {
    for address in good { #expect(AllPagingChannels.problem(with: address, kind: kind) == nil, "\(address)") }
    for address in bad {
      let problem = AllPagingChannels.problem(with: address, kind: kind)
      #expect(problem?.what.hasPrefix("this is no ") == true && problem?.what.contains(address) == false, "\(address)")
    }
  }
}
