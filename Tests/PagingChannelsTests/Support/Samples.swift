import PagingChannels
import ProviderExchange
import Scheduling
import Timekeeping
import Triage

/// A page and what goes with it, invented.
enum Samples {
  static let now = Timestamp(seconds: 1_792_152_000)
  static let links = PageLinks(
    acknowledge: "https://watch.example.com/a/x1", ticket: "https://watch.example.com/tickets/T-12")
  /// 24 bytes counting from 0, and 64 counting from 100.
  static let secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
  static let longSecret =
    "whsec_ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo+QkZKTlJWWl5iZmpucnZ6foKGiow=="

  static func page(
    id: String = "T-12-1-r0-s1-ana-pager", title: String = "Pump 3 stands still", address: String = "+44 20 7946 0000",
    why: String = "you are on primary; nobody was tried before; Ben is next"
  ) -> Page {
    Page(
      id: PageID(text: id), ticket: TicketID(number: 12), team: TeamID(unchecked: "pumps"), episode: 1, round: 0,
      step: 1,
      recipient: MemberID(unchecked: "ana"), recipientName: "Ana Ortiz", channel: "pager", address: address,
      title: title,
      why: why, priority: Priority(unchecked: "urgent"), created: Timestamp(seconds: 1_792_151_990))
  }

  static func settings(url: String? = "https://hooks.example.com/page", secrets: [String] = [secret]) -> ChannelSettings
  {
    ChannelSettings(name: "pager", url: url, secrets: secrets)
  }
}

extension ProviderRequest {
  var http: ProviderHTTPRequest? {
    if case .http(let request) = self { request } else { nil }
  }

  var line: String? {
    if case .console(let line) = self { line } else { nil }
  }
}

extension ProviderHTTPRequest {
  func header(_ name: String) -> String { headers.first { $0.name == name }?.value ?? "" }
}
