import Timekeeping
import Workflows

enum OverviewView {
  static func html(_ overview: Overview) -> String { "<pre>\(overview.teams.map(\.grid.text))</pre>" }
}
enum TicketView { static func html(_ reply: ShowTicket.Reply, now: Timestamp) -> String { "" } }
enum AcknowledgeView {
  static func ask(_ link: AcknowledgeLink, token: String) -> String { "" }
  static func done(_ link: AcknowledgeLink) -> String { "" }
  static let unknown = ""
}
enum StyleSheet { static let css = "" }
