import Foundation
import Testing

@testable import HTTPServer

/// WCAG 2.2, in both schemes: text has a contrast of at least 4.5 against its ground (success criterion 1.4.3), and the
/// outline of a control one of at least 3 (1.4.11).
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
    let colours = try Self.colours(scheme)
    for (text, grounds) in Self.pairs {
      for ground in grounds {
        let ratio = Self.contrast(try #require(colours[text]), try #require(colours[ground]))
        #expect(ratio >= 4.5, "\(text) on \(ground) has \(ratio)")
      }
    }
  }

  @Test("The outline of every control is seen on both sides of it", arguments: [0, 1])
  func outlines(scheme: Int) throws {
    let colours = try Self.colours(scheme)
    for ground in ["ground", "sheet"] {
      let ratio = Self.contrast(try #require(colours["control"]), try #require(colours[ground]))
      #expect(ratio >= 3, "control on \(ground) has \(ratio)")
    }
    for control in [".scale span {", ".survey textarea {"] {
      let rule = try #require(StyleSheet.css.components(separatedBy: control).dropFirst().first)
      #expect(rule.prefix { $0 != "}" }.contains("border: 1px solid var(--control);"), "\(control)")
    }
  }

  @Test("Black on white is 21, and a colour on itself 1")
  func knownRatios() {
    #expect(abs(Self.contrast(0x000000, 0xFFFFFF) - 21) < 0.001)
    #expect(Self.contrast(0x777777, 0x777777) == 1)
  }

  /// Those of the light scheme, 0, or the dark one, 1.
  private static func colours(_ scheme: Int) throws -> [String: Int] {
    let blocks = StyleSheet.css.components(separatedBy: ":root {")
    return colours(in: try #require(blocks.count > scheme + 1 ? blocks[scheme + 1] : nil))
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
