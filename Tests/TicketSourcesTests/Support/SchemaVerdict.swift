import Foundation

@testable import TicketSources

/// A small validator for the words of JSON Schema that the schema of our own JSON uses; it fails on any other word.
struct SchemaVerdict {
  /// The whole schema.
  let document: JSONField

  /// What keeps `value` from being valid; none when it is.
  func faults(_ value: JSONField) -> [String] { faults(value, document) }

  private func faults(_ value: JSONField, _ schema: JSONField) -> [String] {
    (schema.members ?? []).flatMap { word in
      schema[word.key].map { faults(value, word.key, $0, of: schema) } ?? []
    }
  }

  private func faults(_ value: JSONField, _ word: String, _ said: JSONField, of schema: JSONField) -> [String] {
    switch word {
    case "$schema", "$defs", "title", "description", "default", "format", "then": return []
    case "$ref":
      let name = said.text?.split(separator: "/").last.map(String.init) ?? ""
      return document["$defs", name].map { faults(value, $0) } ?? ["there is no \(name)"]
    case "anyOf":
      let all = (said.list ?? []).map { faults(value, $0) }
      return all.contains { $0.isEmpty } ? [] : all.last ?? []
    case "allOf": return (said.list ?? []).flatMap { faults(value, $0) }
    case "not": return faults(value, said).isEmpty ? ["\(value.name): not"] : []
    case "if":
      guard faults(value, said).isEmpty, let then = schema["then"] else { return [] }
      return faults(value, then)
    case "properties":
      return (value.members ?? []).flatMap { member -> [String] in
        guard let field = value[member.key], let known = said[member.key] else { return [] }
        return faults(field, known)
      }
    case "items": return (value.list ?? []).flatMap { faults($0, said) }
    default: return isMet(value, word, said, of: schema) ? [] : ["\(value.name): \(word)"]
    }
  }

  private func isMet(_ value: JSONField, _ word: String, _ said: JSONField, of schema: JSONField) -> Bool {
    let keys = (value.members ?? []).map(\.key)
    let limit = Int(said.integer ?? 0)
    switch word {
    case "type": return isOf(said.text ?? "", value)
    case "required": return Set(said.texts ?? []).isSubset(of: keys)
    case "additionalProperties": return keys.allSatisfy { schema["properties", $0] != nil }
    case "enum": return value.text.map { said.texts?.contains($0) == true } ?? false
    case "const": return value.text == said.text
    case "pattern": return value.text?.range(of: said.text ?? "", options: .regularExpression) != nil
    case "maxLength": return (value.text?.count ?? 0) <= limit
    case "minItems": return (value.list?.count ?? 0) >= limit
    case "maxItems": return (value.list?.count ?? 0) <= limit
    case "minimum": return (value.integer ?? 0) >= Int64(limit)
    default: return false
    }
  }

  private func isOf(_ type: String, _ value: JSONField) -> Bool {
    switch type {
    case "object": value.members != nil
    case "array": value.list != nil
    case "string": value.text != nil
    case "integer": value.integer != nil
    default: false
    }
  }
}
