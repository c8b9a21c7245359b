import Foundation
import Testing

@testable import HTTPServer

/// WCAG 2.2, success criterion 1.4.3: text has a contrast of at least 4.5 against its ground, in both schemes.
@Suite("Contrast of the style sheet's colours")
struct ViewsContrastTests {
  private static let pairs = [
    ("ink", ["ground", "sheet", "sunk", "today", "warn-ground", "bad-ground"]),
    ("soft", ["ground", "sheet", "sunk", "today", "bad-ground"]), ("brand", ["ground", "sheet", "sunk"]),
    ("brand-ink", ["brand"]), ("bar-ink", ["bar"]), ("good", ["sheet", "good-ground"]),
    ("warn", ["sheet", "warn-ground"]), ("bad", ["bad-ground"]), ("sheet", ["bad"]),
  ]

  @Test("Every pair in use is readable", arguments: [0, 1])
  func readable(scheme: Int) throws {
    let blocks = StyleSheet.css.components(separatedBy: ":root {")
    let colours = Self.colours(in: try #require(blocks.count > scheme + 1 ? blocks[scheme + 1] : nil))
    for (text, grounds) in Self.pairs {
      for ground in grounds {
        let ratio = Self.contrast(try #require(colours[text]), try #require(colours[ground]))
        #expect(ratio >= 4.5, "\(text) on \(ground) has \(ratio)")
      }
    }
  }

  @Test("Black on white is 21, and a colour on itself 1")
  func knownRatios() {
    #expect(abs(Self.contrast(0x000000, 0xFFFFFF) - 21) < 0.001)
    #expect(Self.contrast(0x777777, 0x777777) == 1)
  }

  /// The `--name: #rrggbb` of a block.
  private static func colours(in block: String) -> [String: Int] {
    var colours: [String: Int] = [:]
    for part in block.prefix(while: { $0 != "}" }).split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
      let halves = part.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
      guard halves.count == 2, halves[0].hasPrefix("--"), halves[1].hasPrefix("#") else { continue }
      colours[String(halves[0].dropFirst(2))] = Int(halves[1].dropFirst(), radix: 16)
    }
    return colours
  }

  private static func contrast(_ a: Int, _ b: Int) -> Double {
    let (bright, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (bright + 0.05) / (dark + 0.05)
  }

  private static func luminance(_ colour: Int) -> Double {
    let parts = [16, 8, 0].map { shift -> Double in
      let value = Double((colour >> shift) & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
