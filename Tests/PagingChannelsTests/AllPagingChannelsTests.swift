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
}
