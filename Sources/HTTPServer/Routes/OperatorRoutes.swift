import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage
import Timekeeping
import Workflows

/// The command line's door: every operator command by its name, over the UNIX socket only.
enum OperatorRoutes {
  static let routes = [Route(.post, "/operator/:command", .socket, perform)]

  /// Definitions of many teams with their holidays are the largest thing that comes in here.
  private static let longestBody = 64 << 20

  private static let perform: Route.Handler = { request, context, door in
    var request = request
    let name = try context.parameters.require("command")
    guard let handler = AllOperatorCommands.named(name) else {
      throw OperatorProblem(
        .refused, "the server has no command '\(name.echoed)'", help: "use the same version of both")
    }
    guard let body = try await request.bytes(upTo: longestBody) else {
      throw OperatorProblem(.refused, "the command is longer than \(longestBody) bytes", help: "send less")
    }
    let actor = Actor(request.headers[HTTPField.Name("watchbill-actor") ?? .from] ?? "local")
    do {
      let reply = try await handler.handle(Data(body), door.desk, actor)
      return .bytes(.ok, [UInt8](reply), type: "application/json; charset=utf-8")
    } catch let problem as OperatorProblem {
      return .json(.unprocessableContent, problem)
    } catch let problem as TextProblem {
      return .json(.unprocessableContent, OperatorProblem(.refused, problem.what, help: problem.help))
    } catch let problem as StoreError {
      door.desk.log.error("the store refused", metadata: ["command": "\(name)", "error": "\(problem)"])
      return .json(.serviceUnavailable, OperatorProblem(.unavailable, problem.what, help: problem.help))
    }
  }
}
