import Timekeeping
import Triage

/// Finds our fields under the names that other people give them.
struct FieldNames {
  /// Our fields, those of `SourceField`, each with the names it goes by elsewhere, written as ``plain(_:)`` writes them.
  static let aliases: [(ours: String, theirs: [String])] = [
    (
      "id",
      [
        "id", "ticketid", "ticket", "ticketnumber", "number", "key", "externalid", "#", "caseid", "casenumber",
        "issuekey",
      ]
    ),
    ("title", ["title", "subject", "summary", "tickettitle"]),
    ("body", ["body", "description", "text", "message", "firstmessage", "content", "details"]),
    ("priority", ["priority", "urgency", "severity"]),
    ("status", ["status", "state", "ticketstatus"]),
    ("tags", ["tags", "labels", "tag"]),
    (
      "requester",
      ["requester", "requestername", "customer", "customername", "contactname", "reporter", "from", "name", "fullname"]
    ),
    ("address", ["address", "requesteremail", "email", "customeremail", "contactemail", "mail", "fromemail"]),
    ("organisation", ["organisation", "organization", "company", "account", "organizationname", "companyname"]),
    ("url", ["url", "link", "ticketurl", "ticketlink"]),
    (
      "created",
      ["created", "createdat", "createdtime", "createddate", "creationdate", "opened", "openedat", "dateopened"]
    ),
    (
      "updated",
      [
        "updated", "updatedat", "updatedtime", "lastupdated", "lastupdatedtime", "lastupdatetime", "modified",
        "modifiedat",
      ]
    ),
    ("closed", ["closed", "closedat", "closedtime", "solved", "solvedat", "resolved", "resolvedat", "resolvedtime"]),
    ("assignee", ["assignee", "agent", "owner", "assignedto", "assigneename"]),
    ("comment", ["comment", "latestcomment", "latestpubliccomment", "reply"]),
    ("comment id", ["commentid"]),
    ("comment time", ["commenttime", "commentcreated", "commentcreatedat", "commentat", "commentdate"]),
    ("comment author", ["commentauthor", "currentuser", "author"]),
    ("comment public", ["commentpublic", "ispublic", "commentispublic"]),
  ]

  private let mapped: [(ours: String, theirs: String)]

  /// - Parameter options: names of the settings, which go before those we know.
  init(_ options: SourceOptions) {
    mapped = options.fields.map { (ours: $0.ours.lowercased(), theirs: Self.plain($0.theirs)) }
  }

  /// Our name for `name`; nil when it is nothing of ours, as the settings may say with a name that we do not read.
  func ours(for name: String) -> String? {
    let plain = Self.plain(name)
    if let set = mapped.first(where: { $0.theirs == plain }) { return SourceField(rawValue: set.ours)?.rawValue }
    guard let found = Self.aliases.first(where: { $0.theirs.contains(plain) })?.ours else { return nil }
    // A field that the settings take from elsewhere is not taken from here as well.
    return mapped.contains { $0.ours == found } ? nil : found
  }

  /// Lower case, without blanks, underscores, hyphens and dots.
  static func plain(_ name: String) -> String {
    String(name.lowercased().filter { !" _-.\t".contains($0) })
  }
}
