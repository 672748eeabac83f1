/// The words of a file that people read: comments and string literals of Swift, text of Markdown without code.
enum Prose {
    struct Word {
        /// In lower case. Empty at a border that no phrase crosses.
        let text: String
        let line: Int
    }

    static func words(of file: Tree.File) -> [Word] {
        file.path.hasSuffix(".md") ? words(ofPage: file) : words(ofSwift: file)
    }

    private static func words(ofPage page: Tree.File) -> [Word] {
        var isFenced = false
        return page.lines.enumerated().flatMap { index, line -> [Word] in
            if line.drop(while: { $0 == " " }).hasPrefix("```") {
                isFenced.toggle()
                return [Word(text: "", line: index + 1)]
            }
            return isFenced ? [] : split(line, line: index + 1)
        }
    }

    private static func words(ofSwift file: Tree.File) -> [Word] {
        var scanner = SwiftProseScanner()
        return file.lines.enumerated().flatMap { index, line in
            scanner.prose(of: line).flatMap { part in split(part.text[...], line: index + 1) + part.border(index + 1) }
        }
    }

    /// Splits a text into words, without code spans (between back ticks).
    private static func split(_ text: Substring, line: Int) -> [Word] {
        let spans = text.split(separator: "`", omittingEmptySubsequences: false)
        let prose = spans.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        return prose.flatMap { span in
            span.split { !($0.isLetter || $0 == "-" || $0 == "'") }.map { word in
                let lower = word.lowercased()
                return Word(text: lower.hasSuffix("'s") ? String(lower.dropLast(2)) : lower, line: line)
            }
        }
    }
}

/// Finds comments and string literals of Swift, line by line. Code inside an interpolation is no prose, a literal inside
/// that code is.
struct SwiftProseScanner {
    struct Part {
        let text: String
        let isComment: Bool

        /// A phrase may go on in the next line of a comment, not from one literal into the next.
        func border(_ line: Int) -> [Prose.Word] { isComment ? [] : [Prose.Word(text: "", line: line)] }
    }

    private enum Context: Equatable {
        case code
        case interpolation(parentheses: Int)
        /// `quote` is how it ends: one or three quotation marks, then `#` for a raw literal.
        case literal(quote: String, hashes: String)
    }

    private var contexts: [Context] = [.code]
    private var parts: [Part] = []
    private var text = ""

    mutating func prose(of line: Substring) -> [Part] {
        parts = []
        text = ""
        var rest = line
        while !rest.isEmpty { step(&rest) }
        endLine()
        return parts
    }

    private mutating func step(_ rest: inout Substring) {
        switch contexts[contexts.count - 1] {
        case .code, .interpolation: stepInCode(&rest)
        case .literal(let quote, let hashes): stepInLiteral(&rest, quote: quote, hashes: hashes)
        }
    }

    private mutating func stepInCode(_ rest: inout Substring) {
        if rest.hasPrefix("//") {
            parts.append(Part(text: String(rest), isComment: true))
            rest = ""
            return
        }
        let hashes = String(rest.prefix { $0 == "#" })
        let opening = rest.dropFirst(hashes.count)
        if opening.hasPrefix("\"") {
            let quote = opening.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
            contexts.append(.literal(quote: quote, hashes: hashes))
            rest = opening.dropFirst(quote.count)
            return
        }
        if case .interpolation(let depth) = contexts[contexts.count - 1] { count(rest.first, depth: depth) }
        rest = rest.dropFirst()
    }

    private mutating func count(_ character: Character?, depth: Int) {
        let change = character == "(" ? 1 : character == ")" ? -1 : 0
        contexts.removeLast()
        if depth + change > 0 { contexts.append(.interpolation(parentheses: depth + change)) }
    }

    private mutating func stepInLiteral(_ rest: inout Substring, quote: String, hashes: String) {
        if rest.hasPrefix(quote + hashes) {
            flush()
            contexts.removeLast()
            rest = rest.dropFirst(quote.count + hashes.count)
        } else if rest.hasPrefix("\\" + hashes + "(") {
            contexts.append(.interpolation(parentheses: 1))
            rest = rest.dropFirst(2 + hashes.count)
        } else if rest.hasPrefix("\\"), hashes.isEmpty {
            text += " "
            rest = rest.dropFirst(2)
        } else {
            text.append(rest.removeFirst())
        }
    }

    private mutating func flush() {
        if !text.isEmpty { parts.append(Part(text: text, isComment: false)) }
        text = ""
    }

    /// Only a literal of three quotation marks goes on in the next line.
    private mutating func endLine() {
        flush()
        let goesOn = contexts.contains { if case .literal("\"\"\"", _) = $0 { true } else { false } }
        if !goesOn { contexts = [.code] }
    }
}
