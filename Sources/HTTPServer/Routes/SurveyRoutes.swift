import Foundation
import Hummingbird
import Workflows

/// The signed link to a ticket's survey: GET shows, POST answers, once (C32, E22).
enum SurveyRoutes {
  static let routes = [
    Route(.get, "/survey/:token", .signedLink, show),
    Route(.post, "/survey/:token", .signedLink, answer),
  ]

  private static let show: Route.Handler = { _, context, door in
    let token = try context.parameters.require("token")
    guard let link = try await door.desk.surveyLink(token) else { return unknown }
    return .html(SurveyView.ask(link, token: token))
  }

  private static let answer: Route.Handler = { request, context, door in
    var request = request
    let token = try context.parameters.require("token")
    guard let link = try await door.desk.surveyLink(token) else { return unknown }
    guard let body = try await request.bytes(upTo: 16 << 10) else {
      return .html(SurveyView.ask(link, token: token, problem: "That was too long to send."), status: .badRequest)
    }
    let fields = fields(of: body)
    guard link.score == nil, link.isOver, let scale = link.scale else {
      return .html(SurveyView.ask(link, token: token))
    }
    guard let score = fields["score"].flatMap({ Int($0) }), (1...scale).contains(score) else {
      let problem = "Please choose one of the numbers."
      return .html(
        SurveyView.ask(link, token: token, problem: problem, comment: fields["comment"]), status: .badRequest)
    }
    guard let done = try await door.desk.answerSurvey(token, score: score, comment: fields["comment"]) else {
      return unknown
    }
    return .html(SurveyView.ask(done, token: token))
  }

  /// The first value of each field; nothing of a body that is no form.
  private static func fields(of body: [UInt8]) -> [String: String] {
    let text = String(decoding: body, as: UTF8.self).replacing("+", with: "%20")
    let items = URLComponents(string: "/?\(text)")?.queryItems ?? []
    return Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  private static let unknown = Response.html(SurveyView.unknown, status: .notFound)
}
