import Testing

@Suite("Arrows between modules")
struct ArrowTests {
  @Test("A module imports only what stands above it", arguments: Repository.modules)
  func importsOnlyWhatStandsAbove(module: String) {
    #expect(Arrows.allowed[module] != nil, "\(module) has no line in Arrows.swift: say what it may import")
    let findings = Repository.sources.filter { $0.module == module }.flatMap(Arrows.violations)
    #expect(findings.isEmpty, "\(findings.listing)")
  }

  @Test(
    "A forbidden import is found however it is written",
    arguments: [
      "import Foundation", "internal import GRDB", "@preconcurrency import Glibc", "import struct Foundation.Date",
      "  @_exported @testable import Triage", "#if true\nimport Workflows\n#endif",
    ])
  func findsAForbiddenImport(planted: String) {
    let file = SwiftText(path: "Sources/Scheduling/Planted.swift", text: "import Timekeeping\n" + planted + "\n")
    #expect(Arrows.violations(in: file).count == 1)
  }

  @Test("A comment or a string that speaks of an import is left alone")
  func leavesTextAlone() {
    let text = "// import Foundation\nlet text = \"\"\"\n  import Foundation\n  \"\"\"\nimport Timekeeping\n"
    #expect(Arrows.violations(in: SwiftText(path: "Sources/Drafting/Planted.swift", text: text)).isEmpty)
  }

  @Test("Each arrow points one way: no two modules import each other, by whatever detour")
  func hasNoCircles() {
    for module in Repository.modules {
      #expect(!reach(from: module).contains(module), "\(module) reaches itself")
    }
  }

  @Test("Package.swift gives a module no dependency that the arrows forbid", arguments: Repository.modules)
  func agreesWithTheManifest(module: String) {
    let allowed = Arrows.allowed[module] ?? []
    for name in Manifest.dependencies(of: module, in: Repository.text("Package.swift")) {
      #expect(allowed.contains(name), "Package.swift gives \(module) the module \(name), Arrows.swift does not")
    }
  }

  @Test("The manifest reader sees the dependencies of a target")
  func readsTheManifest() {
    let text = #"module("Storage", ["Timekeeping", "Workflows", grdb]), module("Triage", ["Drafting"]),"#
    #expect(Manifest.dependencies(of: "Storage", in: text) == ["Timekeeping", "Workflows"])
  }

  private func reach(from module: String) -> Set<String> {
    var found: Set<String> = []
    var open = [module]
    while let next = open.popLast() {
      let fresh = (Arrows.allowed[next] ?? []).filter { Arrows.allowed[$0] != nil && !found.contains($0) }
      found.formUnion(fresh)
      open.append(contentsOf: fresh)
    }
    return found
  }
}

/// The little of `Package.swift` that the arrows are compared with.
private enum Manifest {
  /// The names in quotes between the name of the target and the end of its list of dependencies.
  static func dependencies(of module: String, in text: String) -> [String] {
    let target = #"(?:module\(|executableTarget\(\s*name:)\s*""# + module + #"",\s*(?:dependencies:\s*)?\[([^\]]*)\]"#
    let list = Pattern(target).matches(in: text).first?.groups[1] ?? ""
    return Pattern(#""([^"]+)""#).matches(in: list).map { $0.groups[1] }
  }
}
