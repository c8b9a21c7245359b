import Scheduling
import Storage
import Timekeeping
import Triage

/// What a rota would have made of tickets of the past.
package struct ReplayFigures: Codable, Sendable, Hashable {
  package var rota: String
  package var tickets: Int
  package var answered: Int
  /// Of all, and of each priority, the most urgent first.
  package var priorities: [PriorityFigures]
  package var people: [PersonFigures]
  package var pages: Int

  /// First responses in calendar time, in seconds.
  package struct PriorityFigures: Codable, Sendable, Hashable {
    package var priority: String
    package var tickets: Int
    package var answered: Int
    package var medianResponse: Int?
    package var p90Response: Int?
    /// Promises of any clock that were broken.
    package var breaches: Int
    package var pages: Int
  }

  package struct PersonFigures: Codable, Sendable, Hashable {
    package var member: String
    package var name: String
    package var tickets: Int
    package var workMinutes: Int
    package var pages: Int
    /// Between 22:00 and 07:00 on the team's wall.
    package var nightPages: Int
    package var mostOpen: Int
  }
}

/// Gathers figures over several replays.
struct ReplayCount {
  struct Priority {
    var tickets = 0
    var responses: [Duration] = []
    var breaches = 0
    var pages = 0
  }

  struct Person {
    var tickets = 0
    var minutes = 0
    var pages = 0
    var nightPages = 0
    var mostOpen = 0
  }

  var priorities: [String: Priority] = [:]
  var people: [MemberID: Person] = [:]

  mutating func add(_ ticket: Ticket, _ history: TicketHistory) {
    let course = history.course
    var priority = priorities[ticket.priority.text, default: Priority()]
    priority.tickets += 1
    priority.breaches += course.breaches.count
    if let response = course.response, response.how == .reply { priority.responses.append(response.at - course.began) }
    priorities[ticket.priority.text] = priority
  }

  mutating func add(_ page: Page, priority: String, wall: CivilDateTime) {
    priorities[priority, default: Priority()].pages += 1
    people[page.recipient, default: Person()].pages += 1
    let hour = wall.secondOfDay / 3600
    if hour >= 22 || hour < 7 { people[page.recipient, default: Person()].nightPages += 1 }
  }

  func figures(_ rota: String, schedule: Schedule, priorities order: [Triage.Priority]) -> ReplayFigures {
    let known = order.map(\.text)
    // A team without priorities has one all the same.
    let words = known + priorities.keys.filter { !known.contains($0) }.sorted()
    let rows = words.compactMap { word in priorities[word].map { (word, $0) } }.map(Self.row)
    let everybody = schedule.members.map { member -> ReplayFigures.PersonFigures in
      let person = people[member.id] ?? Person()
      return ReplayFigures.PersonFigures(
        member: member.id.text, name: member.name, tickets: person.tickets, workMinutes: person.minutes,
        pages: person.pages, nightPages: person.nightPages, mostOpen: person.mostOpen)
    }
    return ReplayFigures(
      rota: rota, tickets: rows.reduce(0) { $0 + $1.tickets }, answered: rows.reduce(0) { $0 + $1.answered },
      priorities: rows, people: everybody, pages: rows.reduce(0) { $0 + $1.pages })
  }

  private static func row(_ word: String, _ priority: Priority) -> ReplayFigures.PriorityFigures {
    let spread = Spread(priority.responses)
    return ReplayFigures.PriorityFigures(
      priority: word, tickets: priority.tickets, answered: spread.count,
      medianResponse: spread.median.map { Int($0.wholeMilliseconds / 1000) },
      p90Response: spread.p90.map { Int($0.wholeMilliseconds / 1000) }, breaches: priority.breaches,
      pages: priority.pages)
  }
}
