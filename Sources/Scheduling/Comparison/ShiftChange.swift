import Timekeeping

/// What happens to one shift, or a part of one, between two rotas of a team.
package struct ShiftChange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nobody had it before.
    case gained
    /// Nobody has it afterwards.
    case lost
    /// Another member has it afterwards.
    case handed
    /// The same member has it at another time.
    case moved
  }

  package var kind: Kind
  /// Nil for one that is gained.
  package var before: Shift?
  /// Nil for one that is lost.
  package var after: Shift?

  /// When it begins to be different.
  package var from: Timestamp {
    let starts = [before, after].compactMap { $0?.interval.start }
    return starts.min() ?? .distantPast
  }
}

/// Compares two lists of shifts of one team.
package enum ShiftComparison {
  /// What becomes of `before`, by time. Shifts that say the same are no change, whatever their ids are called.
  ///
  /// A shift is found again by its id; else by its time and duty; else by its duty, its member and time in common.
  package static func changes(from before: [Shift], to after: [Shift]) -> [ShiftChange] {
    var pairing = Pairing(before: before, after: after)
    pairing.dropSame()
    pairing.pair { Key(duty: $0.duty, text: $0.id.text) }
    pairing.pair { Key(duty: $0.duty, interval: $0.interval) }
    pairing.pairOverlapping()
    return pairing.changes
  }

  private struct Key: Hashable {
    var duty: DutyID
    var text = ""
    var interval: Interval?
    var member: MemberID?
  }

  /// Takes shifts that belong together out of both lists, the surest matches first.
  private struct Pairing {
    var before: [Shift]
    var after: [Shift]
    private var pairs: [(Shift, Shift)] = []

    init(before: [Shift], after: [Shift]) {
      self.before = before
      self.after = after
    }

    mutating func dropSame() {
      pair { Key(duty: $0.duty, interval: $0.interval, member: $0.member) }
      pairs = []
    }

    /// Pairs those of one key, in order.
    mutating func pair(_ key: (Shift) -> Key) {
      var waiting: [Key: [Shift]] = [:]
      for shift in after.reversed() { waiting[key(shift), default: []].append(shift) }
      before = before.filter { shift in
        guard let other = waiting[key(shift)]?.popLast() else { return true }
        pairs.append((shift, other))
        return false
      }
      var left: [Shift] = []
      for shift in after where waiting[key(shift)]?.contains(shift) ?? false { left.append(shift) }
      after = left
    }

    mutating func pairOverlapping() {
      before = before.filter { shift in
        let match = after.firstIndex {
          $0.duty == shift.duty && $0.member == shift.member && $0.interval.overlaps(shift.interval)
        }
        guard let match else { return true }
        pairs.append((shift, after.remove(at: match)))
        return false
      }
    }

    var changes: [ShiftChange] {
      let found =
        pairs.map { old, new in
          ShiftChange(kind: old.member == new.member ? .moved : .handed, before: old, after: new)
        }
        + before.map { ShiftChange(kind: .lost, before: $0, after: nil) }
        + after.map { ShiftChange(kind: .gained, before: nil, after: $0) }
      return found.sorted { a, b in
        a.from == b.from ? (a.before ?? a.after)?.id.text ?? "" < (b.before ?? b.after)?.id.text ?? "" : a.from < b.from
      }
    }
  }
}
