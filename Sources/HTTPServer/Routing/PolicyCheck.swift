import HTTPTypes
import Hummingbird
import Workflows

/// Holds a request against its route's policy before the handler sees it.
///
/// Feed tokens, signed links and source secrets are part of what their handlers look up, so they are checked there.
struct PolicyCheck {
  let door: Door

  /// Nil when the request may go on.
  func refusal(_ request: Request, policy: RoutePolicy) -> Response? {
    switch policy {
    case .anyone, .feedToken, .signedLink, .sourceSecret, .socket: nil
    case .viewer: isOwnHost(request) ? nil : foreignHost(request)
    case .apiToken: hasToken(request) ? nil : Self.noToken
    }
  }

  /// A page of another site that points its name at this machine is not a reader of ours (DNS rebinding).
  private func isOwnHost(_ request: Request) -> Bool {
    guard case .address(let hosts) = door.kind, let host = request.head.authority else { return false }
    return hosts.contains(HostName.of(host))
  }

  private func hasToken(_ request: Request) -> Bool {
    // The scheme is any case's (RFC 9110, 11.1).
    guard let value = request.headers[.authorization], value.prefix(7).lowercased() == "bearer " else { return false }
    return door.desk.keys.isAPIToken(String(value.dropFirst(7)))
  }

  private func foreignHost(_ request: Request) -> Response {
    let setup = door.desk.setup
    let body = ErrorBody.foreignHost(publicURL: setup.isPublicURLGiven ? setup.publicURL : nil)
    return .problem(.misdirectedRequest, body, to: request)
  }

  private static let noToken = {
    let body = ErrorBody(
      error: "the API token is missing or wrong", help: "send `Authorization: Bearer …`; `watchbill serve` prints it")
    var response = Response.json(.unauthorized, body)
    response.headers[.wwwAuthenticate] = "Bearer"
    return response
  }()
}
