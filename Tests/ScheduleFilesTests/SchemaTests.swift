import Foundation
import TestSupport
import Testing

@testable import ScheduleFiles

@Suite(.ownThreads) struct SchemaTests {
  @Test("the schema beside the samples is the one that `watchbill schema` prints")
  func committed() throws {
    let path = Reading.samples + "/schema.json"
    // To renew it, run the tests with WATCHBILL_RENEW=1 once.
    if ProcessInfo.processInfo.environment["WATCHBILL_RENEW"] == "1" {
      try SchemaDocument.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == SchemaDocument.text)
  }

  @Test("the schema is JSON, and prints texts so that JSON readers get them back")
  func isJSON() throws {
    let read = try JSONSerialization.jsonObject(with: Data(SchemaDocument.text.utf8)) as? [String: Any]
    let definitions = try #require(read?["$defs"] as? [String: Any])
    #expect(definitions.count == SchemaDocument.sections.count + SchemaDocument.forms.count)
    let share = try #require(definitions["share"] as? [String: Any])
    #expect(share["pattern"] as? String == "^[0-9]{1,3}%$")
  }

  @Test("every example of a small grammar is read, and matches the pattern", arguments: SchemaDocument.forms.indices)
  func examples(index: Int) {
    let form = SchemaDocument.forms[index]
    #expect(!form.examples.isEmpty)
    for example in form.examples {
      #expect(form.canonical(example) != nil, "\(form.definition.name): \(example)")
      #expect(
        example.range(of: form.pattern, options: .regularExpression) != nil, "\(form.definition.name): \(example)")
    }
  }

  @Test("every example of a key is YAML that the key's own schema takes")
  func keyExamples() throws {
    let check = SchemaCheck(SchemaDocument.document)
    for section in SchemaDocument.sections {
      for key in section.keys where !key.example.contains("…") {
        let log = ProblemLog()
        let root = YAMLText(file: "x", log: log).root(of: Array("key: \(key.example)".utf8))
        let value = try #require(root?["key"], "\(section.name): \(key.name): \(log.problems)")
        #expect(check.faults(value, key.schema) == [], "\(section.name): \(key.name)")
      }
    }
  }

  static let sampleFiles = [
    "schedules/people.yaml", "schedules/field-support.yaml", "schedules/harbour-help.yaml",
    "schedules/lantern-desk.yaml", "schedules/orchard-care.yaml", "schedules/quarry-line.yaml", "watchbill.yaml",
  ]

  private func node(_ path: String) throws -> YAMLNode {
    let file = SharedCases.packageRoot.appendingPathComponent(path)
    let root = YAMLText(file: path, log: ProblemLog()).root(of: [UInt8](try Data(contentsOf: file)))
    return try #require(root)
  }

  @Test("the samples fit the schema", arguments: sampleFiles)
  func samplesFit(path: String) throws {
    #expect(SchemaCheck(SchemaDocument.document).faults(try node(path), SchemaDocument.document) == [])
  }

  @Test("a file with every rule of a draft fits the schema")
  func rulesFit() throws {
    let root = try #require(YAMLText(file: "x", log: ProblemLog()).root(of: Array(RulesReadingTests.file.utf8)))
    #expect(SchemaCheck(SchemaDocument.document).faults(root, SchemaDocument.document) == [])
  }

  @Test(
    "the schema refuses what it can see",
    arguments: [
      ("team: t\nzone: Europe/London\nmembers: [ana]\nduties: {}\ntema: x", "/tema: unknown key"),
      ("team: t\nzone: Europe/London\nduties: {}", ": 'members' is missing"),
      ("members: [{ id: ana, share: half }]", "/members/0/share: 'half' does not match ^[0-9]{1,3}%$"),
      ("data: x\nlisten: 8080", "/listen: '8080' does not match ^[^\\s]+:[0-9]{1,5}$"),
    ])
  func refuses(text: String, fault: String) throws {
    let root = try #require(YAMLText(file: "x", log: ProblemLog()).root(of: Array(text.utf8)))
    #expect(SchemaCheck(SchemaDocument.document).faults(root, SchemaDocument.document) == [fault])
  }

  @Test(
    "an independent validator accepts the samples and the schema itself",
    .enabled(if: PythonJSONSchema.present, "python3 with jsonschema and yaml is not on this machine"),
    arguments: sampleFiles)
  func independent(path: String) throws {
    let file = SharedCases.packageRoot.appendingPathComponent(path).path
    #expect(try PythonJSONSchema.faults(of: file, schema: Reading.samples + "/schema.json") == "")
  }

  @Test(
    "an independent validator accepts a file with every rule of a draft",
    .enabled(if: PythonJSONSchema.present, "python3 with jsonschema and yaml is not on this machine"))
  func independentRules() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("rules-\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(RulesReadingTests.file.utf8).write(to: file)
    #expect(try PythonJSONSchema.faults(of: file.path, schema: Reading.samples + "/schema.json") == "")
  }
}
