import Timekeeping
import Triage

extension SourceDelivery {
  /// The delivery without the times that lie days ahead of ours, and a sentence for each item of which that is so: what has no
  /// time counts as of when it comes. One clock that is set to another century must not outdo all that is said later.
  ///
  /// Nothing less is doubted: it may be our clock that is wrong, and among themselves the times of a sender are in order.
  func believed(at now: Timestamp) -> SourceDelivery {
    var (news, notes) = (self, [String]())
    for index in events.indices {
      guard let time = news.events[index].forget(after: now + Self.mostAhead) else { continue }
      let item = events[index].item.id
      notes.append("\(item): its time \(time) is more than two days ahead of ours, so it counts as of when it came")
    }
    news.notes += ServiceDesk.few(notes.uniqued, rest: "that are ahead")
    return news
  }

  private static let mostAhead = Duration.hours(48)
}

extension SourceEvent {
  /// Leaves out its times after `latest`, and says one of them; nil where there is none.
  fileprivate mutating func forget(after latest: Timestamp) -> Timestamp? {
    var found: Timestamp?
    if let told = version, !told.isCount, told.number > latest.milliseconds {
      (found, version) = (Timestamp(milliseconds: told.number), nil)
    }
    if let told = occurred, told > latest { (found, occurred) = (told, nil) }
    return found
  }
}
