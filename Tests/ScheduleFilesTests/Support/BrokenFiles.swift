import Testing

/// Files with mistakes, and every message they give, in order.
struct BrokenFiles: Sendable, CustomTestStringConvertible {
  let name: String
  let files: [(path: String, text: String)]
  let messages: String

  init(_ name: String, files: [(path: String, text: String)], messages: String) {
    self.name = name
    self.files = files
    self.messages = messages
  }

  var testDescription: String { name }
}
