import HTTPTypes
import Hummingbird
import Workflows

/// The signed link in a page: GET shows, POST acts, because mail scanners and chat previews open links too.
enum AcknowledgeRoutes {
  static let routes = [
    Route(.get, "/ack/:token", .signedLink, show),
    Route(.post, "/ack/:token", .signedLink, act),
  ]

  private static let show: Route.Handler = { _, context, door in
    let token = try context.parameters.require("token")
    if let all = try await door.desk.acknowledgeAllLink(token) {
      return .html(AcknowledgeAllView.ask(all, token: token))
    }
    guard let link = try await door.desk.acknowledgeLink(token) else { return unknown }
    return .html(AcknowledgeView.ask(link, token: token))
  }

  private static let act: Route.Handler = { _, context, door in
    let token = try context.parameters.require("token")
    if let all = try await door.desk.acknowledgeAll(byLink: token) { return .html(AcknowledgeAllView.done(all)) }
    guard let link = try await door.desk.acknowledge(byLink: token) else { return unknown }
    // Whoever pressed a notification's button keeps it as long as somebody is still asked.
    return .html(AcknowledgeView.done(link), status: link.isStillWaiting ? .conflict : .ok)
  }

  private static let unknown = Response.html(AcknowledgeView.unknown, status: .notFound)
}
