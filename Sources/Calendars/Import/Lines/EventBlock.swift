/// The lines of one VEVENT, those of the components inside it left out.
struct EventBlock {
  /// Where it begins, from 1.
  let line: Int
  var properties: [ContentLine] = []

  /// The first property of that name.
  func first(_ name: String) -> ContentLine? { properties.first { $0.name == name } }

  func all(_ name: String) -> [ContentLine] { properties.filter { $0.name == name } }
}
