import HTTPTypes
import Hummingbird
import Logging
import Storage
import Timekeeping
import Workflows

/// Errors as answers: what a caller can mend is said, what is ours is logged and not shown.
enum ErrorResponses {
  static func response(to error: any Error, log: Logger, route: Route) -> Response {
    switch error {
    case let problem as OperatorProblem:
      return .json(status(problem.kind), ErrorBody(error: problem.what, help: problem.help))
    case let problem as TextProblem:
      return .json(.badRequest, ErrorBody(error: problem.what, help: problem.help))
    case let problem as StoreError:
      log.error("the store refused", metadata: ["route": "\(route.path)", "error": "\(problem)"])
      return unavailable()
    case let problem as HTTPError:
      return .json(problem.status, ErrorBody(error: problem.body ?? "\(problem.status)", help: "see the documentation"))
    default:
      log.error("a request failed", metadata: ["route": "\(route.path)", "error": "\(error)"])
      return .json(.internalServerError, ErrorBody(error: "something went wrong here", help: "the log says what"))
    }
  }

  /// Nothing was stored: the sender should come again (invariant I15).
  private static func unavailable() -> Response {
    var response = Response.json(
      .serviceUnavailable, ErrorBody(error: "the store cannot take this now", help: "send it again in a few seconds"))
    response.headers[.retryAfter] = "5"
    return response
  }

  private static func status(_ kind: OperatorProblem.Kind) -> HTTPResponse.Status {
    switch kind {
    case .no: .notFound
    case .refused: .badRequest
    case .unavailable: .serviceUnavailable
    }
  }
}
