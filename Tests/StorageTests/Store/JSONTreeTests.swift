import Foundation
import Testing
import Triage

@testable import Storage

@Suite("Stored JSON is what Foundation writes with sorted keys, byte for byte")
struct JSONTreeTests {
  private static func foundation(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func compare(_ value: some Encodable) throws {
    #expect(String(decoding: try JSONTree.bytes(of: value), as: UTF8.self) == (try Self.foundation(value)))
  }

  private enum Choice: Codable {
    case plain, one(Int), named(x: String, y: [Int?])
    indirect case again(Choice)
  }

  private struct Numbers: Codable {
    var (whole, small, natural, byte) = (Int64.min, Int8(-3), UInt64.max, UInt8(255))
    var (half, float, large, tiny, minus) = (1.5, Float(0.25), 1e300, 1e-7, -0.0)
    var (yes, no, none, some) = (true, false, Int?.none, Int?.some(5))
  }

  private struct Odd: Codable {
    var B = 1, b = 2, A = 3, _u = 4, a10 = 5, a2 = 6, aé = 7
    var text = "q\u{1}\u{1f}/\\\"\n\t\r\u{8}\u{c}é😀\u{7f}\u{2028}"
  }

  @Test("Numbers, flags and nothing") func numbers() throws { try compare(Numbers()) }
  @Test("Every sort of letter, in keys and in texts") func letters() throws { try compare(Odd()) }

  @Test("Enumerations, with values and without")
  func choices() throws {
    try compare([Choice.plain, .one(3), .named(x: "hi", y: [1, nil]), .again(.again(.one(1)))])
  }

  @Test("Dictionaries, whose order changes from process to process")
  func dictionaries() throws {
    try compare(["z": 1, "a": 2, "a10": 3, "a2": 4, "": 0, "é": 1, "e\u{301}z": 1, "Z": 5, "_": 1, "😀": 1])
    try compare([3: "a", 1: "b", -20: "c"])
    try compare(["k": [["x": [Choice.plain]], [:]]])
  }

  @Test("Single values and empty ones")
  func single() throws {
    try compare("")
    try compare("a text")
    try compare(7)
    try compare([Int]())
    try compare([String: Int]())
    try compare([[Int]](repeating: [], count: 2))
    try compare(Int?.none)
  }

  @Test("What is no number in JSON is refused", arguments: [Double.nan, .infinity, -.infinity])
  func refused(_ value: Double) {
    #expect(throws: EncodingError.self) { try JSONTree.bytes(of: [value]) }
  }

  @Test("A whole sample of what is stored")
  func samples() throws { try compare(Samples.ticket(1, state: .open, owner: Samples.ana)) }

  @Test("bytes, as a mail on the operator's socket has them, are text in base64")
  func bytes() throws {
    try compare(["body": Data([0, 255, 10, 62, 63])])
    try compare([Data?.some(Data([1])), nil])
  }
}
