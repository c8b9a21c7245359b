import Foundation
import TicketSources
import Triage

/// Hands a delivery in on the machine itself: mail that a mail transfer agent pipes, a table, a file of events.
///
/// Who may speak to the store need not show the source's secret; a sender's signature cannot be made here.
package struct TakeDelivery: OperatorCommand {
  package static let name = "intake-take"
  package static let changes = true

  package var source: String
  /// By name, in lower case.
  package var headers: [String: String]
  package var body: Data

  package init(source: String, headers: [String: String], body: Data) {
    self.source = source
    self.headers = headers
    self.body = body
  }

  package struct Reply: Codable, Sendable {
    /// As a sender over HTTP would be answered.
    package var status: Int
    package var answer: IntakeReply
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let known = headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    let answer = try await desk.receive(Delivery(headers: known, body: Array(body)), from: source, isLocal: true)
    let read = try? JSONDecoder().decode(IntakeReply.self, from: Data(answer.body))
    return Reply(status: answer.status, answer: read ?? IntakeReply())
  }
}
