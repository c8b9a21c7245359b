import Mustache

/// The templates of all views, read once.
enum ViewLibrary {
  private static let texts: [String: String] = [
    "layout": Templates.layout, "overview": Templates.overview, "team": Templates.team, "duties": Templates.duties,
    "offers": Templates.offers,
    "rota": Templates.rota, "week": Templates.week, "chip": Templates.chip, "tickets": Templates.tickets,
    "subscribe": Templates.subscribe,
    "time": Templates.time, "sentence": Templates.sentence, "ticket": Templates.ticket,
    "letters": Templates.letters, "links": Templates.links, "files": Templates.files,
    "history": Templates.history, "ask": Templates.ask, "message": Templates.message,
    "survey": Templates.survey,
  ]

  private static let library: Result<MustacheLibrary, any Error> = Result { try make() }

  /// Every template begins by choosing our escaping: a partial would otherwise fall back to the library's.
  private static func make() throws -> MustacheLibrary {
    MustacheContentTypes.register(InertText(), named: InertText.name)
    var library = MustacheLibrary()
    for (name, text) in texts {
      try library.register("{{% CONTENT_TYPE:\(InertText.name)}}" + text, named: name)
    }
    return library
  }

  /// The whole document of a view; `model`'s fields are what its template names.
  static func document(_ template: String, _ model: some Sendable) -> String {
    do {
      return try library.get().render(model, withTemplate: template) ?? broken("there is no template \(template)")
    } catch {
      return broken("\(error)")
    }
  }

  private static func broken(_ why: String) -> String {
    "<!doctype html><title>Watchbill</title><p>This view cannot be shown: \(InertText().escapeText(why)).</p>"
  }
}
