import HTTPTypes
import Hummingbird

/// Headers every answer carries: no scripts, no framing, no sniffing, and secret addresses stay out of referrers.
struct SafeHeaders: RouterMiddleware {
  typealias Context = BasicRequestContext

  private static let fields = [
    ("Content-Security-Policy", Self.policy), ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex"),
  ].compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }

  private static let policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      response = .problem(.notFound, .notFound, to: request)
    }
    response.headers.append(contentsOf: Self.fields)
    return response
  }
}
