extension Templates {
  /// The view behind a page's link: one thing to read, one thing to press.
  static let ask = """
    {{<layout}}
    {{$main}}
    <article class="ack">
    <p class="soft">{{ticketID}} · <bdi>{{priority}}</bdi> priority · {{placeKind}} <bdi>{{place}}</bdi></p>
    <h1 class="ack-title"><bdi>{{ticketTitle}}</bdi></h1>
    <p class="ack-for">For <strong><bdi>{{recipientName}}</bdi></strong></p>
    <form method="post" action="/ack/{{token}}">
    <button type="submit">I’ve got it</button>
    </form>
    <p class="ack-means">Acknowledging stops the paging, and everyone can see that you are on it.</p>
    <dl class="facts">
    <div><dt>Why you</dt><dd>{{#why}}{{>sentence}}{{/why}}</dd></div>
    {{#action}}
    <div><dt>Now</dt><dd>{{>sentence}}</dd></div>
    {{/action}}
    {{#isList}}
    <div><dt>Tickets</dt><dd><ul class="pages">{{#lines}}<li><bdi>{{.}}</bdi></li>{{/lines}}</ul></dd></div>
    {{/isList}}
    {{#due}}
    <div><dt>Due</dt><dd>{{>time}}</dd></div>
    {{/due}}
    {{#wholeTitle}}
    <div><dt>Whole title</dt><dd><bdi>{{wholeTitle}}</bdi></dd></div>
    {{/wholeTitle}}
    <div><dt>Not you?</dt><dd>Leave this view: the page goes on to the next person by itself.</dd></div>
    </dl>
    </article>
    {{/main}}
    {{/layout}}
    """

  /// Done, over, or unknown: a heading, a few sentences, perhaps a way on.
  static let message = """
    {{<layout}}
    {{$main}}
    <article class="ack ack-{{mood}}">
    {{#about}}
    <p class="soft"><bdi>{{about}}</bdi></p>
    {{/about}}
    <h1>{{heading}}</h1>
    {{#messages}}
    <p>{{>sentence}}</p>
    {{/messages}}
    {{#hasHelp}}
    <p>{{#help}}{{#helpWords}}{{>sentence}}{{/helpWords}}\
    {{#helpCode}}<code>{{helpCode}}</code>{{/helpCode}}{{/help}}</p>
    {{/hasHelp}}
    {{#hasListed}}
    <ul class="pages">
    {{#listed}}
    <li>{{#listedAddress}}<a href="{{listedAddress}}">{{/listedAddress}}{{listedID}} <bdi>{{listedTitle}}</bdi>\
    {{#listedAddress}}</a>{{/listedAddress}} (<bdi>{{listedPriority}}</bdi>)</li>
    {{/listed}}
    {{#moreListed}}
    <li>and {{moreListed}} more</li>
    {{/moreListed}}
    </ul>
    {{/hasListed}}
    {{#closing}}
    <p>{{>sentence}}</p>
    {{/closing}}
    {{#command}}
    <p><code>{{command}}</code></p>
    {{/command}}
    {{#onward}}
    <p><a class="button-like" href="{{onwardAddress}}">Open {{onward}}</a></p>
    {{/onward}}
    {{#again}}
    <p><a class="button-like" href="{{again}}">Try again</a></p>
    {{/again}}
    {{#leadsHome}}
    <p><a class="button-like" href="/">See who is on</a></p>
    {{/leadsHome}}
    </article>
    {{/main}}
    {{/layout}}
    """
}
