import TicketSources
import Timekeeping
import Testing

struct AllTicketSourcesTests {
  @Test("Every source is found by its kind, and no two share one")
  func findsAll() throws {
    #expect(AllTicketSources.kinds == ["alertmanager", "csv", "email", "github", "json", "slack", "zendesk"])
    for kind in AllTicketSources.kinds {
      #expect(type(of: try AllTicketSources.named(kind)).kind == kind)
    }
  }

  @Test("An unknown kind is told what there is")
  func helps() {
    let near = #expect(throws: TextProblem.self) { try AllTicketSources.named("githob") }
    #expect(near?.help == "did you mean 'github'? the kinds are alertmanager, csv, email, github, json, slack, zendesk")
    let far = #expect(throws: TextProblem.self) { try AllTicketSources.named("carrier-pigeon") }
    #expect(far?.help == "the kinds are alertmanager, csv, email, github, json, slack, zendesk")
  }
}
