import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1
import Storage
import Timekeeping
import Workflows

/// Errors as answers: what a caller can mend is said, what is ours is logged and not shown.
enum ErrorResponses {
  static func response(to error: any Error, log: Logger, route: Route, request: Request) -> Response {
    switch error {
    case let problem as OperatorProblem:
      let body = ErrorBody(error: problem.what, help: problem.helpOfFields)
      guard problem.kind != .unavailable else { return unavailable(body, to: request) }
      return .problem(status(problem.kind), body, to: request)
    case let problem as TextProblem:
      return .problem(.badRequest, ErrorBody(error: problem.what, help: problem.help), to: request)
    case is LongForm:
      return .problem(.contentTooLarge, LongForm.answer, to: request)
    case let problem as PackedBody:
      return .problem(.unsupportedMediaType, problem.answer, to: request)
    case let problem as StoreError:
      log.error("the store refused", metadata: ["route": "\(route.path)", "error": "\(problem)"])
      let body = ErrorBody(error: "the store cannot take this now", help: "send it again in a few seconds")
      return unavailable(body, to: request)
    case is HTTPParserError:
      return brokenBody(to: request)
    case let problem as HTTPError:
      let body = ErrorBody(error: problem.body ?? "\(problem.status)", help: "see the documentation")
      return .problem(problem.status, body, to: request)
    default:
      log.error("a request failed", metadata: ["route": "\(route.path)", "error": "\(error)"])
      let body = ErrorBody(error: "something went wrong here", help: "the log says what")
      return .problem(.internalServerError, body, to: request)
    }
  }

  /// The body is not what its headers say, or its sender went away: nobody can tell where the next request would begin.
  private static func brokenBody(to request: Request) -> Response {
    let body = ErrorBody(
      error: "the body ends early, or is not as its headers say", help: "send it whole; nothing was stored")
    var response = Response.problem(.badRequest, body, to: request)
    response.headers[.connection] = "close"
    return response
  }

  /// Nothing was stored: the sender should come again (invariant I15).
  private static func unavailable(_ body: ErrorBody, to request: Request) -> Response {
    var response = Response.problem(.serviceUnavailable, body, to: request)
    response.headers[.retryAfter] = "5"
    return response
  }

  private static func status(_ kind: OperatorProblem.Kind) -> HTTPResponse.Status {
    switch kind {
    case .no: .conflict
    case .missing: .notFound
    case .refused: .badRequest
    case .unavailable: .serviceUnavailable
    }
  }
}
