/// A bug that is planted to show that the auditor sees it. Each stands for one way in which an engine could fail.
package enum Sabotage: String, Sendable, CaseIterable {
  /// I1: an accepted ticket is lost.
  case losesTicket
  /// I2: an open ticket loses its timer.
  case losesTimer
  /// I2: a ticket is nobody's and waits for nothing.
  case losesOwner
  /// I3: the engine sleeps on.
  case oversleeps
  /// I3: the engine's clock is ahead.
  case firesEarly
  /// I4: a page leaves that was withdrawn.
  case pagesAfterAcknowledgement
  /// I5: an attempt goes out under another id.
  case changesID
  /// I5: a page is sent twice without need.
  case sendsTwice
  /// I6: a page ends without a cause.
  case dropsPage
  /// I6: a refused page is the end of it.
  case ignoresRefusal
  /// I6: a list of pages leaves without its last one, which counts as sent.
  case shortensList
  /// I7: a handled timer is armed again as it was.
  case handlesTwice
  /// I7: a process that is gone goes on claiming.
  case claimsForTheDead
  /// I8: a delivery is forgotten and opens a second ticket.
  case forgetsDelivery
  /// I9: an old title overwrites a newer one.
  case overwritesTitle
  /// I13: a span that runs begins again.
  case lengthensSpan
  /// I14: missed pages are all sent at once.
  case catchesUpInABurst
  /// I16: more is claimed than one step may hold.
  case claimsTooMuch
  /// I17: one hanging provider holds up the others.
  case waitsForTheSlowest
  /// I17: what was sent goes on holding its channel's room.
  case losesRoom
  /// I24: something stays claimed for ever.
  case neverLetsGo

  /// The invariants whose violation shows it.
  package var rules: Set<String> {
    switch self {
    case .losesTicket: ["I1"]
    case .losesTimer, .losesOwner: ["I2"]
    case .oversleeps, .firesEarly: ["I3"]
    case .pagesAfterAcknowledgement: ["I4"]
    case .changesID, .sendsTwice: ["I5"]
    case .dropsPage, .ignoresRefusal, .shortensList: ["I6"]
    case .handlesTwice, .claimsForTheDead: ["I7"]
    case .forgetsDelivery: ["I8"]
    case .overwritesTitle: ["I9"]
    case .lengthensSpan: ["I13"]
    case .catchesUpInABurst: ["I14"]
    case .claimsTooMuch: ["I16"]
    case .waitsForTheSlowest, .losesRoom: ["I17"]
    case .neverLetsGo: ["I24"]
    }
  }
}
