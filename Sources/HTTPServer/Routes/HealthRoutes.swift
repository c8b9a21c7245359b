import Hummingbird
import Logging
import Storage
import Workflows

/// Whether the server can work: the store answers, takes what is written, its file is sound as far as is known, and
/// there is a schedule to go by.
enum HealthRoutes {
  static let routes = [Route(.get, "/healthz", .anyone, health)]

  private struct Health: Codable, Sendable {
    var status: String
    var version: String
  }

  private static let health: Route.Handler = { _, _, door in
    let lacksSchedules = try await door.desk.lacksSchedules()
    if let why = door.desk.store.suspicion {
      door.desk.log.error("the store is suspect", metadata: ["error": "\(why)"])
      return .json(.serviceUnavailable, Health(status: "the store is suspect", version: Product.version))
    }
    if door.desk.store.damage != nil {
      let status = "the store's file is damaged; the log says where"
      return .json(.serviceUnavailable, Health(status: status, version: Product.version))
    }
    if let why = await refusal(door) {
      return .json(.serviceUnavailable, Health(status: "nothing can be stored: \(why)", version: Product.version))
    }
    if lacksSchedules {
      return .json(.serviceUnavailable, Health(status: "no schedule is in force", version: Product.version))
    }
    return .json(.ok, Health(status: "ok", version: Product.version))
  }

  /// Why nothing can be stored: where something was refused, as much as a delivery needs is tried now.
  private static func refusal(_ door: Door) async -> String? {
    guard door.desk.store.refusal != nil else { return nil }
    do {
      try await door.desk.tryStoring()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
