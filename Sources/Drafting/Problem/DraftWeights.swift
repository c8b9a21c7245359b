/// What is paid for, in points. Open slots outweigh everything else.
package struct DraftWeights: Sendable, Hashable {
  /// A slot that nobody stands.
  package var open = 10_000
  /// A slot whose member differs from the published one.
  package var change: Int

  package init(_ rules: DraftingRules) { change = rules.keepPublished }
}
