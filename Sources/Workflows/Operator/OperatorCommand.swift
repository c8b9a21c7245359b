/// Something an operator asks for: the same value works in one process and over the server's socket.
///
/// A new command is one file with its workflow and one line in `AllOperatorCommands`.
package protocol OperatorCommand: Codable, Sendable {
  associatedtype Reply: Codable & Sendable
  /// Its name on the wire.
  static var name: String { get }
  /// True when it changes anything; the server's policy asks.
  static var changes: Bool { get }
  func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply
}
