import Scheduling
import Timekeeping

/// Grammars that several sections use and that need more than the text itself.
enum Shared {
  /// A zone that the zone database has.
  static let zone = Grammar<ZoneID>(schema: TimeForms.zone.grammar.schema) { node, context in
    guard let id = TimeForms.zone.grammar.read(node, context) else { return nil }
    do throws(ZoneProblem) {
      return try context.zones.zone(id).id
    } catch {
      context.error(node.place, error.what, error.help)
      return nil
    }
  }

  /// A member of the team.
  static let member = Grammar<MemberID>.reference(.member, named: { MemberID(unchecked: $0) })

  static let members = Grammar<[Placed<MemberID>]>.list(of: member.placed, example: "[ana, bo]").distinct("group")

  /// Hours of the week, with a warning where windows of one day overlap: mostly one of them has a wrong time.
  static let weeklyHours = TimeForms.weeklyHours.grammar.doubted { hours in
    Weekday.allCases.lazy.compactMap { day in
      overlap(of: hours.windows.filter { $0.weekday == day }.map(\.window))
    }.first
  }

  /// The same for the hours of one date.
  static let dayHours = TimeForms.dayHours.grammar.doubted { overlap(of: $0.windows) }

  /// What is said of the first two that overlap; `windows` are sorted.
  private static func overlap(of windows: [DayWindow]) -> TextProblem? {
    for (place, next) in windows.enumerated() {
      guard let before = windows[..<place].first(where: { $0.end > next.start }) else { continue }
      return TextProblem(
        "'\(before)' and '\(next)' overlap: the time in both counts once", help: "write windows that do not overlap")
    }
    return nil
  }

  static let skills = Grammar<[String]>.oneOrList(of: NameForms.word.grammar)

  /// The last day before an exclusive `until` (rule T1: in files, `until` is the first day that is out).
  static func lastDay(before until: CivilDate?, from: CivilDate?, at place: Place, _ context: Context) -> CivilDate? {
    guard let until else { return nil }
    if let from, until <= from {
      context.error(
        place, "'until' \(until) leaves no day after 'from' \(from)",
        "`until` is the first day that is out: write a later date")
    }
    return until - 1
  }
}

extension Grammar {
  /// This grammar where an empty list is a slip: it would not mean what leaving the key out means.
  func notEmpty(_ what: String, _ help: String) -> Grammar {
    Grammar(schema: schema) { node, context in
      if node.list?.isEmpty ?? false { context.error(node.place, what, help) }
      return read(node, context)
    }
  }

  /// A list of groups that their `name:` tells apart: of two with one name nobody could say which is meant.
  func namedApart(_ noun: String) -> Grammar {
    Grammar(schema: schema) { node, context in
      var lines: [String: Int] = [:]
      for item in node.list ?? [] {
        guard let name = item["name"]?.text else { continue }
        if let line = lines[name] {
          let what = "two \(noun) are called '\(shortened(name))'; the first is in line \(line)"
          context.error(item.place, what, "give each a name of its own")
        } else {
          lines[name] = item.place.line
        }
      }
      return read(node, context)
    }
  }

  /// A list of ids that names each only once.
  func distinct<ID: Slug>(_ place: String) -> Grammar where Value == [Placed<ID>] {
    Grammar(schema: schema.adding(["uniqueItems": .bool(true)])) { node, context in
      var seen: Set<ID> = []
      return read(node, context)?.filter { item in
        let isFirst = seen.insert(item.value).inserted
        if !isFirst {
          context.error(item.place, "'\(item.value)' is listed twice in this \(place)", "delete one of them")
        }
        return isFirst
      }
    }
  }
}

extension Grammar where Value == PlainDuration {
  /// Of more than no time at all.
  func positive(_ help: String) -> Grammar {
    Grammar(schema: schema) { node, context in
      guard let span = read(node, context) else { return nil }
      if span.duration > .zero { return span }
      context.error(node.place, "\(node.noun) is no time at all", help)
      return nil
    }
  }
}
