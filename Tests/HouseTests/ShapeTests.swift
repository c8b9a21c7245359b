import Testing

@Suite("Shape")
struct ShapeTests {
  @Test("The median function of a module is short", arguments: Repository.modules)
  func functionsAreShort(module: String) {
    let median = ShapeReport(module: module, files: Repository.sources).medianFunction
    #expect(median <= Shapes.medianFunctionLimit, "half of \(module)'s functions have \(median) lines or more")
  }

  @Test("No file is too long to read")
  func filesAreShort() {
    for file in Repository.swiftFiles where file.lines.count - 1 > Shapes.fileLimit {
      Issue.record("\(file.path) has \(file.lines.count - 1) lines; split it by what its parts are about")
    }
  }

  @Test("A report of all lengths")
  func report() {
    let reports = Repository.modules.map { ShapeReport(module: $0, files: Repository.sources) }
    print(ShapeReport.text(reports))
    #expect(reports.allSatisfy { !$0.files.isEmpty })
  }

  @Test("Functions are measured from their keyword to their closing bracket")
  func measuresFunctions() {
    let text = """
      protocol Rule {
        func judge(_ a: Int) -> Int
        var name: String { get }
      }
      struct A {
        init(text: String) { self.text = text }
        @discardableResult
        func long(
          _ value: Int = { 3 }()
        ) throws(Problem) -> [Int: Int]
        where Value == Int {
          // }
          let a = "{"
          return list.map { $0 + a.init(b) }
        }
        subscript(at: Int) -> Int {
          3
        }
      }
      """
    let functions = Shapes.functions(in: SwiftText(path: "Sources/Triage/Planted.swift", text: text))
    #expect(functions.map(\.name) == ["init", "long", "subscript"])
    #expect(functions.map(\.length) == [1, 8, 3])
    #expect(functions.map(\.line) == [6, 8, 16])
  }

  @Test("A module of long functions is found")
  func findsLongFunctions() {
    let body = String(repeating: "  call()\n", count: Shapes.medianFunctionLimit)
    let file = SwiftText(path: "Sources/Triage/Planted.swift", text: "func f() {\n\(body)}\n")
    #expect(ShapeReport(module: "Triage", files: [file]).medianFunction > Shapes.medianFunctionLimit)
  }

  @Test(
    "Quantiles are lengths that occur",
    arguments: [([3, 1, 2], 50, 2), ([1, 2, 3, 4], 50, 2), ([5], 90, 5), ([], 50, 0), (Array(1...10), 90, 9)])
  func quantiles(lengths: [Int], percent: Int, expected: Int) {
    #expect(ShapeReport.quantile(lengths, percent) == expected)
  }
}
