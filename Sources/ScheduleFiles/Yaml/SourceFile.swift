/// The bytes of a file and the path it is called by in messages; references in files are relative to its folder.
package struct SourceFile: Sendable, Hashable {
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The last part of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The path of `reference`, which stands in this file.
  func path(of reference: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return reference }
    return path[...slash] + reference
  }

  var kind: Kind {
    if name.hasSuffix(".ics") { return .calendar }
    return ["people.yaml", "people.yml"].contains(name) ? .people : .team
  }

  enum Kind { case people, team, calendar }
}
