/// What the layers above keep copies of; every change of such rows grows its counter in the same transaction.
package enum ChangeKind: String, Sendable, CaseIterable {
  case versions, leaves, overrides, drafts, rota, revisions, feeds, tickets, requests, temporary
}
