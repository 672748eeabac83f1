/// A word that prose does not use, and what to write instead.
struct BannedWord {
    /// Every form, in lower case; a phrase has spaces.
    let forms: [String]
    let instead: String
    /// Words that may follow the form: “look up” is a term of its own.
    var unlessFollowedBy: Set<String> = []

    static let all = [
        BannedWord(forms: ["stand", "stands", "stood"], instead: "write “is”, “are” or “was”"),
        BannedWord(
            forms: ["nobody", "somebody", "anybody", "everybody", "whoever"],
            instead: "name the actor, or write “no one” of an actor that does not exist"),
        BannedWord(forms: ["tell", "tells", "told", "telling"], instead: "write “report”, “show” or “print”"),
        BannedWord(
            forms: ["look", "looks", "looked", "looking"], instead: "write “observe”, “read” or “check”",
            unlessFollowedBy: ["up"]),
        BannedWord(forms: ["anew"], instead: "write “again”"),
        BannedWord(forms: ["mend", "mends", "mended", "mending"], instead: "write “repair”"),
        BannedWord(forms: ["in vain"], instead: "write “without effect”"),
        BannedWord(forms: ["hang on", "hangs on", "hung on"], instead: "write “depends on”"),
        BannedWord(forms: ["what is there"], instead: "write “existing”, or name the thing"),
        BannedWord(forms: ["a person"], instead: "write “an operator”"),
        BannedWord(forms: ["time and again"], instead: "write “repeatedly”"),
        BannedWord(forms: ["obey", "obeys", "obeyed"], instead: "write “accept” (a term) or “follow” (a rule)"),
        BannedWord(forms: ["stranger", "strangers"], instead: "write “unmanaged”"),
        BannedWord(forms: ["dice"], instead: "write “random source”"),
        BannedWord(forms: ["goodbye", "farewell"], instead: "write “close” or “end of the connection”"),
        BannedWord(
            forms: ["mourn", "mourns", "mourned", "puzzle", "puzzled"], instead: "say what is recorded, and why"),
    ]

    /// One line for each banned word: `LINE: “WORD”: what to do`.
    static func findings(in words: [Prose.Word]) -> [String] {
        words.indices.flatMap { index in
            (byFirstWord[words[index].text] ?? []).compactMap { phrase, word in
                guard phrase.isPrefix(of: words[index...]) else { return nil }
                if let next = words.dropFirst(index + phrase.words.count).first,
                    word.unlessFollowedBy.contains(next.text)
                {
                    return nil
                }
                return "\(words[index].line): “\(phrase.words.joined(separator: " "))”: \(word.instead)"
            }
        }
    }

    private struct Phrase {
        let words: [String]

        func isPrefix(of text: ArraySlice<Prose.Word>) -> Bool {
            text.count >= words.count && zip(words, text).allSatisfy { $0 == $1.text }
        }
    }

    private static let byFirstWord: [String: [(phrase: Phrase, word: BannedWord)]] = {
        var table: [String: [(phrase: Phrase, word: BannedWord)]] = [:]
        for word in all {
            for form in word.forms {
                let phrase = Phrase(words: form.split(separator: " ").map(String.init))
                table[phrase.words[0], default: []].append((phrase, word))
            }
        }
        return table
    }()
}
