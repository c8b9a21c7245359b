import Foundation
import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

/// Every sentence that a rule can say, each on a sample: what leads forward is what they read in `SentenceSamples`.
@Suite("Sentences of rules", .ownThreads)
struct SentenceTests {
  @Test("A rule says just this", arguments: SentenceSamples.all)
  func says(_ sample: SentenceSample) throws {
    let verdict = try sample.verdict()
    #expect(verdict.sentence == sample.sentence)
    let reason: Reason? = if case .cost(_, let reason) = verdict { reason } else { verdict.obstacle }
    #expect(reason?.rule == sample.rule.name)
    #expect(!sample.sentence.hasSuffix("."), "it stands in lists")
  }

  @Test("Every rule that there is has a sample")
  func complete() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/Drafting/Rules").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let names = try files.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).matches(of: #/let name = "([a-z-]+)"/#).map { String($0.1) }
    }
    try #require(names.count >= 17)
    let shown = Set(SentenceSamples.all.map(\.rule.name))
    for name in names { #expect(shown.contains(name), "add what \(name) says to SentenceSamples") }
  }
}

/// A rule, who would take which slot beside what, and what it says of it.
struct SentenceSample: Sendable, CustomTestStringConvertible {
  let sentence: String
  let rule: any RotaRule
  let sketch: @Sendable () throws -> Sketch
  let member: String
  let slot: String
  let holding: KeyValuePairs<String, String>

  init(
    _ sentence: String, _ rule: any RotaRule, _ member: String = "ana", _ slot: String = "desk mon 08:00",
    holding: KeyValuePairs<String, String> = [:], _ sketch: @escaping @Sendable () throws -> Sketch
  ) {
    self.sentence = sentence
    self.rule = rule
    self.member = member
    self.slot = slot
    self.holding = holding
    self.sketch = sketch
  }

  func verdict() throws -> Verdict { try sketch().judge(rule, member, slot, holding: holding) }
  var testDescription: String { "\(rule.name): \(sentence)" }
}
