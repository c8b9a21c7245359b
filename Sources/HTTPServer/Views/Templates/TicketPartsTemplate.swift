extension Templates {
  /// What left a ticket for others, or did not, and why.
  static let letters = """
    {{#hasLetters}}
    <section aria-labelledby="letters">
    <h2 id="letters">Answers, posts and filings</h2>
    <ul class="pages">
    {{#letters}}
    <li><p><strong>{{letterWhat}}</strong>{{#letterBy}} by <bdi>{{letterBy}}</bdi>{{/letterBy}} \
    through <bdi>{{letterSource}}</bdi> <span class="page-state page-{{letterMood}}">{{letterState}}</span> \
    <span class="soft">{{#letterAt}}{{>time}}{{/letterAt}} · {{letterTries}}</span></p>
    {{#letterWhy}}
    <p class="soft">{{>sentence}}</p>
    {{/letterWhy}}
    {{#filedText}}
    <details><summary>The words of <bdi>{{letterID}}</bdi></summary>\
    <div class="body" dir="auto">{{filedText}}</div></details>
    {{/filedText}}
    </li>
    {{/letters}}
    </ul>
    </section>
    {{/hasLetters}}
    """

  /// Other tickets, and what elsewhere belongs to it.
  static let links = """
    {{#hasLinks}}
    <section aria-labelledby="links">
    <h2 id="links">What it has to do with</h2>
    <ul class="pages">
    {{#ties}}
    <li><p>{{tieKind}} <a href="/tickets/{{tieTicket}}">{{tieTicket}}</a></p></li>
    {{/ties}}
    {{#links}}
    <li><p>{{linkKind}} {{#linkAddress}}<a href="{{linkAddress}}" rel="noopener noreferrer nofollow">\
    <bdi>{{linkAddress}}</bdi></a>{{/linkAddress}}{{#linkName}}<bdi>{{linkName}}</bdi>{{/linkName}}\
    {{#linkState}} <span class="page-state page-{{linkMood}}">{{linkState}}</span>{{/linkState}}</p></li>
    {{/links}}
    </ul>
    </section>
    {{/hasLinks}}
    """

  /// Files that came with messages, and mails as they came.
  static let files = """
    {{#hasFiles}}
    <section aria-labelledby="files">
    <h2 id="files">Files that came with it</h2>
    <ul class="pages">
    {{#files}}
    <li><p>{{#fileAddress}}<a href="{{fileAddress}}" rel="noopener noreferrer nofollow">{{/fileAddress}}\
    <code>{{fileName}}</code>{{#fileAddress}}</a>{{/fileAddress}} <span class="soft">{{fileType}}\
    {{#fileSize}}<span title="{{fileBytes}}">{{fileSize}}</span>{{/fileSize}}</span></p></li>
    {{/files}}
    </ul>
    </section>
    {{/hasFiles}}
    """
}
