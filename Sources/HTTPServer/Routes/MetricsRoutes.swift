import Hummingbird
import Workflows

/// Figures for Prometheus: coverage of the next weeks and what was counted since the start.
enum MetricsRoutes {
  static let routes = [Route(.get, "/metrics", .viewer, metrics)]

  private static let metrics: Route.Handler = { _, _, door in
    let text = try await door.desk.metricsText()
    return .bytes(.ok, Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
  }
}
