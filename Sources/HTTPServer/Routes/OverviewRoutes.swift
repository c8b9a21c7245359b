import Hummingbird
import Workflows

/// The view at `/` and its style sheet.
enum OverviewRoutes {
  static let routes = [
    Route(.get, "/", .viewer, overview),
    Route(.get, "/style.css", .anyone, style),
  ]

  private static let overview: Route.Handler = { _, _, door in
    .html(OverviewView.html(try await door.desk.overview()))
  }

  private static let style: Route.Handler = { _, _, _ in
    var response = Response.bytes(.ok, Array(StyleSheet.css.utf8), type: "text/css; charset=utf-8")
    response.headers[.cacheControl] = "max-age=3600"
    return response
  }
}
