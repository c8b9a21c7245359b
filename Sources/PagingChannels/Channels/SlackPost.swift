/// A message of Slack's, in the few blocks that we write.
struct SlackPost: Encodable {
  /// Nil for incoming webhooks, which have theirs.
  var channel: String?
  /// What notifications show.
  var text: String
  var blocks: [Block]

  init(text: String, blocks: [Block]) {
    self.text = text
    self.blocks = blocks
  }

  struct Block: Encodable {
    var type: String
    var text: Words?
    var elements: [Element]?

    static func section(_ text: String) -> Block { Block(type: "section", text: Words(type: "mrkdwn", text: text)) }
    static func actions(_ elements: [Element]) -> Block { Block(type: "actions", elements: elements) }

    static func context(_ text: String) -> Block {
      Block(type: "context", elements: [Element(type: "mrkdwn", text: .plain(text))])
    }
  }

  struct Words: Encodable {
    var type: String
    var text: String
  }

  /// A button, or words in a context.
  struct Element: Encodable {
    enum Text: Encodable {
      case words(Words)
      case plain(String)

      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .words(let words): try container.encode(words)
        case .plain(let text): try container.encode(text)
        }
      }
    }

    var type: String
    var text: Text
    var style: String?
    var url: String?
    var value: String?
    var id: String?

    enum CodingKeys: String, CodingKey {
      case type, text, style, url, value
      case id = "action_id"
    }

    static func button(_ label: String, id: String, value: String) -> Element {
      Element(type: "button", text: words(label), style: "primary", value: value, id: id)
    }

    static func link(_ label: String, _ url: String, isPrimary: Bool = false) -> Element {
      Element(type: "button", text: words(label), style: isPrimary ? "primary" : nil, url: url)
    }

    private static func words(_ label: String) -> Text { .words(Words(type: "plain_text", text: label)) }
  }
}
