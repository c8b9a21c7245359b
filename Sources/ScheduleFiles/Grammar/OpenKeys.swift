/// Keys of a section that are made of ids, beside its fixed ones: `desk per week`.
struct OpenKeys: Sendable {
  /// A regular expression that every such key matches, in its canonical spelling.
  let pattern: String
  let schema: JSON
  /// A value to show in messages.
  let example: String
  /// How such keys are written, as messages list them beside the fixed ones.
  let forms: [String]
  /// True for keys that are meant so, whether their id is known or not.
  let matches: @Sendable (String) -> Bool
}
