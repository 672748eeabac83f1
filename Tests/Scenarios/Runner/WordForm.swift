/// A form of a statement: lower-case words are literal, upper-case ones are places for one word each.
struct WordForm: Sendable {
    let usage: String
    private let words: [Substring]

    init(_ usage: String) {
        self.usage = usage
        words = usage.split(separator: " ")
    }

    /// The names of the places with the words in them; nil where the words have another form.
    func places(in given: [String]) -> [(name: String, word: String)]? {
        guard given.count == words.count else { return nil }
        var places: [(name: String, word: String)] = []
        for (form, word) in zip(words, given) {
            if form.first?.isUppercase ?? false {
                places.append((String(form), word))
            } else if form != word {
                return nil
            }
        }
        return places
    }
}
