import Foundation

@testable import ScheduleFiles

/// A small validator for the words of JSON Schema that our document uses; it fails on any other word.
///
/// Every scalar of the checked file is text, as for the reader.
struct SchemaCheck {
  private let definitions: [String: JSON]

  init(_ document: JSON) {
    definitions = Dictionary(
      uniqueKeysWithValues: document["$defs"]?.members.map { ($0.name, $0.value) } ?? [])
  }

  /// What keeps `node` from being valid; none when it is.
  func faults(_ node: YAMLNode, _ schema: JSON, at path: String = "") -> [String] {
    schema.members.flatMap { word in faults(node, word, schema, at: path) }
  }

  private func faults(_ node: YAMLNode, _ word: JSON.Member, _ schema: JSON, at path: String) -> [String] {
    switch word.name {
    case "$schema", "title", "description", "examples", "$defs", "then", "else", "uniqueItems": return []
    case "$ref":
      guard let name = word.value.text?.split(separator: "/").last, let target = definitions[String(name)] else {
        return ["\(path): no definition \(word.value)"]
      }
      return faults(node, target, at: path)
    case "if":
      let branch = faults(node, word.value).isEmpty ? schema["then"] : schema["else"]
      return branch.map { faults(node, $0, at: path) } ?? []
    case "anyOf":
      let all = word.value.items.map { faults(node, $0, at: path) }
      return all.contains(where: \.isEmpty) ? [] : all.last ?? []
    case "type": return typeFaults(node, word.value, at: path)
    case "enum": return word.value.texts.contains(node.text ?? "") ? [] : ["\(path): not one of \(word.value.texts)"]
    case "pattern": return patternFaults(node.text, word.value, at: path)
    case "items": return (node.list ?? []).enumerated().flatMap { faults($1, word.value, at: "\(path)/\($0)") }
    case "required":
      let given = node.map?.map(\.key) ?? []
      return word.value.texts.filter { !given.contains($0) }.map { "\(path): '\($0)' is missing" }
    case "propertyNames":
      return (node.map ?? []).flatMap { patternFaults($0.key, word.value["pattern"], at: path) }
    case "properties", "patternProperties": return []
    case "additionalProperties": return (node.map ?? []).flatMap { keyFaults($0, schema, at: path) }
    default: return ["\(path): the check does not know '\(word.name)'"]
    }
  }

  private func keyFaults(_ pair: YAMLPair, _ schema: JSON, at path: String) -> [String] {
    let below = "\(path)/\(pair.key)"
    let patterns = (schema["patternProperties"]?.members ?? []).filter {
      pair.key.range(of: $0.name, options: .regularExpression) != nil
    }
    let known = (schema["properties"]?[pair.key]).map { [$0] } ?? []
    // As validators do: the key's own schema and that of every pattern it matches.
    let all = known + patterns.map(\.value)
    if !all.isEmpty { return all.flatMap { faults(pair.value, $0, at: below) } }
    guard let rest = schema["additionalProperties"], rest != .bool(false) else { return ["\(below): unknown key"] }
    return faults(pair.value, rest, at: below)
  }

  private func typeFaults(_ node: YAMLNode, _ type: JSON, at path: String) -> [String] {
    let types = type.text.map { [$0] } ?? type.texts
    let mine =
      switch node.content {
      case .text: "string"
      case .list: "array"
      case .map: "object"
      case .refused: "refused"
      }
    return types.contains(mine) ? [] : ["\(path): a \(mine), not one of \(types)"]
  }

  private func patternFaults(_ text: String?, _ pattern: JSON?, at path: String) -> [String] {
    guard let text, let pattern = pattern?.text else { return [] }
    let found = text.range(of: pattern, options: .regularExpression)
    return found == nil ? ["\(path): '\(text)' does not match \(pattern)"] : []
  }
}

extension JSON {
  var members: [Member] { if case .object(let members) = self { members } else { [] } }
  var items: [JSON] { if case .list(let items) = self { items } else { [] } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var texts: [String] { items.compactMap(\.text) }
  subscript(name: String) -> JSON? { members.first { $0.name == name }?.value }
}
