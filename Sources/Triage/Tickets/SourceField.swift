/// What a ticket of somebody's own table or body may say: the fields that `fields:` of a source maps theirs to.
package enum SourceField: String, Sendable, Hashable, CaseIterable {
  case id
  case title
  case body
  case priority
  case status
  case tags
  case requester
  case address
  case organisation
  case url
  case created
  case updated
  case closed
  case assignee
  case comment
  case commentID = "comment id"
  case commentTime = "comment time"
  case commentAuthor = "comment author"
  case commentPublic = "comment public"

  /// The kinds of source that read it.
  package var kinds: [String] {
    switch self {
    case .closed: ["csv"]
    case .comment, .commentID, .commentTime, .commentAuthor, .commentPublic: ["zendesk"]
    default: ["csv", "zendesk"]
    }
  }
}
