extension Templates {
  /// Shifts that colleagues may take; nothing where there are none.
  static let offers = """
    {{#hasOffers}}
    <h3>Shifts to take <span class="soft">{{offerCount}}</span></h3>
    <ul class="offers">
    {{#offers}}
    <li><bdi>{{offerDuty}}</bdi> of <bdi>{{offerHolder}}</bdi>, {{#offerStart}}{{>time}}{{/offerStart}} to \
    {{#offerEnd}}{{>time}}{{/offerEnd}}{{#offerWhy}}: <bdi>{{offerWhy}}</bdi>{{/offerWhy}}. \
    <span class="soft">Take it: <code>watchbill cover accept {{offerID}} --as <var>ID</var></code></span></li>
    {{/offers}}
    </ul>
    {{/hasOffers}}
    """
}
