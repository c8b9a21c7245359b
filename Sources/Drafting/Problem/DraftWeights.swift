/// What is paid for, in points. Open slots outweigh everything else.
package struct DraftWeights: Sendable, Hashable {
  /// A slot that nobody stands.
  package var open = 10_000
  /// A slot that begins soon and whose member differs from the published one.
  package var change: Int
  /// The same for all other slots.
  package var changeLater: Int

  package init(_ rules: DraftingRules) {
    change = rules.keepPublished
    changeLater = rules.keepPublishedLater ?? rules.keepPublished
  }
}
