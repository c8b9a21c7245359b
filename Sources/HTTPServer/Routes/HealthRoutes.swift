import Hummingbird
import Logging
import Storage
import Workflows

/// Whether the server can work: the store answers and its rules hold.
enum HealthRoutes {
  static let routes = [Route(.get, "/healthz", .anyone, health)]

  private struct Health: Codable, Sendable {
    var status: String
    var version: String
  }

  private static let health: Route.Handler = { _, _, door in
    _ = try await door.desk.world()
    if let why = door.desk.store.suspicion {
      door.desk.log.error("the store is suspect", metadata: ["error": "\(why)"])
      return .json(.serviceUnavailable, Health(status: "the store is suspect", version: Product.version))
    }
    return .json(.ok, Health(status: "ok", version: Product.version))
  }
}
