/// What the layers above keep copies of; every change of such rows grows its counter in the same transaction.
package enum ChangeKind: String, Sendable, CaseIterable {
  case versions, leaves, overrides, drafts, rota, records, revisions, feeds, tickets, requests, temporary, contacts
}
