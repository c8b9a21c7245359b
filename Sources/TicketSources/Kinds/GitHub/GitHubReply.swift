import ProviderExchange
import Timekeeping
import Triage

/// Answers on GitHub: a comment of an issue, or an issue of its own for a bug that is filed.
///
/// REST: `POST /repos/OWNER/NAME/issues/NUMBER/comments` and `POST /repos/OWNER/NAME/issues`.
struct GitHubReply {
  private struct Comment: Encodable { var body: String }
  private struct Issue: Encodable {
    var title: String
    var body: String
  }

  static let publicAPI = "https://api.github.com"
  let letter: Letter
  let settings: SourceSettings

  func request() throws(LetterProblem) -> ProviderRequest {
    let headers = [
      ProviderHeader("accept", "application/vnd.github+json"), ProviderHeader("x-github-api-version", "2022-11-28"),
      try LetterRequest.bearer(settings),
    ]
    let base = settings.options.api ?? Self.publicAPI
    if letter.purpose == .filing {
      let url = "\(base)/repos/\(try repository(letter.item))/issues"
      return try LetterRequest.json(url, headers, Issue(title: letter.title, body: letter.text))
    }
    if letter.url?.contains("/discussions/") == true {
      throw LetterProblem("discussions are not answered from here", help: "write there: \(letter.url ?? "")")
    }
    let parts = letter.item.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let number = decimal(parts[1][...], limit: 12) else {
      throw LetterProblem("'\(letter.item.shown)' is no issue", help: "write to the customer where they wrote")
    }
    let url = "\(base)/repos/\(try repository(parts[0]))/issues/\(number)/comments"
    return try LetterRequest.json(url, headers, Comment(body: letter.text))
  }

  private func repository(_ text: String) throws(LetterProblem) -> String {
    guard ProviderName.isRepository(text) else {
      throw LetterProblem("'\(text.shown)' is no repository", help: "write it like example-org/product")
    }
    return text
  }

  /// What is asked of a repository's old name is answered with its new place; the token goes to the same API only. Where
  /// bugs are filed is a setting, and is corrected there.
  func again(_ request: ProviderRequest, after response: ProviderResponse) -> ProviderRequest? {
    guard letter.purpose == .reply, case .http(var moved) = request, let answer = ProviderAnswer(response),
      [301, 307, 308].contains(answer.status), let place = answer.header("location"),
      place.hasPrefix("\(settings.options.api ?? Self.publicAPI)/")
    else { return nil }
    moved.url = place
    return .http(moved)
  }

  /// A rate limit is answered 403 or 429, mostly with how long it lasts; other 403 mean that the token may not.
  static func outcome(of response: ProviderResponse, to letter: Letter, now: Timestamp) -> PageOutcome {
    if let answer = ProviderAnswer(response), let wait = wait(answer, now: now) {
      return .retry(after: wait, why: "GitHub's rate limit is used up")
    }
    return ProviderAnswer.outcome(of: response, from: "GitHub", now: now) { answer in
      letter.purpose == .filing
        ? filed(answer, in: letter.item)
        : answer.body?["id"]?.id.map { "\(letter.item)/comment-\($0)" }
    }
  }

  /// `kestrel/reader#12`, and after a blank where people look at it.
  private static func filed(_ answer: ProviderAnswer, in repository: String) -> String? {
    guard let number = answer.body?["number"]?.id else { return nil }
    let id = "\(repository)#\(number)"
    return FittedText.link(answer.body?["html_url"]?.text).map { "\(id) \($0)" } ?? id
  }

  private static func wait(_ answer: ProviderAnswer, now: Timestamp) -> PlainDuration? {
    guard [403, 429].contains(answer.status) else { return nil }
    if answer.header("retry-after") != nil { return RetryDelay(headers: answer.headers, now: now).duration }
    guard answer.header("x-ratelimit-remaining") == "0" else { return isLimit(answer) ? patience : nil }
    let reset = answer.header("x-ratelimit-reset").flatMap { decimal($0[...], limit: 12) }
    let wait = reset.map { PlainDuration(Timestamp(seconds: Int64($0)) - now) } ?? RetryDelay.longest
    return min(max(wait, RetryDelay.shortest), RetryDelay.longest)
  }

  /// What a secondary limit takes at least, which need not say so in a header.
  private static let patience = PlainDuration(.minutes(1))

  /// Whether it is too much, where no header says so: of a 403 only its words tell.
  private static func isLimit(_ answer: ProviderAnswer) -> Bool {
    let words = answer.body?["message"]?.text?.lowercased() ?? ""
    return answer.status == 429 || words.contains("rate limit") || words.contains("abuse detection")
  }
}
