import ScheduleFiles
import Testing
import TicketSources
import Triage

@Suite("What the settings may name and what there is")
struct SourceKindTests {
  @Test("every kind of source can be set, and every kind that can be set is there")
  func agree() {
    #expect(SourceSetting.Kind.allCases.map(\.rawValue).sorted() == AllTicketSources.kinds)
  }

  @Test("every option is one of a kind there is")
  func options() {
    for option in SourceOptionKey.allCases {
      #expect(!option.kinds.isEmpty && Set(option.kinds).isSubset(of: AllTicketSources.kinds), "\(option)")
    }
    for field in SourceField.allCases {
      #expect(!field.kinds.isEmpty && Set(field.kinds).isSubset(of: SourceOptionKey.fields.kinds), "\(field)")
    }
  }
}
