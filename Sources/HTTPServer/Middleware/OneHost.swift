import HTTPTypes
import Hummingbird

/// Refuses a request that names two hosts (RFC 9112, 3.2): a proxy before us may have gone by the other one.
///
/// The first is the request's authority, and any further one stays among its fields. None at all is left to the routes:
/// HTTP/1.0, which health checks of proxies speak, has none, and the version of a request is not known here.
struct OneHost: RouterMiddleware {
  typealias Context = BasicRequestContext

  private static let host = HTTPField.Name("Host")

  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    guard let host = Self.host, request.headers.contains(host) else { return try await next(request, context) }
    let body = ErrorBody(error: "the request has more than one Host header", help: "send one")
    return .problem(.badRequest, body, to: request)
  }
}
