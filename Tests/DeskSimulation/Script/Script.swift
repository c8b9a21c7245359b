import Timekeeping

/// Everything that happens to a desk from outside, in order: the same script is the same run.
package struct Script: Codable, Sendable, Hashable {
  /// Decides what the script leaves open: who reacts to a page, and what a flapping provider does.
  package var seed: UInt64
  package var start: Timestamp
  package var events: [Event]

  package init(seed: UInt64, start: Timestamp, events: [Event]) {
    self.seed = seed
    self.start = start
    self.events = events
  }

  /// One thing that happens, so many milliseconds after the start.
  package struct Event: Codable, Sendable, Hashable {
    package var at: Int64
    package var deed: Deed

    package init(_ at: Int64, _ deed: Deed) {
      self.at = at
      self.deed = deed
    }
  }
}

/// Something that people, senders, providers or machines do. Items and members are counted from 0.
package enum Deed: Codable, Sendable, Hashable {
  // What senders do.
  case arrive(item: Int, source: Source, urgency: Int, topic: Topic)
  /// The same bytes once more.
  case again(item: Int)
  /// The same delivery id with another body.
  case forged(item: Int)
  case oversized(item: Int)
  case write(item: Int, message: Int, by: Writer)
  /// Another title, as of the source's version.
  case rename(item: Int, version: Int)
  case end(item: Int, version: Int)
  case reopen(item: Int, version: Int)
  /// The answer to the item's opening is lost, and the sender tries again; the server dies in between.
  case unanswered(item: Int)

  // What people do.
  case work(item: Int, Work)
  case acknowledge(item: Int, member: Int)
  case claim(item: Int, member: Int)
  case assign(item: Int, member: Int)
  case handOver(item: Int)
  case pause(member: Int, minutes: Int)
  case leave(member: Int, inHours: Int, hours: Int)
  case sick(member: Int)
  case override(duty: Int, member: Int, inHours: Int, hours: Int)
  case swap(from: Int, with: Int)
  case take(member: Int)
  case apply(variant: Int)

  // What breaks.
  case provider(host: Int, mood: Provider.Mood)
  case crash(seconds: Int)
  /// The next page or message reaches its provider, and the server dies before it writes that down.
  case crashOnTheWire
  /// One due timer is handled, and the server dies.
  case crashAmongTimers
  case outage(minutes: Int)
  case reboot(seconds: Int)
  case setWall(bySeconds: Int)

  package enum Source: String, Codable, Sendable, Hashable, CaseIterable {
    case json, email, github
  }

  package enum Topic: String, Codable, Sendable, Hashable, CaseIterable {
    case plain, vulnerability, anybody, asking, lottery
  }

  package enum Writer: String, Codable, Sendable, Hashable, CaseIterable {
    case customer, machine, colleague
  }

  package enum Work: String, Codable, Sendable, Hashable, CaseIterable {
    case reply, note, pending, hold, promise, triage, resolve, close, reopen, needless, review
  }
}
