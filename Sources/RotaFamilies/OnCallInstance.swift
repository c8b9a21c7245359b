/// The on-call family as its JSON has it. Times are whole minutes of UTC from the horizon's first Monday.
struct OnCallInstance: Decodable, Sendable {
  struct Person: Decodable, Sendable {
    let id: String
    let tz: String
    /// Minutes of the local day.
    let workStart: Int
    let workEnd: Int
    let rotas: [Int]
    let canNight: Bool
    let weekendVolunteer: Bool
    let fteTenths: Int
    /// Points: above zero has done more than the share.
    let ledger: Int
    /// First and last local day.
    let leave: [[Int]]
    /// Day and weight.
    let prefs: [[Int]]
  }

  enum Kind: String, Decodable, Sendable { case desk, day, night, weekend }

  struct Slot: Decodable, Sendable {
    let id: String
    let rota: Int
    let kind: Kind
    let week: Int
    let day: Int
    let start: Int
    let end: Int
    let points: Int
  }

  struct Past: Decodable, Sendable {
    let person: String
    let kind: Kind
    let start: Int
    let end: Int
  }

  struct Rules: Decodable, Sendable {
    let restMin: Int
    let deskToleranceMin: Int
    let unsocialFrom: Int
    let unsocialTo: Int
    let unsocialMaxMin: Int
    let maxNightsPerWeek: Int
    let noBackToBackWeekends: Bool
  }

  struct Weights: Decodable, Sendable {
    let unfilled: Int
    let nonVolunteerWeekend: Int
    /// By week; the last holds for those after it.
    let change: [Int]
    let fairPerPoint: Int
    let fairExtraPerPoint: Int
    let fairFree: Int
    let spread: Int
    let holiday: Int
  }

  let weeks: Int
  /// By zone: from which day on, how many minutes east of UTC.
  let offsets: [String: [[Int]]]
  let holidays: [String: [Int]]
  let people: [Person]
  let slots: [Slot]
  let history: [Past]
  let published: [String: String]
  let rules: Rules
  let weights: Weights
}
