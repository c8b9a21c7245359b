import Scheduling
import Timekeeping
import Triage

/// What a receiver reads of several pages at once: each as it would be by itself.
struct BundleDocument: WebhookDocument {
  struct Fields: Encodable {
    var acknowledgeAll: String
    var pages: [PageDocument.Fields]
  }

  let type = "pages"
  let timestamp: String
  let data: Fields

  init(_ bundle: PageBundle, _ links: BundleLinks) {
    timestamp = bundle.pages[0].created.description
    data = Fields(
      acknowledgeAll: links.acknowledgeAll,
      pages: zip(bundle.pages, bundle.links).map { PageDocument($0, $1).data })
  }
}
