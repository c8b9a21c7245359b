import Scheduling
import Timekeeping
import Triage

/// The `targets:` of a queue: for each clock one promise, or one for each priority.
enum TargetsSection {
  static let firstResponse = Key(
    "first response", "Until the first public reply of a person.", example: "4 business hours", promises)
  static let triage = Key(
    "triage", "Until its kind and priority are set.", example: "4 business hours", promises)
  static let nextResponse = Key(
    "next response", "Until the customer's next message is answered.", example: "1 business day", promises)
  static let resolution = Key(
    "resolution", "Until the ticket is resolved.", example: "5 business days", promises)
  static let promisedUpdate = Key(
    "promised update", "How long a promised update may take.", example: "2 business days", promises)

  static let section = Section(
    "targets", "the targets", "What is promised, each in its own unit.",
    keys: [
      triage.listed, firstResponse.listed, nextResponse.listed, resolution.listed, promisedUpdate.listed,
    ])

  static let grammar = section.grammar { fields, _ in
    clock(.triage, fields(triage)) + clock(.firstResponse, fields(firstResponse))
      + clock(.nextResponse, fields(nextResponse)) + clock(.resolution, fields(resolution))
      + clock(.promisedUpdate, fields(promisedUpdate))
  }

  /// A promise before it is known for which clock.
  struct Promise: Sendable {
    let priority: Priority?
    let target: Placed<Target>
  }

  private static let promises = Grammar<[Promise]>.either(
    text: TimeForms.target.grammar.placed.map { [Promise(priority: nil, target: $0)] },
    group: ByPriority.grammar(of: TimeForms.target.grammar.placed, example: "urgent: 60 minutes").map { entries in
      entries.map { Promise(priority: $0.name, target: $0.value) }
    }, wanted: "a target such as 4 business hours, or one for each priority")

  private static func clock(_ clock: ClockTarget.Clock, _ promises: [Promise]?) -> [Placed<ClockTarget>] {
    (promises ?? []).map { promise in
      Placed(
        value: ClockTarget(clock: clock, priority: promise.priority, target: promise.target.value),
        place: promise.target.place)
    }
  }
}

/// A group with one value for each of some priorities.
enum ByPriority {
  static func grammar<Value>(of item: Grammar<Value>, example: String) -> Grammar<[Entry<Priority, Value>]> {
    let entries = Grammar<[Entry<Priority, Value>]>.entries(NameForms.priority, of: item, example: example)
    return Grammar(schema: entries.schema) { node, context in
      let read = entries.read(node, context)
      for entry in read ?? [] {
        _ = context.knows(entry.name.text, .priority, at: entry.place)
      }
      return read
    }
  }
}
