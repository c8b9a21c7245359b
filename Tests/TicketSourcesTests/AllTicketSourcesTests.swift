import TicketSources
import Timekeeping
import Triage
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

  @Test("Who shows no secret is refused by the headers alone, as with the body, unless only a signature over it tells")
  func headersAlone() throws {
    let settings = SourceSettings(secrets: ["known"])
    for kind in AllTicketSources.kinds {
      let source = try AllTicketSources.named(kind)
      for shown in ["Bearer known", "Bearer other"] {
        let headers = Delivery(headers: [(name: "authorization", value: shown)], body: [])
        let refusal = source.refusal(ofHeaders: headers, as: settings)
        let isSigned = ["github", "slack"].contains(kind)
        #expect((refusal == nil) == (isSigned || shown == "Bearer known"), "\(kind): \(shown)")
        guard refusal != nil else { continue }
        #expect(source.receive(headers, as: settings, at: .distantPast) == refusal)
      }
    }
    let signed = Delivery(headers: [(name: "x-zendesk-webhook-signature", value: "x")], body: [])
    #expect(try AllTicketSources.named("zendesk").refusal(ofHeaders: signed, as: settings) == nil)
  }
}
