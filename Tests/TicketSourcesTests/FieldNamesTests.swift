import Testing
import Triage

@testable import TicketSources

@Suite("The names of fields")
struct FieldNamesTests {
  @Test("the fields that the settings may name are those that are looked for")
  func agree() {
    #expect(FieldNames.aliases.map(\.ours) == SourceField.allCases.map(\.rawValue))
  }
}
