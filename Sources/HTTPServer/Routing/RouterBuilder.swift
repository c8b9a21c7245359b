import HTTPTypes
import Hummingbird
import Logging
import Storage
import Timekeeping
import Workflows

/// Makes the router of one door from the table of routes.
package enum RouterBuilder {
  package static func router(_ door: Door) -> Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: SafeHeaders())
    router.add(middleware: OneHost())
    let routes = AllRoutes.all.filter { door.has($0) }
    for route in routes { add(route, to: router, door: door) }
    addRefusals(routes, to: router)
    return router
  }

  private static func add(_ route: Route, to router: Router<BasicRequestContext>, door: Door) {
    router.on(RouterPath(route.path), method: route.method) { request, context in
      if let refusal = PolicyCheck(door: door).refusal(request, policy: route.policy) { return refusal }
      do {
        return try await route.handle(request, context, door)
      } catch {
        return ErrorResponses.response(to: error, log: door.desk.log, route: route, request: request)
      }
    }
  }

  /// A path that is known under another method answers 405 with what it takes (RFC 9110, 15.5.6), and says the same when
  /// it is asked (9.3.7); pages of other sites are allowed nothing.
  private static func addRefusals(_ routes: [Route], to router: Router<BasicRequestContext>) {
    var paths: [String] = []
    for route in routes where !paths.contains(route.path) { paths.append(route.path) }
    for path in paths {
      var taken = routes.filter { $0.path == path }.map(\.method)
      if taken.contains(.get) { taken.append(.head) }
      let allow = (taken + [.options]).map(\.rawValue).joined(separator: ", ")
      router.on(RouterPath(path), method: .options) { _, _ in
        Response(status: .noContent, headers: [.allow: allow, .cacheControl: "no-store"])
      }
      for method in [HTTPRequest.Method.get, .post, .put, .delete, .patch, .head] where !taken.contains(method) {
        router.on(RouterPath(path), method: method) { request, _ in refusal(of: request, allow: allow) }
      }
    }
  }

  /// - Parameter allow: the methods that the path takes.
  static func refusal(of request: Request, allow: String) -> Response {
    let body = ErrorBody(error: "\(request.method.rawValue) is not for this address", help: "use \(allow)")
    var response = Response.problem(.methodNotAllowed, body, to: request)
    response.headers[.allow] = allow
    return response
  }
}
