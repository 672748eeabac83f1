/// What is wrong with the beginnings of lines, where libyaml only misses something.
enum Indentation {
    /// Complaints of libyaml that come of a line that begins in a wrong column.
    private static let complaints = ["did not find expected key", "did not find expected '-' indicator"]

    /// Where the line before the one in question begins, if that is in another column: one of the two is wrong.
    static func before(_ error: YAMLSyntaxError, _ lines: [String]) -> YAMLMark? {
        guard complaints.contains(error.problem), lines.indices.contains(error.mark.line),
            begin(of: lines[error.mark.line]) == error.mark.column
        else { return nil }
        for index in lines[..<error.mark.line].indices.reversed() {
            guard let column = begin(of: lines[index]) else { continue }
            return column == error.mark.column ? nil : YAMLMark(line: index, column: column)
        }
        return nil
    }

    /// Which columns, and what has to be alike.
    static func advice(_ error: YAMLSyntaxError, _ before: YAMLMark) -> String {
        let things = error.problem == complaints[0] ? "the keys of one map" : "the items of one list"
        return "this line begins in column \(error.mark.column + 1), the one before it in column \(before.column + 1): "
            + "\(things) begin in the same column"
    }

    /// The column of the first sign of a line, from 0; nil where there is none, or a comment.
    private static func begin(of line: String) -> Int? {
        let scalars = line.unicodeScalars
        let column = scalars.prefix { $0 == " " }.count
        guard let first = scalars.dropFirst(column).first, first != "#", first != "\t" else { return nil }
        return column
    }
}
