import Foundation
import Scheduling
import Testing

@Suite("Prices of rules") struct RulePriceTests {
  @Test("a price is stored as its points, or as the word never")
  func stored() throws {
    let prices: [RulePrice] = [.never, .points(0), .points(20)]
    let bytes = try JSONEncoder().encode(prices)
    #expect(String(decoding: bytes, as: UTF8.self) == #"["never",0,20]"#)
    #expect(try JSONDecoder().decode([RulePrice].self, from: bytes) == prices)
  }

  @Test("anything else is no price", arguments: [#""nver""#, "1.5", "null", "true"])
  func garbled(_ text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([RulePrice].self, from: Data("[\(text)]".utf8)) }
  }
}
