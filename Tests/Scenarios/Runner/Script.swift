/// A script: statements one a line, comments that begin with `#`, empty lines.
struct Script: Sendable {
    /// As it is named in messages.
    let file: String
    let lines: [Line]

    /// A line with what it says; nil where it is a comment, empty, or the body of a statement above it.
    struct Line: Sendable {
        let number: Int
        let text: String
        let statement: Statement?

        var isComment: Bool { statement == nil && text.hasPrefix("#") }
    }

    init(_ text: String, file: String) throws(ScenarioError) {
        self.file = file
        var lines: [Line] = []
        let texts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = 0
        while index < texts.count {
            let (statement, bodyLines) = try Self.statement(texts[index...], file: file, number: index + 1)
            lines.append(Line(number: index + 1, text: texts[index], statement: statement))
            lines += (0..<bodyLines).map {
                Line(number: index + 2 + $0, text: texts[index + 1 + $0], statement: nil)
            }
            index += 1 + bodyLines
        }
        if lines.last?.text.isEmpty ?? false { lines.removeLast() }
        self.lines = lines
    }

    /// The statement of the first line, and how many of the lines below belong to it.
    private static func statement(
        _ texts: ArraySlice<String>, file: String, number: Int
    ) throws(ScenarioError) -> (Statement?, Int) {
        guard let text = texts.first, !text.isEmpty, !text.hasPrefix("#") else { return (nil, 0) }
        do throws(StatementError) {
            guard text.hasPrefix("manifests <<") else { return (try StatementParser.statement(text), 0) }
            let end = text.dropFirst("manifests <<".count)
            let body = texts.dropFirst().prefix { $0 != end }
            guard !end.isEmpty, body.count < texts.count - 1 else {
                throw StatementError("no line below says “\(end)”, which ends the manifests")
            }
            return (.inlineManifests(body.map { $0 + "\n" }.joined()), body.count + 1)
        } catch {
            let allowed = StatementParser.usage.map { "\n  \($0)" }.joined()
            throw ScenarioError(file: file, line: number, words: "\(error.words); a script may say:\(allowed)")
        }
    }

    /// A script ends by showing that nothing is left: with a diff, or with what is left and why.
    func checkEnd() throws(ScenarioError) {
        let statements = lines.indices.filter { lines[$0].statement != nil }
        guard let last = statements.last else {
            throw ScenarioError(file: file, line: 1, words: "a script says something")
        }
        if case .command(.diff)? = lines[last].statement { return }
        if case .expect(.held)? = lines[last].statement, last > 0, lines[last - 1].isComment,
            statements.count > 1, case .command(.diff)? = lines[statements[statements.count - 2]].statement
        {
            return
        }
        throw ScenarioError(
            file: file, line: lines[last].number,
            words:
                "a script ends with a diff that ends converged, or with a diff, a comment that says why something is "
                + "left, and “expect held”")
    }
}
