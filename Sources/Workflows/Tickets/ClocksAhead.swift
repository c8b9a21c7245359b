import Timekeeping
import Triage

extension SourceDelivery {
  /// The delivery with each version that is ahead of our time as of now, and a sentence for each item of which that is so.
  func believed(at now: Timestamp) -> SourceDelivery {
    var (news, notes) = (self, [String]())
    for index in events.indices {
      guard let said = events[index].version else { continue }
      let version = said.believed(at: now)
      guard version != said else { continue }
      news.events[index].version = version
      notes.append(
        "\(events[index].item.id): its time \(Timestamp(milliseconds: said.number)) is ahead of our clock, so it counts as "
          + "of when it came")
    }
    let told = notes.uniqued
    let more = told.count - ServiceDesk.mostNotes
    news.notes += told.prefix(ServiceDesk.mostNotes)
    if more > 0 { news.notes.append("and \(more) more that are ahead") }
    return news
  }
}
