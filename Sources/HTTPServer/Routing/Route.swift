import HTTPTypes
import Hummingbird
import Workflows

/// One thing the server answers to: method, path, who may, and the workflow behind it.
package struct Route: Sendable {
  typealias Handler = @Sendable (Request, BasicRequestContext, Door) async throws -> Response

  package let method: HTTPRequest.Method
  /// In the router's form: `/feeds/:file`.
  package let path: String
  package let policy: RoutePolicy
  let handle: Handler

  init(_ method: HTTPRequest.Method, _ path: String, _ policy: RoutePolicy, _ handle: @escaping Handler) {
    self.method = method
    self.path = path
    self.policy = policy
    self.handle = handle
  }
}

/// What a request came in by, with what its handlers work on.
package struct Door: Sendable {
  package enum Kind: Sendable, Hashable {
    /// A TCP address; the hosts are the names, without ports, that readers may call it by.
    case address(hosts: [String])
    case socket
  }

  package let kind: Kind
  package let desk: ServiceDesk
  let compressed = CompressedBodies()
  let rates = FeedRates()
  let intake: IntakeRoom
  /// Of whom only a signature over the whole body will tell who they are.
  let strangers: IntakeRoom

  package init(kind: Kind, desk: ServiceDesk) {
    self.init(kind: kind, desk: desk, intake: IntakeRoom(), strangers: IntakeRoom(most: IntakeRoom.forStrangers))
  }

  init(kind: Kind, desk: ServiceDesk, intake: IntakeRoom, strangers: IntakeRoom) {
    self.kind = kind
    self.desk = desk
    self.intake = intake
    self.strangers = strangers
  }

  /// The routes this door has: commands only over the socket, everything else only over an address; health on both.
  func has(_ route: Route) -> Bool {
    switch kind {
    case .socket: route.policy == .socket || route.policy == .anyone
    case .address: route.policy != .socket
    }
  }
}
