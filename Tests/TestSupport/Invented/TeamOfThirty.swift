import Scheduling
import Timekeeping

/// A made-up team of thirty in three time zones, as a team file and what a store would know besides: a desk in London and
/// one in Kolkata, day and night duties, weekend cover by volunteers, leave, wishes and a past. Equal seeds, equal teams.
package struct TeamOfThirty: Sendable {
  package struct Person: Sendable {
    package let id: String
    package let name: String
    package let zone: String
    /// Nil for those who are on by day and night.
    package let hours: String?
    package let isVolunteer: Bool
    package let share: Int
  }

  package struct Wished: Sendable {
    package let member: String
    package let isOff: Bool
    /// Days from the Monday on.
    package let day: Int
    package let weight: Int
  }

  package let people: [Person]
  package let wishes: [Wished]
  /// Weighted hours of the weeks before, in hundredths, by member.
  package let earned: [(member: String, hundredths: Int)]
  /// Days on leave from the Monday on, the last one included.
  package let leave: [(member: String, first: Int, last: Int)]

  private static let first = [
    "Ada", "Bela", "Cora", "Dov", "Eda", "Falk", "Gita", "Hugo", "Ines", "Jona", "Kaya", "Lew", "Mira", "Nils", "Olga",
    "Pia", "Quin", "Rasa", "Sami", "Tova", "Udo", "Vera", "Wim", "Xena", "Yuri", "Zora", "Arlo", "Bine", "Caro", "Dani",
  ]
  private static let last = ["Ashmoor", "Brindel", "Corrow", "Dunvale", "Eskerly", "Farrowen"]
  private static let zones = ["Europe/London", "America/New_York", "Asia/Kolkata"]

  package init(seed: Int = 1) {
    var dice = Dice(seed: seed)
    people = Self.first.enumerated().map { index, name in
      let zone = Self.zones[index % 3]
      let hours = zone == "Europe/London" ? "mon-fri 08:00-17:00" : "mon-fri 09:00-18:00"
      return Person(
        id: name.lowercased(), name: "\(name) \(dice.pick(Self.last))", zone: zone,
        hours: index % 5 < 2 ? nil : hours, isVolunteer: index % 3 != 1, share: dice.pick([100, 100, 100, 80, 50]))
    }
    earned = people.map { ($0.id, 100 * dice.roll(60...120) * $0.share / 100) }
    leave = people.indices.filter { $0 % 5 == 3 }.map { index in
      let first = dice.roll(0...5)
      return (Self.first[index].lowercased(), first, min(6, first + dice.roll(0...4)))
    }
    wishes = people.indices.filter { $0 % 4 == 2 }.map { index in
      Wished(
        member: Self.first[index].lowercased(), isOff: dice.roll(0...2) > 0, day: dice.roll(0...6),
        weight: dice.roll(1...5))
    }
  }

  /// Those who stand days and nights.
  private var pagers: [Person] { people.filter { $0.hours == nil } }

  /// `schedules/tide-watch.yaml`.
  package var file: String {
    let members = people.map { person in
      let hours = person.hours.map { ", hours: \($0)" } ?? ""
      let share = person.share == 100 ? "" : ", share: \(person.share)%"
      return "  - { id: \(person.id), name: \(person.name), zone: \(person.zone)\(hours)\(share), "
        + "weekends: \(person.isVolunteer ? "volunteer" : "rotation") }"
    }
    let pagers = pagers.map(\.id).joined(separator: ", ")
    return """
      team: tide-watch
      name: Tide watch
      zone: Europe/London
      members:
      \(members.joined(separator: "\n"))
      office hours: { weekdays: mon-fri 08:00-20:00 }
      duties:
        desk:
          slots: mon-fri 08:00-12:00, 12:00-16:00, 14:00-18:00
          people: 2
          points: 1 per hour
        desk-east:
          slots: mon-fri 09:00-13:00, 13:00-17:00
          zone: Asia/Kolkata
          points: 1 per hour
        day:
          slots: mon-fri 08:00-20:00
          people: 2
          members: [\(pagers)]
          points: 2 per hour
        night:
          slots: mon-fri 20:00-08:00
          people: 2
          members: [\(pagers)]
          points: 3 per hour
        weekend:
          slots: sat-sun 08:00-20:00
          people: 2
          members: volunteers
          points: 4 per hour
          credit: { day: 0.25 leave days, weekend: 0.5 leave days }
      rules:
        rest: 11 hours
        at most: { day: 12 hours, week: 40 hours, nights in a row: 3 }
        weekends: never two in a row
        never together: [[ada, falk]]
        fairness: { over: 13 weeks, night: 1.5, weekend: 2 }
        spread: 8 points
        keep published: strongly

      """
  }
}
