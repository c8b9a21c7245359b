import Testing

@Suite("Route policies")
struct RoutePolicyTests {
  @Test("Every route names its policy")
  func everyRouteNamesItsPolicy() {
    let findings = Repository.sources.flatMap(RoutePolicy.missing)
    #expect(findings.isEmpty, "\(findings.listing)")
  }

  @Test(
    "A route without a policy is found",
    arguments: [
      #"router.get("/healthz") { request, context in answer(policy: 1) }"#,
      #"router.post("/intake/:source", use: receive)"#,
      "Route(.get, \"/\",\n  use: view)",
      #"Route(.get, "/" /* policy: none */)"#,
    ])
  func findsARouteWithoutAPolicy(planted: String) {
    #expect(RoutePolicy.missing(in: routes(planted)).count == 1)
  }

  @Test(
    "A route with a policy is left alone, and so is what only looks like a route",
    arguments: [
      #"router.get("/healthz", policy: .everybody) { request, context in answer(request) }"#,
      "Route(\n  .post, \"/intake/:source\",\n  policy: .signed(by: .source), use: receive)",
      #"let token = parameters.get(name)"#,
      #"// router.get("/old")"#,
    ])
  func leavesOthersAlone(harmless: String) {
    #expect(RoutePolicy.missing(in: routes(harmless)).isEmpty)
  }

  private func routes(_ text: String) -> SwiftText {
    SwiftText(path: RoutePolicy.folder + "Planted.swift", text: text)
  }
}
