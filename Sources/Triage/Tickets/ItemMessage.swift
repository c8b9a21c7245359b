/// A message on an item.
package struct ItemMessage: Sendable, Hashable, Codable {
  package enum Format: String, Sendable, Hashable, Codable, CaseIterable {
    case plain
    case markdown
  }

  /// Its id in the source, unique among the item's messages: what an edit, a deletion or a repeat refers to.
  package var id: String
  /// What is new in it.
  package var text: String
  /// What it repeats of older messages, and the signature; nil where nothing was set apart.
  package var quoted: String?
  package var format: Format
  package var attachments: [MessageAttachment]
  /// Where people read it.
  package var url: String?

  package init(
    id: String, text: String, quoted: String? = nil, format: Format = .plain, attachments: [MessageAttachment] = [],
    url: String? = nil
  ) {
    self.id = id
    self.text = text
    self.quoted = quoted
    self.format = format
    self.attachments = attachments
    self.url = url
  }

  /// All of it, as where it begins a ticket: there is nothing older that it could repeat.
  package var whole: String { quoted.map { text.isEmpty ? $0 : "\(text)\n\n\($0)" } ?? text }
}

/// A file that came with a message.
package struct MessageAttachment: Sendable, Hashable, Codable {
  package var name: String
  /// A media type in lower case: `image/png`.
  package var type: String
  /// In bytes, decoded.
  package var size: Int
  /// Where it can be had, for sources that send a link.
  package var url: String?
  /// Nil when it came as a link, or is larger than the source keeps. Not part of the encoded form: bytes are stored by
  /// themselves.
  package var content: [UInt8]?

  package init(name: String, type: String, size: Int, url: String? = nil, content: [UInt8]? = nil) {
    self.name = name
    self.type = type
    self.size = size
    self.url = url
    self.content = content
  }

  /// What stands for a type that nobody said.
  private static let anyType = "application/octet-stream"

  /// Whether all that is known of both agrees: the name, and the type and the size where both have one. A link to a file
  /// may change from one delivery to the next: it tells nothing.
  func mayBe(_ other: Self) -> Bool {
    let types = [type, other.type]
    let sizes = [size, other.size]
    return name == other.name && (type == other.type || types.contains(Self.anyType))
      && (size == other.size || sizes.contains(0))
  }

  private enum CodingKeys: String, CodingKey { case name, type, size, url }
}
