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
        // GitHub shows a signature, if a wrong one; Slack puts what is signed together from the body, too.
        let passes = kind == "slack" || kind != "github" && shown == "Bearer known"
        #expect((refusal == nil) == passes, "\(kind): \(shown)")
        #expect(source.isKnown(byHeaders: headers) == !["github", "slack"].contains(kind), "\(kind)")
        guard refusal != nil else { continue }
        #expect(source.receive(headers, as: settings, at: .distantPast) == refusal)
      }
    }
    let signed = Delivery(headers: [(name: "x-zendesk-webhook-signature", value: "x")], body: [])
    let zendesk = try AllTicketSources.named("zendesk")
    #expect(zendesk.refusal(ofHeaders: signed, as: settings) == nil && !zendesk.isKnown(byHeaders: signed))
    let github = Delivery(headers: [(name: "x-hub-signature-256", value: "sha256=00")], body: [])
    #expect(try AllTicketSources.named("github").refusal(ofHeaders: github, as: settings) == nil)
  }
}
