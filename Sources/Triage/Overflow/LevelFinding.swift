/// What the search for an owner came to at one level of the overflow (rules K1 and K3).
package struct LevelFinding: Sendable, Hashable, Codable {
  /// Its place in the overflow, from 1.
  package var number: Int
  /// Whom the level is of, in the words of the team file.
  package var to: String
  package var because: String
  /// Who was looked at there; nobody where the level was passed without a look, or was asked before.
  package var candidates: [CandidateVerdict]
}
