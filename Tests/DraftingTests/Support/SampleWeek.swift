import Scheduling
import Timekeeping

@testable import Drafting

/// A desk of three 4-hour windows that one member keeps all week, and weekend cover by volunteers.
enum SampleWeek {
  static let rules = DraftingRules(
    rest: PlainDuration(.hours(11)), atMostPerWeek: PlainDuration(.hours(24)), noTwoWeekendsInARow: true)

  static func sketch() throws -> Sketch {
    let people = [
      try member("ana", hours: "mon-fri 08:00-18:00", weekends: .volunteer),
      try member("bo", hours: "mon-fri 09:00-18:00", zone: "Europe/Berlin"),
      try member("cy", hours: "mon-fri 08:00-17:00", weekends: .never),
      try member("dee", hours: "mon-fri 09:00-17:00", zone: "America/New_York", weekends: .volunteer),
      try member("eli", hours: "mon-fri 09:00-17:00", zone: "America/New_York", weekends: .volunteer),
      try member("fay", hours: "mon-fri 07:00-16:00", share: 50),
    ]
    let duties = [
      try slots("desk", "mon-fri 08:00-12:00, 12:00-16:00, 16:00-20:00", sameMember: true, points: 100),
      try slots("weekend", "sat-sun 10:00-18:00", eligible: .volunteers, points: 200),
    ]
    return try Sketch(people, duties, rules: rules)
  }
}
