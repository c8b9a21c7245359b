import Timekeeping
import Triage

/// The `filing:` of a source of our own JSON: how bugs are filed at a tracker such as Jira, Linear or OpenProject.
enum FilingSection {
  static let url = Key(
    "url", "Where a bug is posted to.", example: "https://tracker.example.org/api/issues", required: true,
    ServerForms.url.grammar)
  static let body = Key(
    "body", "The JSON of it: {{title}}, {{text}} and {{ticket}} stand for strings, without quotation marks.",
    example: "'{\"summary\": {{title}}, \"description\": {{text}}}'", required: true, ServerForms.filingBody.grammar)
  static let id = Key(
    "id", "The item's id, from the answer: {{key}}, {{data.issue.id}}.", example: "'{{key}}'", required: true,
    ServerForms.answerTemplate.grammar)
  static let link = Key(
    "link", "The item's address, from the answer.", example: "'https://tracker.example.org/browse/{{key}}'",
    ServerForms.answerTemplate.grammar)
  static let token = Key(
    "token stands", "After the word Bearer (or with the source's user), or alone in its header.", example: "alone",
    Grammar<Bool>.choice(["alone": true, "after bearer": false]))

  static let section = Section(
    "filing", "how bugs are filed", "How bugs are filed at a tracker that takes JSON.",
    keys: [url.listed, body.listed, id.listed, link.listed, token.listed])

  static let grammar = section.grammar { fields, _ -> FilingTemplate? in
    let (url, body, id, link, token) = (fields(url), fields(body), fields(id), fields(link), fields(token))
    guard let url, let body, let id else { return nil }
    return FilingTemplate(url: url, body: body, id: id, link: link, isPlainToken: token ?? false)
  }
}
