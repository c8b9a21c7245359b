extension Migration {
  /// Changes with consent, recorded history, the ledger, notices and what feeds can be asked for.
  ///
  /// One file in `0002/` for each of them. Until the first release they may be edited; then they are history.
  static let schedulingCore = Migration(
    number: 2, name: "scheduling core",
    statements: importedLeave + consentedChanges + history + ledger + notices + ownContacts + feedOptions
      + draftingByHand + holidayReadings + ticketHistory + assigning + letters + earlyEvents + sourcePlaces
      + workHandoffs)
}
