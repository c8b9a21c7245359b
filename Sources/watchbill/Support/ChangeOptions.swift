import ArgumentParser
import Timekeeping
import Workflows

/// A change that may be tried first.
struct TrialOption: ParsableArguments {
  @Flag(name: .long, help: "Say what would happen, and store nothing.") var dryRun = false
}

/// A change that rules may forbid, and that may be tried first.
struct ChangeOptions: ParsableArguments {
  @Flag(name: .long, help: "A lead accepts conflicts with other shifts, rest, hours and limits.") var force = false
  @OptionGroup var trial: TrialOption

  var dryRun: Bool { trial.dryRun }
}

/// From when to when something is changed.
struct SpanOptions: ParsableArguments {
  @Option(name: .long, help: "The start: now, a date, or a time.") var from: InstantArgument
  @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument

  func instants(_ backend: Backend) throws -> (from: Timestamp, until: Timestamp) {
    let now = Wiring.clock().now()
    let zone = backend.reader.zone
    return (try from.instant(now: now, zone: zone), try until.instant(now: now, zone: zone))
  }

  /// Both ends are dates: whole days are meant.
  var areDates: Bool { [from, until].allSatisfy { (try? CivilDate(text: $0.text)) != nil } }
}

/// The part of a shift that is meant.
struct PartOptions: ParsableArguments {
  @Option(name: .long, help: "Only the time from here on: now, a date, or a time.") var from: InstantArgument?
  @Option(name: .long, help: "Only the time up to here, exclusive.") var until: InstantArgument?

  func instants(_ backend: Backend) throws -> (from: Timestamp?, until: Timestamp?) {
    let now = Wiring.clock().now()
    let zone = backend.reader.zone
    return (try from?.instant(now: now, zone: zone), try until?.instant(now: now, zone: zone))
  }
}

/// The part that is stood in return for what is given.
struct ReturnOptions: ParsableArguments {
  @Option(name: .long, help: "Of what is stood in return only the time from here on.") var takeFrom: InstantArgument?
  @Option(name: .long, help: "Of what is stood in return only the time up to here.") var takeUntil: InstantArgument?

  func instants(_ backend: Backend) throws -> (from: Timestamp?, until: Timestamp?) {
    let now = Wiring.clock().now()
    let zone = backend.reader.zone
    return (try takeFrom?.instant(now: now, zone: zone), try takeUntil?.instant(now: now, zone: zone))
  }
}
