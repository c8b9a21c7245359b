import Testing

@Suite("Route policies")
struct RoutePolicyTests {
  @Test("Every route names its policy")
  func everyRouteNamesItsPolicy() throws {
    let known = RoutePolicy.names(in: try #require(Repository.sources.first { $0.path == RoutePolicy.policies }))
    #expect(known.count > 1)
    let findings = Repository.sources.flatMap { RoutePolicy.problems(in: $0, known: known) }
    #expect(findings.isEmpty, "\(findings.listing)")
  }

  @Test(
    "A route without a policy is found, and one made past the table",
    arguments: [
      #"Route(.get, "/healthz", health)"#,
      "Route(.post, \"/intake/:source\",\n  policy, receive)",
      #"Route(.get, "/" /* .anyone, */, view)"#,
      #"Route(.get, "/", .nobody, view)"#,
      #"router.get("/healthz") { request, context in .anyone }"#,
      "router.on(path, method: .get, use: view)",
    ])
  func findsARouteWithoutAPolicy(planted: String) {
    #expect(RoutePolicy.problems(in: routes(planted), known: ["anyone", "viewer"]).count == 1)
  }

  @Test(
    "A route with a policy is left alone, and so is what only looks like a route",
    arguments: [
      #"Route(.get, "/healthz", .anyone, health)"#,
      "Route(\n  .post, \"/intake/:source\", .viewer,\n  receive)",
      #"let token = parameters.get(name)"#,
      #"// router.get("/old")"#,
      #"let next = AllRoute(.get, "/")"#,
    ])
  func leavesOthersAlone(harmless: String) {
    let found = RoutePolicy.problems(in: routes(harmless), known: ["anyone", "viewer"])
    #expect(found.isEmpty, "\(found.listing)")
  }

  @Test("The names of the policies are read from their file")
  func readsThePolicies() {
    let text = "package enum RoutePolicy: String {\n  /// case none\n  case anyone\n  case viewer\n}\n"
    #expect(RoutePolicy.names(in: SwiftText(path: RoutePolicy.policies, text: text)) == ["anyone", "viewer"])
  }

  private func routes(_ text: String) -> SwiftText {
    SwiftText(path: RoutePolicy.folder + "Routes/Planted.swift", text: text)
  }
}
