import Timekeeping

/// A mail as people meant it: headers decoded, the text to read, and what came with it.
package struct MailMessage: Sendable, Hashable {
  /// In the order received, names in lower case, values decoded and on one line.
  package var headers: [MailHeader] = []
  package var from: [MailAddress] = []
  package var replyTo: [MailAddress] = []
  /// Everybody it was sent to: To, Cc, and where servers noted it, the address that it was delivered to.
  package var recipients: [MailAddress] = []
  package var subject: String?
  /// Ids are without angle brackets.
  package var messageID: String?
  /// The messages it answers, the nearest first: In-Reply-To, then References from the last to the first.
  package var answers: [String] = []
  /// By the sender's clock.
  package var date: Timestamp?
  /// All text that is meant to be read, made from HTML where there is nothing else.
  package var text: String = ""
  package var isFromHTML = false
  package var attachments: [MailAttachment] = []
  /// In lower case: `multipart/report`.
  package var contentType: String = "text/plain"
  /// The fields of a delivery status, as they came.
  package var deliveryStatus: String?
  /// The first message within this one: in a delivery status, what it is about.
  package var returnedID: String?
  /// What could not be read as it should be, a sentence each.
  package var problems: [String] = []

  package init() {}

  /// The first value of header `name` (in lower case).
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

package struct MailHeader: Sendable, Hashable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

package struct MailAddress: Sendable, Hashable {
  package var name: String?
  /// The domain is in its own letters, also where the mail has its xn--… form.
  package var address: String

  package init(name: String? = nil, address: String) {
    self.name = name
    self.address = address
  }
}

/// A part of a mail that is not its text.
package struct MailAttachment: Sendable, Hashable {
  package var name: String
  /// In lower case: `image/png`.
  package var type: String
  /// In bytes, decoded.
  package var size: Int
  /// Nil when there was more than is kept.
  package var content: [UInt8]?

  package init(name: String, type: String, size: Int, content: [UInt8]? = nil) {
    self.name = name
    self.type = type
    self.size = size
    self.content = content
  }
}

/// How much of a mail is looked at.
package enum MailLimits {
  package static let headers = 1_000
  package static let addresses = 500
  package static let references = 200
  package static let attachments = 50
  /// How deep parts may stand in parts.
  package static let depth = 30
  package static let parts = 1_000
}
