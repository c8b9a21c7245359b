/// What providers call their own things, as far as a name alone tells that it cannot be one.
package enum ProviderName {
  /// `owner/name`, of nothing that could lead elsewhere.
  package static func isRepository(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        !part.isEmpty && part != "." && part != ".."
          && part.utf8.allSatisfy { isPlain($0) || "._-".utf8.contains($0) }
      }
  }

  /// The id of a chat's channel: capital letters and digits, never its name.
  package static func isChannelID(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { isPlain($0) && $0 < 0x61 }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 || (0x30...0x39).contains(byte)
  }
}
