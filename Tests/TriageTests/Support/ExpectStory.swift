import Testing

/// Compares what a story told with what was expected, and shows it when they differ.
func expectStory(_ story: Story, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(story.text == expected, "told:\n\(story.text)", sourceLocation: sourceLocation)
}
