import Timekeeping
import Workflows

/// A shift that anybody eligible may take, and the command that takes it.
struct OfferLine: Sendable {
  let offerID: String
  let offerDuty: String
  let offerHolder: String
  let offerStart: Moment
  let offerEnd: Moment
  /// As whoever offers it wrote.
  let offerWhy: String?

  init(_ offer: Overview.Offer, clock: ViewClock) {
    offerID = offer.id
    offerDuty = offer.dutyTitle
    offerHolder = offer.holder
    offerStart = clock.moment(offer.interval.start)
    offerEnd = clock.moment(offer.interval.end)
    offerWhy = offer.reason
  }
}
