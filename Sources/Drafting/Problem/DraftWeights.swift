/// What is paid for, in points. Open slots outweigh everything else.
package struct DraftWeights: Sendable, Hashable {
  /// A slot that nobody stands.
  package var open = 10_000
  /// A slot whose member differs from the published one.
  package var change: Int

  /// Each further member of a line that one member should keep all week.
  package static let lineBreak = 100

  package init(_ rules: DraftingRules) { change = rules.keepPublished }
}
