import Foundation

extension Definitions {
  /// Canonical JSON: sorted keys, no blanks, the same bytes for the same definitions.
  package func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(self))
  }

  /// Reads what `encoded()` wrote, also by older programs; a newer format is refused before anything else is looked at.
  package init(decoding bytes: [UInt8]) throws(DefinitionsProblem) {
    let data = Data(bytes)
    let decoder = JSONDecoder()
    guard let head = try? decoder.decode(FormatHead.self, from: data) else {
      throw DefinitionsProblem("the stored schedules are not JSON with a 'format'")
    }
    guard head.format <= Self.currentFormat else {
      throw DefinitionsProblem(
        "the stored schedules have format \(head.format), and this program knows formats up to \(Self.currentFormat): "
          + "use the newer program that wrote them")
    }
    do {
      self = try decoder.decode(Definitions.self, from: data)
    } catch {
      throw DefinitionsProblem("the stored schedules cannot be read: \(error)")
    }
  }

  private struct FormatHead: Decodable { let format: Int }
}

/// Why stored definitions cannot be read.
package struct DefinitionsProblem: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
