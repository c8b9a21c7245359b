import Testing

@Suite("Registries")
struct RegistryTests {
  @Test("Everything that has to be in a list is in it", arguments: Registry.all)
  func everythingIsListed(registry: Registry) {
    let findings = registry.unlisted(in: Repository.sources)
    #expect(findings.isEmpty, "\(findings.listing)")
  }

  @Test("A file that is not in its list is found", arguments: Registry.all)
  func findsWhatIsNotListed(registry: Registry) {
    let planted = [file(registry, "Planted"), list(registry, "[Other.self]")]
    #expect(registry.unlisted(in: planted).map(\.path) == [planted[0].path])
  }

  @Test("A file without any list is found", arguments: Registry.all)
  func findsAMissingList(registry: Registry) {
    #expect(registry.unlisted(in: [file(registry, "Planted")]).count == 1)
  }

  @Test("A file that is in its list is left alone, a helper beside it too", arguments: Registry.all)
  func leavesTheListedAlone(registry: Registry) {
    let listed = [file(registry, "Planted"), list(registry, "[Planted.self]")]
    #expect(registry.unlisted(in: listed).isEmpty)
  }

  @Test("A rule of a refined kind is a rule")
  func knowsRefinements() throws {
    let rules = try #require(Registry.all.first { $0.what == "rota rules" })
    let kind = SwiftText(path: rules.folder + "PairRule.swift", text: "package protocol PairRule: RotaRule {}")
    let rule = SwiftText(path: rules.folder + "Planted.swift", text: "struct Planted: PairRule {}")
    #expect(rules.unlisted(in: [kind, rule, list(rules, "[]")]).map(\.path) == [rule.path])
  }

  @Test("A command that another command lists is listed")
  func knowsNestedCommands() throws {
    let commands = try #require(Registry.all.first { $0.what == "commands" })
    let group = SwiftText(
      path: commands.folder + "Leave.swift",
      text: "struct Leave: ParsableCommand { static let c = CommandConfiguration(subcommands: [Planted.self]) }")
    let found = commands.unlisted(in: [file(commands, "Planted"), group, list(commands, "[Leave.self]")])
    #expect(found.isEmpty, "\(found.listing)")
  }

  /// A file that declares whatever its folder's list asks for.
  private func file(_ registry: Registry, _ name: String) -> SwiftText {
    var parent = "Sendable"
    if case .conformances(let protocols) = registry.entry { parent = protocols.joined(separator: ", ") }
    return SwiftText(path: registry.folder + name + ".swift", text: "package struct \(name): Sendable, \(parent) {}")
  }

  private func list(_ registry: Registry, _ text: String) -> SwiftText {
    SwiftText(path: registry.listedIn + registry.list + ".swift", text: "let all = \(text)")
  }
}
