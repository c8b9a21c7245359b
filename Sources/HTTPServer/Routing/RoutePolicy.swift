/// Who may use a route. Every route has exactly one; there is no way to register one without.
package enum RoutePolicy: String, Sendable, CaseIterable {
  /// Anyone who reaches the server: health, the style sheet.
  case anyone
  /// Whoever has the secret address of a feed.
  case feedToken
  /// Whoever has a link that a page carried; the link names the person.
  case signedLink
  /// A ticket source; its own signature or token is checked over the raw bytes.
  case sourceSecret
  /// A reader on an address the server calls its own. There is no sign-in yet: it listens on loopback by default.
  case viewer
  /// A program with the API token.
  case apiToken
  /// The command line over the server's UNIX socket, which only its owner may open.
  case socket
}
