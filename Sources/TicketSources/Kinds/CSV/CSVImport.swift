import Timekeeping
import Triage

/// A table of tickets: another help desk's export, a row a ticket.
///
/// `Authorization: Bearer <secret>` and `Content-Type: text/csv`. The first row names the columns, in any order and under
/// the names that the usual help desks give them; `fields` in the options maps others. What a row lacks to be a ticket is
/// reported with its line, and the other rows are taken.
package struct CSVImport: SharedSecretSource {
  package static let kind = "csv"
  /// 16 MiB.
  package static let bodyLimit = 16_777_216
  static let rowLimit = 5_000

  package init() {}

  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try SharedSecret.check(delivery, settings.secrets)
      try delivery.checkSize(Self.bodyLimit)
      try checkType(delivery)
      let table = try CSVTable(delivery.body)
      let (events, notes) = try CSVTickets(table, options: settings.options).read()
      return .taken(SourceDelivery(id: BodyDigest.id(of: delivery.body), events: events, notes: notes))
    } catch {
      return error.intake
    }
  }

  private func checkType(_ delivery: Delivery) throws(Refusal) {
    let type = try delivery.only("content-type")?.lowercased() ?? ""
    guard type.split(separator: ";").first.map({ String($0).trimmingBlanks }) == "text/csv" else {
      throw Refusal(415, "the content type is not text/csv: send content-type: text/csv")
    }
  }
}
