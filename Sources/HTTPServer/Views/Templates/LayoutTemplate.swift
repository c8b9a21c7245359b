/// The texts of the templates, in Mustache. Text of people is only ever written with two brackets, which escape it.
enum Templates {
  /// What every view stands in. Of views for outsiders, who have no business at `/`, the name leads nowhere.
  static let layout = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>{{pageTitle}}</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="bar">
    <div class="wrap bar-row">
    {{#isForOutsiders}}
    <span class="brand">\(name)</span>
    {{/isForOutsiders}}
    {{^isForOutsiders}}
    <a class="brand" href="/">\(name)</a>
    {{/isForOutsiders}}
    {{$bar}}{{/bar}}
    </div>
    </header>
    <main id="main" class="wrap">
    {{$main}}{{/main}}
    </main>
    {{$foot}}{{/foot}}
    </body>
    </html>

    """

  private static let name = mark + "<span>Watchbill</span>"

  /// The turning watch: two halves of a dial, one of them on duty.
  private static let mark =
    #"<svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">"#
    + #"<circle class="mark-ring" cx="12" cy="12" r="10"/><path class="mark-half" d="M12 5a7 7 0 0 1 0 14z"/>"#
    + #"<circle class="mark-hub" cx="12" cy="12" r="1.6"/></svg>"#

  static let time = #"<time datetime="{{stamp}}">{{label}}</time>"#

  static let sentence =
    #"{{#parts}}{{words}}{{#mention}}<time datetime="{{stamp}}">{{label}}</time>{{/mention}}{{/parts}}"#
}
