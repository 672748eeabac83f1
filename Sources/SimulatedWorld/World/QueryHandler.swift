internal import World

/// A query that a technology recognises by its first words, and answers from the state.
struct QueryHandler: Sendable {
    private let words: [String]
    private let answer: @Sendable (QueryResponder, _ rest: [String], _ file: String?) -> Finished?

    /// A query whose answer is its output. `answer` gets the words after the first ones; nil: it is another query.
    init(_ words: [String], _ answer: @escaping @Sendable (QueryResponder, [String]) -> Finished?) {
        self.words = words
        self.answer = { $2 == nil ? answer($0, $1) : nil }
    }

    /// A query of exactly these words.
    init(exactly words: [String], _ answer: @escaping @Sendable (QueryResponder) -> Finished?) {
        self.init(words) { $1.isEmpty ? answer($0) : nil }
    }

    /// A query whose answer is a file that it writes.
    init(
        _ words: [String], writing answer: @escaping @Sendable (QueryResponder, [String], _ file: String) -> Finished?
    ) {
        self.words = words
        self.answer = { responder, rest, file in file.flatMap { answer(responder, rest, $0) } }
    }

    /// nil: it is another query.
    func answer(_ query: [String], file: String?, _ responder: QueryResponder) -> Finished? {
        guard query.starts(with: words) else { return nil }
        return answer(responder, Array(query.dropFirst(words.count)), file)
    }
}
