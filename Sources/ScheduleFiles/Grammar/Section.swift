/// The keys of one part of a file. Reader and schema both go by this table.
struct Section: Sendable {
  /// Under which the schema defines it: `member`.
  let name: String
  /// As messages call it: `a member`.
  let noun: String
  let about: String
  let keys: [ListedKey]
  /// Keys that are made of ids; nil is none.
  var open: OpenKeys?
  /// What to do about keys that have no meaning beside the others.
  var misplacedHelp: String = "delete it"

  init(
    _ name: String, _ noun: String, _ about: String, keys: [ListedKey], open: OpenKeys? = nil,
    misplacedHelp: String = "delete it"
  ) {
    self.name = name
    self.noun = noun
    self.about = about
    self.keys = keys
    self.open = open
    self.misplacedHelp = misplacedHelp
  }

  /// The grammar of this section: `build` asks the fields for their values. A key of the table that `build` does not
  /// ask for is told as having no meaning here, so that nothing a file says is passed over.
  func grammar<Value>(_ build: @escaping @Sendable (Fields, Context) -> Value?) -> Grammar<Value> {
    Grammar(schema: .object(["$ref": .text("#/$defs/\(name)")])) { node, context in
      guard let fields = Fields(node, of: self, context) else { return nil }
      let value = build(fields, context)
      fields.reportUnread()
      return value
    }
  }

  /// What the schema says of it. A key with a hyphen for a space is accepted, and not offered for completion.
  var definition: JSON.Member {
    let properties = keys.map { JSON.Member(name: $0.name, value: Self.property($0)) }
    var otherSpellings = keys.compactMap { key in
      Self.otherSpelling(key.name).map { JSON.Member(name: "^\($0)$", value: key.schema) }
    }
    if let open { otherSpellings.append(JSON.Member(name: open.pattern, value: open.schema)) }
    let required = keys.filter(\.isRequired).map(\.name)
    let value = JSON.object([
      "description": .text(about), "type": .text("object"), "properties": .object(properties),
      "patternProperties": otherSpellings.isEmpty ? nil : .object(otherSpellings), "additionalProperties": .bool(false),
      "required": required.isEmpty ? nil : .texts(required),
    ])
    return JSON.Member(name: name, value: value)
  }

  /// The schema of a key's value under the key's own description.
  private static func property(_ key: ListedKey) -> JSON {
    let description = JSON.Member(
      name: "description", value: .text("\(key.about) Example: `\(key.name): \(key.example)`"))
    guard case .object(let members) = key.schema else { return .object([description]) }
    return .object([description] + members.filter { $0.name != "description" })
  }

  private static func otherSpelling(_ name: String) -> String? {
    let other = String(name.map { $0 == " " ? "-" : $0 == "-" ? " " : $0 })
    return other == name ? nil : other
  }
}
