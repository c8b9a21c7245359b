import MailMessages
import TestSupport
import Testing

@Suite("What is new in a reply, apart from what it repeats")
struct ReplyTextTests {
  @Test(
    "each real reply is parted where a reader would",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"),
    arguments: [
      // Inline answers keep the quotes that they answer.
      ("email_1_8", "On Tue, Apr 29", "and under this.", ">"),
      ("email_2_1", "Outlook with a reply", "Outlook with a reply", " ------------------------------"),
      ("email_BlackBerry", "Here is another email", "Here is another email", "Sent from my BlackBerry"),
      ("email_iPhone", "Here is another email", "Here is another email", "Sent from my iPhone"),
      ("greedy_on", "On your remote host you can run:", "fails, the tunnel is not working.", "On 9 Jan 2014"),
      ("pathological", "I think you're onto something.", "get back to a computer.", "On Dec 8, 2013"),
    ])
  func partsSamples(file: String, begins: String, ends: String, quoteBegins: String) throws {
    let bytes = try SharedCases.data("cases/webhook-payloads/email/reply_body_real_\(file).txt")
    let whole = String(decoding: bytes, as: UTF8.self)
    let reply = ReplyText(whole)
    #expect(reply.text.hasPrefix(begins) && reply.text.hasSuffix(ends), "\(reply.text)")
    #expect(reply.quoted?.hasPrefix(quoteBegins) == true, "\(reply.quoted ?? "nil")")
    #expect(letters(reply.text + (reply.quoted ?? "")) == letters(whole), "nothing is lost")
  }

  @Test(
    "a quote that never ends stays whole", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func keepsLongQuote() throws {
    let bytes = try SharedCases.data("cases/webhook-payloads/email/reply_body_real_email_long_quote.txt")
    let reply = ReplyText(String(decoding: bytes, as: UTF8.self))
    #expect(reply.text.hasPrefix("Hi folks"))
    #expect(letters(reply.text + (reply.quoted ?? "")) == letters(String(decoding: bytes, as: UTF8.self)))
  }

  private func letters(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  @Test(
    "introductions of many languages go with the quote",
    arguments: [
      "On Mon, 2 Mar 2026 at 10:00, Ana <ana@example.com> wrote:", "Am 02.03.2026 um 10:00 schrieb Ana:",
      "Le lun. 2 mars 2026 à 10:00, Ana <ana@example.com> a écrit :", "El lun, 2 mar 2026, Ana escribió:",
      "Il giorno lun 2 mar 2026 Ana ha scritto:", "Op ma 2 mrt 2026 om 10:00 schreef Ana:",
      "W dniu 2.03.2026 o 10:00, Ana pisze:", "W dniu pon., 2 mar 2026 o 10:00 Ana <ana@example.com> napisał(a):",
      "pon., 2 mar 2026 o 10:00 Ana <ana@example.com> napisał(a):",
      "On Mon, 2 Mar 2026 at 10:00, Ana of a Long Company Name\n<ana@example.com>\nwrote:",
    ])
  func knowsIntroductions(line: String) {
    let reply = ReplyText("It works now.\n\n\(line)\n> Try again?\n>\n> Ana\n")
    #expect(reply.text == "It works now.", "\(line)")
    #expect(reply.quoted == "\(line)\n> Try again?\n>\n> Ana")
  }

  @Test("Words that only look like an introduction or a signature stay")
  func keepsWords() {
    for text in [
      "On Monday I wrote:\nsome code", "Try\n\n-- x --\n\nand see", "Le chat\n\na mangé", "From: me\nwith love",
      "Still down.\n--\nThe log has more of it. It stops at noon.\nThen nothing follows until the evening.",
      "Hm\n\n-----Original Message-----\nis what your form sends me, and nothing else.",
      "> only a quote", "The console says:\n> panic: index out of range", "It says\n\n> no paper\n> no ink",
      "a\n\n> b\n\nc", "--- a/file\n+++ b/file",
      "Danke!\n\nVon meinem Konto wurde wieder doppelt abgebucht.", "Dark\n\nSent from my account. It never came",
      "Dark\n\nSent from my old account it works, from the new one not", "Buio\n\nInviato da me due volte",
      "Hm\n\nVon meinem Konto nichts gesendet", "Hm\n\nVon meiner Adresse nie gesendet",
      "Buio\n\nInviato dal mio conto ieri.", "Buio\n\nInviato dal mio telefono ieri.", "Dark\n\nSent from my account.",
      "Dark\n\nSent from my bank account yesterday", "Hm\n\nVon meinem Konto gestern gesendet.",
      "Hm\n\nVon meinem Handy nichts gesendet", "Nuit\n\nEnvoyé de mon compte", "Hm\n\nVerzonden vanaf mijn rekening",
      "Hm\n\nGesendet von Ana am Montag", "Hm\n\nWeitergeleitete Nachricht kam nie an.\nWarum?",
      "Es fehlt:\n- Weitergeleitete Nachricht vom Montag\n- der Anhang",
      "Bonjour\n\nMessage transféré mais jamais reçu :\nrien", "Hm\n\nForwarded message from Ana is empty\nWhy?",
    ] {
      #expect(ReplyText(text).quoted == nil, "\(text)")
      #expect(ReplyText(text).text == text)
    }
  }

  @Test("Signatures and forwarded headers go")
  func partsEnds() {
    #expect(ReplyText("Yes\n-- \nAna\nAcme").text == "Yes")
    #expect(ReplyText("Yes\n-- \nWe answer from nine to five on all days.").text == "Yes")
    #expect(ReplyText("Yes\r\n\r\n--\r\nAna").quoted == "--\nAna")
    #expect(ReplyText("Yes\n\n-----Original Message-----\nFrom: x").text == "Yes")
    #expect(ReplyText("Ja\n\nVon: A\nGesendet: heute\nAn: B\nBetreff: C\n\nAlt").text == "Ja")
    for header in [
      "De\u{A0}: A\nEnvoyé\u{A0}: lundi\nÀ\u{A0}: B\nObjet\u{A0}: C", "De : A\nEnvoyé : lundi\nÀ : B\nObjet : C",
      "De: A\nEnviada em: segunda\nPara: B\nAssunto: C", "Od: A\nWysłano: dziś\nDo: B\nTemat: C",
    ] {
      #expect(ReplyText("Oui\n\n\(header)\n\nvieux").text == "Oui", "\(header)")
    }
    #expect(ReplyText("Yes\n\nSent from my iPhone\n\n> old").text == "Yes")
    #expect(ReplyText("Yes\n\n2026-03-02 10:00 GMT Ana <ana@example.com>:\n\n> old").quoted == "> old")
  }

  @Test(
    "What phones and programs put below a mail goes",
    arguments: [
      "Sent from my iPhone", "Sent from my iPhone.", "Sent from my Verizon Wireless 4G LTE smartphone",
      "Envoyé de mon iPhone.", "Sent from my Samsung Galaxy smartphone", "Sent from Mail for Windows 10",
      "Get Outlook for iOS<https://aka.ms/o0ukef>", "Von meinem iPhone gesendet",
      "Von meinem Samsung Galaxy Smartphone gesendet.", "Gesendet von meinem Handy", "Gesendet von Mail für Windows",
      "Envoyé de mon iPhone", "Enviado desde mi iPhone", "Inviato da iPhone", "Verzonden vanaf mijn iPhone",
      "Inviato dal mio iPhone", "Inviato dal mio dispositivo Samsung Galaxy", "Inviato dal mio cellulare.",
      "Sent from my iPhone 15 Pro Max", "Sent from my T-Mobile 4G LTE Device", "Sent from my BlackBerry® smartphone",
      "Sent from my HTC One", "Sent from my Galaxy S21 Ultra", "Enviado desde mi teléfono móvil", "Sent from my PC",
      "Envoyé de mon téléphone portable", "Von meinem Mobiltelefon gesendet", "Verzonden vanaf mijn Galaxy",
    ])
  func knowsEnds(end: String) {
    let reply = ReplyText("Yes\n\n\(end)")
    #expect(reply.text == "Yes" && reply.quoted == end)
  }

  @Test(
    "What is forwarded within an answer is as new as the answer, with all that it quotes",
    arguments: [
      "---------- Forwarded message ---------\nFrom: Lara <x@other.example>\nDate: Mon\nSubject: y\n\nx\n\n> z",
      "Begin forwarded message:\n\nFrom: Lara <x@other.example>\nDate: Mon\nSubject: y\n\nIt is down.",
      "-------- Weitergeleitete Nachricht --------\nBetreff: x", "Weitergeleitete Nachricht:\nx",
      "-------- Message transféré --------\nx", "Début du message transféré :\nx",
      "----- Forwarded message from Lara <x@other.example> -----\nx",
    ])
  func keepsForwards(end: String) {
    let reply = ReplyText("Yes\n\n\(end)")
    #expect(reply.text == "Yes\n\n\(end)" && reply.quoted == nil)
    let answer = ReplyText("Thanks\n\nOn Monday Ana wrote:\n> Yes\n> \(end.replacing("\n", with: "\n> "))")
    #expect(answer.text == "Thanks", "an answer to it loses it as it loses all quotes")
  }

  @Test("Whatever comes, it takes a moment, and nothing is lost")
  func survives() {
    let many = 20_000
    for text in [
      "", "\n", ">", "On", "wrote:", String(repeating: ">", count: many), String(repeating: "\n", count: many),
      String(repeating: "On a\n", count: many), String(repeating: "> a\n", count: many),
      String(repeating: "wrote:\n", count: many), String(repeating: "From: a\n", count: many),
      String(repeating: "> a\nb wrote:\n", count: many / 2), String(repeating: "--\n", count: many),
      String(repeating: "é\u{301}", count: many), String(repeating: "Sent from my \n", count: many),
    ] {
      let reply = ReplyText(text)
      #expect(letters(reply.text + (reply.quoted ?? "")) == letters(text))
    }
  }
}
