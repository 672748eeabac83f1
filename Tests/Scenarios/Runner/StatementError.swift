/// What is wrong with a statement; the file and the line are added where they are known.
struct StatementError: Error {
    let words: String

    init(_ words: String) { self.words = words }
}
